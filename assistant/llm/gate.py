"""The gate: what a model wants to say is shown only if its quotes carry it.

Every check is deterministic and reads nothing but the sentence and the sentences of the
evidence that it quotes. When in doubt a sentence is dropped: the answer without it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.llm.binding import is_rebound, is_reordered, is_turned
from assistant.llm.evidence import NumberedEvidence
from assistant.llm.facts import DATE, Quantity, code_words, dates, names, quantities, roles, words
from assistant.llm.instructions import instructs
from assistant.llm.parsing import Proposal
from assistant.llm.places import Places
from assistant.llm.plain import foreign_letters, plain
from assistant.llm.polarity import is_flipped, new_decisive
from assistant.llm.quoting import find_quote
from assistant.llm.support import Similarity, support
from assistant.llm.words import DANGLING, FUNCTION_WORDS
from assistant.quotes import Quote
from corpus.text import search_form, sentences

__all__ = ["Approved", "Gate", "Reason", "Rejected"]

_LONGEST_SENTENCE = 600
_ENDED = re.compile(r"[.!?…:;)”\"]\s*$")
_PLAIN_WORD = re.compile(r"[\w.,;:!?()%/“”\"'–-]+")


class Reason(StrEnum):
    """Why a sentence was dropped, for the reader."""

    EMPTY = "không có nội dung"
    TOO_LONG = "quá dài"
    UNKNOWN_EVIDENCE = "dẫn chứng cứ không được đưa"
    QUOTE_NOT_FOUND = "trích dẫn không có nguyên văn trong chứng cứ"
    INSTRUCTION = "là mệnh lệnh, không phải nội dung"
    FOREIGN_LETTERS = "có chữ cái lạ"
    NO_SUCH_PLACE = "nêu điều khoản không tồn tại"
    OTHER_PLACE = "nêu điều khoản, văn bản không có trong chứng cứ"
    DATE = "nêu ngày không có trong chứng cứ"
    FIGURE = "nêu con số không có trong chứng cứ"
    ROLE = "nêu chức danh không có trong chứng cứ"
    NAME = "nêu tên riêng không có trong chứng cứ"
    NEGATION = "đảo nghĩa khẳng định, phủ định"
    DECISIVE = "thêm mức độ, điều kiện không có trong chứng cứ"
    BINDING = "ghép sai ai, việc gì, bao nhiêu"
    UNSUPPORTED = "không được chứng cứ nâng đỡ"
    UNFINISHED = "bỏ dở giữa chừng"


@dataclass(frozen=True, slots=True)
class Approved:
    """A sentence that may be shown, with the quotes that carry it: (evidence number, quote)."""

    text: str
    quotes: tuple[tuple[int, Quote], ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A sentence that is not shown, and why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class _Source:
    """What a sentence is measured against: its quotes and their citations' labels."""

    quotes: tuple[tuple[int, Quote], ...]
    cited: tuple[NumberedEvidence, ...]

    @property
    def text(self) -> str:
        return "\n".join(quote.text for _, quote in self.quotes)

    @property
    def labels(self) -> str:
        return "\n".join(
            f"{e.citation.label}, {e.citation.document.code or ''}" for e in self.cited
        )


Check = Callable[[str, _Source], bool]
"""Tells whether a sentence fails against its source."""


class Gate:
    """Judges proposals against evidence; holds no state between them."""

    def __init__(self, places: Places, similarity: Similarity) -> None:
        self._places = places
        self._similarity = similarity
        # In the order of the reasons a reader understands best.
        self._of_words: tuple[tuple[Reason, Check], ...] = (
            (Reason.INSTRUCTION, lambda said, _: instructs(said)),
            (Reason.FOREIGN_LETTERS, lambda said, _: foreign_letters(said)),
            (Reason.NO_SUCH_PLACE, self._has_impossible_place),
            (Reason.OTHER_PLACE, self._has_other_place),
            (Reason.DATE, lambda said, source: not dates(said) <= dates(source.text)),
            (Reason.FIGURE, self._has_other_figure),
            (Reason.ROLE, lambda said, source: not set(roles(said)) <= set(roles(source.text))),
            (Reason.NAME, _has_other_name),
            (Reason.DECISIVE, lambda said, source: new_decisive(said, source.text)),
        )
        self._of_whole: tuple[tuple[Reason, Check], ...] = (
            *self._of_words,
            (Reason.FIGURE, _has_other_bound),
            (Reason.NEGATION, lambda said, source: is_flipped(said, source.text)),
            (Reason.BINDING, _is_bound_otherwise),
            (Reason.UNSUPPORTED, self._is_unsupported),
            (Reason.UNFINISHED, _breaks_off),
        )

    def judge(
        self, proposal: Proposal, evidence: Sequence[NumberedEvidence]
    ) -> list[Approved | Rejected]:
        """Return a verdict on each sentence of the proposal, on the whole if it quotes nothing."""
        source = _source(proposal, evidence)
        if isinstance(source, Reason):
            return [Rejected(source)]
        if instructs(proposal.sentence):
            return [Rejected(Reason.INSTRUCTION)]
        text = plain(proposal.sentence)
        parts = [text[start:end] for start, end in sentences(text)]
        return [self._judge_sentence(part, source) for part in parts] or [Rejected(Reason.EMPTY)]

    def draft(self, proposal: Proposal, evidence: Sequence[NumberedEvidence]) -> str:
        """Return as much of an unfinished sentence as may be shown, "" if none.

        Its quotes are verified already and every word shown has passed the checks on words;
        the checks on the whole sentence come at its end.
        """
        source = _source(proposal, evidence)
        if isinstance(source, Reason) or instructs(proposal.sentence):
            return ""
        text = " ".join(_held_words(plain(proposal.sentence), source))
        fails = any(check(text, source) for _, check in self._of_words)
        return "" if fails or len(text) > _LONGEST_SENTENCE else text

    def _judge_sentence(self, text: str, source: _Source) -> Approved | Rejected:
        if not words(text):
            return Rejected(Reason.EMPTY)
        if len(text) > _LONGEST_SENTENCE:
            return Rejected(Reason.TOO_LONG)
        failed = next((reason for reason, check in self._of_whole if check(text, source)), None)
        return Rejected(failed) if failed else Approved(text, source.quotes)

    def _has_impossible_place(self, said: str, _source: _Source) -> bool:
        return any(self._places.is_impossible(place) for place in self._places.named(said))

    def _has_other_place(self, said: str, source: _Source) -> bool:
        allowed = [
            *(self._places.cited(e.citation.document, e.citation.locator) for e in source.cited),
            *self._places.named(source.text),
            *self._places.named(source.labels),
        ]
        return any(
            not any(place.is_within(other) for other in allowed)
            for place in self._places.named(said)
        )

    def _has_other_figure(self, said: str, source: _Source) -> bool:
        bare = self._without_references(said)
        sources = (source.text, self._without_references(source.text))
        known = {_counted(q) for text in sources for q in quantities(text)}
        values = {value for value, _ in known}
        for quantity in quantities(bare):
            if quantity.unit and _counted(quantity) not in known:
                return True
            if quantity.value not in values:
                return True
        return not code_words(bare) <= code_words(source.text) | code_words(source.labels)

    def _is_unsupported(self, said: str, source: _Source) -> bool:
        # Dates, and references by the label's right, have been compared; the rest must be carried.
        quoted = DATE.sub(" ; ", source.text)
        bare = self._without_references(DATE.sub(" ; ", said), besides=quoted)
        return not support(bare, quoted, set(words(source.labels)), self._similarity).suffices

    def _without_references(self, said: str, besides: str = "") -> str:
        """Return `said` without its references, those that stand in `besides` left."""
        for reference in reversed(self._places.references(said)):
            start, end = reference.span
            if search_form(reference.text) not in search_form(besides):
                said = f"{said[:start]} ; {said[end:]}"
        return said


def _source(proposal: Proposal, evidence: Sequence[NumberedEvidence]) -> _Source | Reason:
    """Return what carries a proposal; its quotes must stand in the evidence it names."""
    by_number = {item.n: item for item in evidence}
    if any(number not in by_number for number in proposal.evidence):
        return Reason.UNKNOWN_EVIDENCE
    named = [by_number[number] for number in proposal.evidence] or list(evidence)
    found = dict.fromkeys(_found(proposal.quotes, named))
    if not found:
        return Reason.QUOTE_NOT_FOUND
    cited = tuple(by_number[number] for number in dict.fromkeys(n for n, _ in found))
    return _Source(tuple(found), cited)


def _found(
    quotes: Iterable[str], evidence: Sequence[NumberedEvidence]
) -> Iterable[tuple[int, Quote]]:
    matches = (find_quote(quote, evidence) for quote in quotes)
    return (match for match in matches if match is not None)


def _held_words(text: str, source: _Source) -> Iterator[str]:
    """Yield the words of `text` up to the first that neither quotes nor labels hold.

    Words change while they grow ("3" may become "30"), so the last two are held back.
    """
    known = {*words(f"{source.text} {source.labels}")} | FUNCTION_WORDS
    for word in text.split(" ")[:-2]:
        if not known.issuperset(words(word)) or not _PLAIN_WORD.fullmatch(word):
            return
        yield word


def _has_other_name(said: str, source: _Source) -> bool:
    return not names(said) <= set(words(f"{source.text} {source.labels}"))


def _has_other_bound(said: str, source: _Source) -> bool:
    """Tell whether "không quá 5 ngày" became "5 ngày" or "ít nhất 5 ngày"."""
    bounds: dict[tuple[str, str], set[str]] = {}
    for quantity in quantities(source.text):
        bounds.setdefault(_counted(quantity), set()).add(quantity.bound)
    return any(
        quantity.bound not in bounds.get(_counted(quantity), {quantity.bound})
        for quantity in quantities(said)
    )


def _breaks_off(said: str, source: _Source) -> bool:
    """Tell whether the last word asks for another, stands nowhere in the source, or is half.

    A model cut short in a word leaves a syllable that means something else, or nothing; cut
    short between two syllables of one word ("phải thu" of "phải thu nhận") it leaves a sentence
    that says something else. Whoever ends a sentence with a full stop has ended it; without one
    it must end where a quote or a label pauses.
    """
    spoken = words(said)
    if any(words(quote.text)[-2:] == spoken[-2:] for _, quote in source.quotes):
        return False
    last, ended = spoken[-1], bool(_ENDED.search(said))
    # Without a full stop a common word may be the half of another: "giải quy" of "giải quyết".
    known = {*words(f"{source.text} {source.labels}"), *(FUNCTION_WORDS if ended else ())}
    if last in DANGLING or not (last[0].isdigit() or last in known):
        return True
    carrying = (*(quote.text for _, quote in source.quotes), source.labels)
    return not ended and not any(_pauses(spoken[-2:], text) for text in carrying)


def _pauses(ending: Sequence[str], text: str) -> bool:
    """Tell whether no word follows these words somewhere in a text."""
    joined = r"\W+".join(map(re.escape, ending))
    return bool(re.search(rf"\b{joined}\b(?! \w)", search_form(text)))


def _counted(quantity: Quantity) -> tuple[str, str]:
    return quantity.value, quantity.unit


def _is_bound_otherwise(said: str, source: _Source) -> bool:
    reordered = any(is_reordered(said, quote.text) for _, quote in source.quotes)
    return reordered or is_rebound(said, source.text) or is_turned(said, source.text)
