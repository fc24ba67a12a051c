"""A question as a person typed it, into the spelling of the corpus it is asked of.

Keystrokes of an input method that was off become syllables; lost diacritics are put back;
slips of one keystroke are mended. Candidates of a word are the spellings that share its
stripped form in the corpus, or are one edit away where the corpus has no such word; a bigram
model over the same corpus chooses among them (Viterbi). Learned from the indexed documents
themselves, it knows the agency's own words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Self

from corpus.definitions import defined_abbreviations
from corpus.keystrokes import undo_keystrokes
from corpus.misspellings import corrections, is_common
from corpus.syllable_model import WORD, SyllableModel
from corpus.text import fold, search_form

__all__ = ["Restorer"]

_USUAL_SHARE = 0.6
"""Share of accented syllables from which on a question counts as fully accented; running
Vietnamese text has about 0.7."""

_ACCENTED_SHARE = 0.5
"""Share of plain syllables up to which a question counts as typed with diacritics."""

_UNACCENTED_SHARE = 0.8
"""Share of plain syllables from which on a question counts as typed without diacritics."""

_LEAST_LOSS = 1e-4

_OWN_WEIGHT = 10
"""How many times the words of the corpus count against those of questions on anything."""


class Restorer:
    """Restores what was meant by the syllable bigrams of a corpus.

    `counts` are spellings with their frequencies, `pairs` neighbouring spellings with theirs,
    `abbreviations` the short forms that the corpus defines, with what they stand for.
    """

    def __init__(
        self,
        counts: dict[str, int],
        pairs: dict[str, int],
        abbreviations: dict[str, str] | None = None,
    ) -> None:
        self._model = SyllableModel(counts, pairs)
        self.abbreviations = abbreviations or {}

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Self:
        """Learn from accented texts whose first line is their trail of headings."""
        model = SyllableModel.learn(texts)
        return cls(model.counts, model.pairs, defined_abbreviations(texts))

    def as_json(self) -> dict[str, dict[str, int] | dict[str, str]]:
        """Return what `Restorer(**...)` takes back."""
        return {
            "counts": self._model.counts,
            "pairs": self._model.pairs,
            "abbreviations": self.abbreviations,
        }

    def beside(self, spoken: SyllableModel) -> Restorer:
        """Return a restorer that knows the words of `spoken` too; those of the corpus go before."""
        model = self._model.joined(spoken, _OWN_WEIGHT)
        return Restorer(model.counts, model.pairs, self.abbreviations)

    def knows(self, spelling: str) -> bool:
        """Tell whether the corpus has a spelling (in search form)."""
        return self._model.knows(spelling)

    def restore(self, question: str) -> str:
        """Return the question as it was probably meant; the rest is left as typed.

        How readily a plain syllable is changed depends on how many others carry their marks:
        a person who typed some probably meant the plain ones to be plain. Abbreviations in
        capitals and words inside codes and numbers are never changed.
        """
        question = undo_keystrokes(question, self._model)
        matches = list(WORD.finditer(question))
        shouted = question.isupper()
        words = [match.group() for match in matches]
        open_words = [shouted or not _is_abbreviation(word) for word in words]
        forms = [search_form(word) for word in words]
        typed = [form for form, free in zip(forms, open_words, strict=True) if free]
        plain = sum(fold(form) == form for form in typed) / len(typed) if typed else 0.0
        candidates = [
            self._spellings(form) if free else [form]
            for form, free in zip(forms, open_words, strict=True)
        ]
        for place, match in enumerate(matches):
            before = candidates[place - 1] if place else []
            after = candidates[place + 1] if place + 1 < len(candidates) else []
            if len(candidates[place]) > 1 or candidates[place][0] != forms[place]:
                if plain < _ACCENTED_SHARE and self._is_rare(forms[place], (before, after)):
                    candidates[place] = [forms[place]]
            elif open_words[place] and self._is_slip(question, match.span(), shouted):
                mended = corrections(
                    forms[place], (before, after), self._model, plain < _UNACCENTED_SHARE
                )
                candidates[place] = mended or candidates[place]
        loss = math.log(max(_LEAST_LOSS, 1 - (1 - plain) / _USUAL_SHARE))
        restored = iter(self._viterbi(forms, candidates, loss))
        return WORD.sub(lambda match: _in_case(match.group(), next(restored)), question)

    def _is_slip(self, question: str, span: tuple[int, int], shouted: bool) -> bool:
        """Tell whether a word may be mended: unknown, no name, and no part of a code."""
        start, end = span
        word = question[start:end]
        around = question[max(0, start - 1) : start] + question[end : end + 1]
        name = not shouted and start > 0 and word[0].isupper()
        form = search_form(word)
        known = self._model.knows(form) or (fold(form) == form and self._model.accented(form))
        return not (known or name or any(char.isdigit() or char in "/-_.@" for char in around))

    def _viterbi(
        self, words: Sequence[str], candidates: Sequence[Sequence[str]], loss: float
    ) -> list[str]:
        """Return the most probable spellings; `loss` is the log probability of a lost mark."""
        best: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for word, spellings in zip(words, candidates, strict=True):
            step: dict[str, tuple[float, list[str]]] = {}
            for spelling in spellings:
                score, path = max(
                    (
                        (so_far + self._log_probability(previous, spelling), path)
                        for previous, (so_far, path) in best.items()
                    ),
                    key=lambda pair: pair[0],
                )
                changed = loss if spelling != word else 0.0
                step[spelling] = (score + changed, [*path, spelling])
            best = step
        return max(best.values(), key=lambda pair: pair[0])[1]

    def _log_probability(self, previous: str, spelling: str) -> float:
        """Score a spelling, or two that were typed as one word, after another."""
        total = 0.0
        before = previous.rpartition(" ")[2]
        for part in spelling.split(" "):
            total += self._model.log_probability(before, part)
            before = part
        return total

    def _is_rare(self, form: str, neighbours: tuple[list[str], list[str]]) -> bool:
        """Tell whether a plain word is one of its own that the corpus lacks.

        "ngon" in an accented question is such a word, though the corpus knows "ngôn": it has
        that nowhere beside the neighbours.
        """
        if self._model.knows(form) or not is_common(form):
            return False
        before, after = neighbours
        spellings = self._model.accented(form)
        return not (
            self._model.neighbours(before, spellings) or self._model.neighbours(spellings, after)
        )

    def _spellings(self, form: str) -> list[str]:
        if fold(form) != form:
            return [form]
        return self._model.accented(form) or [form]


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _in_case(typed: str, restored: str) -> str:
    if restored == search_form(typed):
        return typed
    if typed.isupper() and len(typed) > 1:
        return restored.upper()
    return restored.capitalize() if typed[:1].isupper() else restored
