"""Follow-up questions understood from what was said before, without a language model.

Only the common forms are read: a topic with "còn … thì sao", a bare question word, a
demonstrative, another edition, date, document or place. Whatever else is said stands alone:
a question that is complete is never rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.conversations import follow_up_words as words
from assistant.conversations.places import named_place, next_place
from assistant.labels import document_label
from assistant.model import Citation
from assistant.topics import topic, without_hanging
from corpus.model import DocumentKind
from corpus.references import parse_references
from corpus.text import clean, fold

__all__ = ["FollowUp", "Resolved", "Turn", "leans", "resolve_follow_up"]

_ABOUT = ", về việc "
_LONGEST = 25  # syllables of a question that may lean on what was said, in whatever form


class FollowUp(StrEnum):
    """What a question leans on; STANDALONE leans on nothing."""

    STANDALONE = "standalone"
    TOPIC = "topic"
    BARE = "bare"
    DEMONSTRATIVE = "demonstrative"
    EDITION = "edition"
    DATE = "date"
    DOCUMENT = "document"
    PLACE = "place"
    VALIDITY = "validity"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question, complete as it was understood, with what its answer cited."""

    question: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A complete question and what it took from the turn before."""

    question: str
    kind: FollowUp


_Reader = Callable[[str, Turn], str | None]


def resolve_follow_up(question: str, history: Sequence[Turn]) -> Resolved:
    """Return the complete question behind `question`, asked after `history`, oldest first.

    Without history, or where no form fits, it is the question itself.
    """
    asked = " ".join(clean(question).split())
    if history and len(fold(asked).split()) <= words.LONGEST:
        for kind, read in _READERS:
            complete = read(asked, history[-1])
            if complete is not None:
                return Resolved(complete, kind)
    return Resolved(question, FollowUp.STANDALONE)


def leans(question: str) -> bool:
    """Tell whether a question that fits no form may still lean on what was said before.

    Long questions say what they mean, and so do those that name a document or a place.
    """
    asked = " ".join(clean(question).split())
    if len(asked.split()) > _LONGEST or parse_references(asked):
        return False
    return words.is_left_open(asked)


def _validity(asked: str, last: Turn) -> str | None:
    """Read "còn hiệu lực không?" as a question about the document cited first."""
    if not words.VALIDITY.fullmatch(fold(asked)) or not last.citations:
        return None
    legal = _cited(last, DocumentKind.LEGAL) or last.citations[0]
    return f"{document_label(legal.document)} còn hiệu lực không?"


def _edition(asked: str, last: Turn) -> str | None:
    found = words.EDITION.fullmatch(fold(asked))
    if found is None:
        return None
    kept = words.EDITION_MENTION.sub("", last.question).strip(" ?.,")
    return f"{kept} theo TCVN ISO 9001:{found['edition']}?"


def _date(asked: str, last: Turn) -> str | None:
    found = words.DATE.fullmatch(fold(asked))
    if found is None:
        return None
    day = found["day"].replace(".", "/").replace("-", "/") if found["day"] else None
    kept = words.DATE_MENTION.sub("", last.question).strip(" ?.,")
    return f"{kept}, tính đến ngày {day or '31/12/' + found['year']}?"


def _document(asked: str, last: Turn) -> str | None:
    """Read "còn QT-02?" as the same question about another document."""
    if not words.LEAD.match(fold(asked)):
        return None
    named = [item for item in parse_references(asked) if item.document and not item.locator]
    if len(named) != 1:
        return None
    start, end = named[0].span
    if not words.only_frame(asked[:start] + " " + asked[end:]):
        return None
    kept = last.question
    for earlier in sorted(parse_references(kept), key=lambda item: -item.span[0]):
        if earlier.document:
            kept = kept[: earlier.span[0]] + kept[earlier.span[1] :]
    return f"{without_hanging(kept)} theo {named[0].text}?"


def _place(asked: str, last: Turn) -> str | None:
    """Read "khoản 3?" and "bước tiếp theo?" within the document that was cited."""
    form = fold(asked)
    for citation in _places_first(last):
        complete = next_place(form, citation) or named_place(form, citation)
        if complete is not None:
            return complete
    return None


def _demonstrative(asked: str, last: Turn) -> str | None:
    """Put the cited document, or the topic, in the place of "quy trình này", "việc đó"."""
    for pattern, kind in words.DEMONSTRATIVES:
        found = pattern.search(asked)
        if found is None:
            continue
        cited = _cited(last, kind) if kind else None
        if kind and cited is None:
            return None
        said = _named(cited) if cited else f"việc {topic(last.question)}"
        return f"{asked[: found.start()]}{said}{asked[found.end() :]}"
    return None


def _topic(asked: str, last: Turn) -> str | None:
    """Read "thế còn thời hạn lưu?" as that of the topic before."""
    found = words.ELLIPSIS.fullmatch(asked)
    said = (found["topic"] or found["other"]).strip(" ,?") if found else ""
    if not said or not topic(last.question):
        return None
    return _about(said, last)


def _bare(asked: str, last: Turn) -> str | None:
    """Read a question of nothing but question words and what was said: "ai ký?", "ai tiếp?"."""
    if not words.is_bare(asked, last.question) or not topic(last.question):
        return None
    return _about(asked.strip(" ?."), last)


def _about(said: str, last: Turn) -> str:
    """Put what is asked now before what the last question was about.

    What that asked about its own topic is not the topic: "ai ký?" after "thời hạn lưu, về việc
    phê duyệt tài liệu?" is about the approval.
    """
    asked, mark, about = last.question.partition(_ABOUT)
    kept = about if mark and words.names_nothing(asked) else last.question
    return f"{said[:1].upper()}{said[1:]}{_ABOUT}{topic(kept)}?"


def _cited(last: Turn, kind: DocumentKind) -> Citation | None:
    return next((item for item in last.citations if item.document.kind is kind), None)


def _places_first(last: Turn) -> list[Citation]:
    """Return what was cited, laws and procedures before the standard: they have such places."""
    order = (DocumentKind.LEGAL, DocumentKind.PROCEDURE, DocumentKind.STANDARD)
    found = (_cited(last, kind) for kind in order)
    return [citation for citation in found if citation is not None]


def _named(citation: Citation) -> str:
    """Return what a demonstrative stands for: the clause of a standard, else the document."""
    if citation.document.kind is DocumentKind.STANDARD:
        return f"điều {citation.locator} của {document_label(citation.document)}"
    return document_label(citation.document)


_READERS: tuple[tuple[FollowUp, _Reader], ...] = (
    (FollowUp.VALIDITY, _validity),
    (FollowUp.EDITION, _edition),
    (FollowUp.DATE, _date),
    (FollowUp.PLACE, _place),
    (FollowUp.DOCUMENT, _document),
    (FollowUp.DEMONSTRATIVE, _demonstrative),
    (FollowUp.TOPIC, _topic),
    (FollowUp.BARE, _bare),
)
