"""What a corpus knows of syllables: how often each spelling stands, and beside which others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Self

from corpus.text import fold, search_form

__all__ = ["WORD", "SyllableModel"]

WORD = re.compile(r"[^\W\d_]+")
"""A run of letters: what the model counts as one spelling."""

_SMOOTHING = 0.1
_MIN_COUNT = 1


class SyllableModel:
    """Frequencies of spellings and of neighbouring pairs ("hồ sơ") in a corpus.

    `counts` are spellings in search form with their frequencies, `pairs` two of them joined
    by a space with theirs.
    """

    def __init__(self, counts: dict[str, int], pairs: dict[str, int]) -> None:
        self.counts = counts
        self.pairs = pairs
        self._total = sum(counts.values()) or 1
        self._by_plain: dict[str, list[str]] = {}
        for spelling in counts:
            self._by_plain.setdefault(fold(spelling), []).append(spelling)

    @classmethod
    def learn(cls, texts: Iterable[str]) -> Self:
        """Learn from accented texts."""
        counts: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for text in texts:
            words = WORD.findall(search_form(text))
            counts.update(words)
            pairs.update(f"{first} {second}" for first, second in pairwise(words))
        return cls(dict(counts), {pair: n for pair, n in pairs.items() if n > _MIN_COUNT})

    def joined(self, other: SyllableModel, weight: int = 1) -> SyllableModel:
        """Return what both models know, this one's frequencies counted `weight` times."""
        return SyllableModel(
            _sum(self.counts, other.counts, weight), _sum(self.pairs, other.pairs, weight)
        )

    def knows(self, spelling: str) -> bool:
        """Tell whether the corpus has the spelling."""
        return spelling in self.counts

    def accented(self, plain: str) -> list[str]:
        """Return the spellings of the corpus that read `plain` without their diacritics."""
        return self._by_plain.get(plain, [])

    def plain_forms(self) -> Iterable[str]:
        """Return all spellings of the corpus without their diacritics, each once."""
        return self._by_plain.keys()

    def neighbours(self, first: Iterable[str], second: Iterable[str]) -> bool:
        """Tell whether one of `first` stands before one of `second` more than once."""
        following = list(second)
        return any(f"{a} {b}" in self.pairs for a in first for b in following)

    def log_probability(self, previous: str, spelling: str) -> float:
        """Return the natural logarithm of the probability of `spelling` after `previous`."""
        unigram = (self.counts.get(spelling, 0) + _SMOOTHING) / self._total
        pair = self.pairs.get(f"{previous} {spelling}", 0)
        before = self.counts.get(previous, 0)
        # Interpolated: the pair where it was seen, backed off to the frequency alone.
        return math.log(0.9 * pair / before + 0.1 * unigram if before else unigram)


def _sum(own: dict[str, int], other: dict[str, int], weight: int) -> dict[str, int]:
    weighed = Counter({name: weight * count for name, count in own.items()})
    weighed.update(other)
    return dict(weighed)
