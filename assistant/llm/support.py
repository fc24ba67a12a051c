"""How well a quote carries a sentence: shared words and nearness of meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from assistant.llm.facts import words
from assistant.llm.words import FUNCTION_WORDS, NUMERALS

__all__ = ["Similarity", "Support", "support"]

Similarity = Callable[[str, str], float]
"""Cosine of two texts, -1..1."""

_MIN_LEXICAL = 0.8
_LONGEST_RUN = 1
_LONGEST_JOINTS = 1
_MIN_COSINE = 0.86
"""Thresholds; docs/experiments.md has what honest and perturbed sentences reach."""

_MIN_CONTENT = 2


@dataclass(frozen=True, slots=True)
class Support:
    """How a quote carries a sentence.

    `lexical` is the share 0..1 of content syllables that the quote holds, `run` the most in a
    row that it does not hold, `joints` the most in a row that it holds but not as neighbours,
    `cosine` the nearness of the whole.
    """

    lexical: float
    run: int
    joints: int
    cosine: float

    @property
    def shares_words(self) -> bool:
        """Whether the words alone suffice."""
        return (
            self.lexical >= _MIN_LEXICAL
            and self.run <= _LONGEST_RUN
            and self.joints <= _LONGEST_JOINTS
        )

    @property
    def suffices(self) -> bool:
        """Whether the sentence may be shown with this quote."""
        return self.shares_words and self.cosine >= _MIN_COSINE


def support(sentence: str, quote: str, beside: Set[str], similarity: Similarity) -> Support:
    """Return the support of `sentence` by `quote`.

    `beside` are syllables of the citation's label: naming the source needs no support, but
    a sentence that does nothing else has none.
    """
    source = _content(quote)
    content = _content(sentence)
    held = [word in source for word in content]
    asked = [ok for word, ok in zip(content, held, strict=True) if ok or word not in beside]
    if sum(held) < _MIN_CONTENT or 2 * sum(held) <= len(content):
        return Support(0.0, len(content), len(content), 0.0)
    neighbours = {*pairwise(source)}
    joined = [pair in neighbours or not beside.isdisjoint(pair) for pair in pairwise(content)]
    found = Support(sum(asked) / len(asked), _longest(asked), _longest(joined), 0.0)
    return replace(found, cosine=similarity(sentence, quote)) if found.shares_words else found


def _content(text: str) -> list[str]:
    """Return the syllables that count; figures are compared by value, elsewhere."""
    passed_over = FUNCTION_WORDS | NUMERALS.keys()
    return [w for w in words(text) if w not in passed_over and not w[0].isdigit()]


def _longest(flags: Iterable[bool]) -> int:
    """Return the length of the longest run of false flags."""
    return max((sum(1 for _ in run) for flag, run in groupby(flags) if not flag), default=0)
