"""Diacritics put back into questions typed without them.

Candidates of a syllable are the spellings that share its stripped form in the corpus; a
bigram model over the same corpus chooses among them (Viterbi). Learned from the indexed
documents themselves, it knows the agency's own words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.text import fold, search_form

__all__ = ["Restorer"]

_WORD = re.compile(r"[^\W\d_]+")
_USUAL_SHARE = 0.6
"""Share of accented syllables from which on a question counts as fully accented; running
Vietnamese text has about 0.7."""

_LEAST_LOSS = 1e-4
_SMOOTHING = 0.1
_MIN_COUNT = 1


class Restorer:
    """Restores diacritics by the syllable bigrams of a corpus.

    `counts` are spellings with their frequencies, `pairs` neighbouring spellings with theirs.
    """

    def __init__(self, counts: dict[str, int], pairs: dict[str, int]) -> None:
        self._counts = counts
        self._pairs = pairs
        self._total = sum(counts.values()) or 1
        self._candidates: dict[str, list[str]] = {}
        for spelling in counts:
            self._candidates.setdefault(fold(spelling), []).append(spelling)

    @classmethod
    def learn(cls, texts: Iterable[str]) -> Restorer:
        """Learn from accented texts."""
        counts: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for text in texts:
            words = _WORD.findall(search_form(text))
            counts.update(words)
            pairs.update(f"{first} {second}" for first, second in pairwise(words))
        return cls(dict(counts), {pair: n for pair, n in pairs.items() if n > _MIN_COUNT})

    def as_json(self) -> dict[str, dict[str, int]]:
        """Return what `Restorer(**...)` takes back."""
        return {"counts": self._counts, "pairs": self._pairs}

    def restore(self, question: str) -> str:
        """Return the question with missing diacritics put in; the rest is left as typed.

        How readily a plain syllable is changed depends on how many others carry their marks:
        a person who typed some probably meant the plain ones to be plain. Abbreviations in
        capitals are never changed.
        """
        words = [match.group() for match in _WORD.finditer(question)]
        shouted = question.isupper()
        typed = [word for word in words if shouted or not _is_abbreviation(word)]
        plain = sum(fold(word) == word.lower() for word in typed)
        if not plain:
            return question
        loss = math.log(max(_LEAST_LOSS, 1 - (1 - plain / len(typed)) / _USUAL_SHARE))
        spellings = [
            [word.lower()]
            if _is_abbreviation(word) and not shouted
            else self._spellings(word.lower())
            for word in words
        ]
        restored = iter(self._viterbi([word.lower() for word in words], spellings, loss))
        return _WORD.sub(lambda match: _in_case(match.group(), next(restored)), question)

    def _viterbi(
        self, words: Sequence[str], spellings: Sequence[Sequence[str]], loss: float
    ) -> list[str]:
        """Return the most probable spellings; `loss` is the log probability of a lost mark."""
        best: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for word, candidates in zip(words, spellings, strict=True):
            step: dict[str, tuple[float, list[str]]] = {}
            for spelling in candidates:
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

    def _spellings(self, word: str) -> list[str]:
        if fold(word) != word:
            return [word]
        return self._candidates.get(word) or [word]

    def _log_probability(self, previous: str, spelling: str) -> float:
        unigram = (self._counts.get(spelling, 0) + _SMOOTHING) / self._total
        pair = self._pairs.get(f"{previous} {spelling}", 0)
        before = self._counts.get(previous, 0)
        # Interpolated: the pair where it was seen, backed off to the frequency alone.
        return math.log(0.9 * pair / before + 0.1 * unigram if before else unigram)


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _in_case(typed: str, restored: str) -> str:
    if restored == typed.lower():
        return typed
    if typed.isupper() and len(typed) > 1:
        return restored.upper()
    return restored.capitalize() if typed[:1].isupper() else restored
