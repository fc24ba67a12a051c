"""The probability that the corpus covers a question, from three signals of the search.

A logistic model over the best cosine, the share of the question's term weight that the
best chunk holds, and the logarithm of its BM25 score. One signal alone fails: foreign
questions reach high cosines, and short ones high coverage. Fitted on public questions
(docs/experiments.md).
"""

from __future__ import annotations

import math

from assistant.search import Found

__all__ = ["THRESHOLD", "probability", "top_confidence"]

_BIAS, _DENSE, _COVERAGE, _LOG_BM25 = -78.29, 94.82, 25.30, -2.674

THRESHOLD = 0.4
"""Below this an answer is refused."""


def probability(dense: float, coverage: float, bm25: float) -> float:
    """Return the probability in 0..1 that a unit with these signals answers the question."""
    logit = _BIAS + _DENSE * dense + _COVERAGE * coverage + _LOG_BM25 * math.log1p(max(bm25, 0.0))
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))


def top_confidence(found: Found) -> float:
    """Return the probability that the corpus covers the question, 0.0 without any unit.

    The words are those of the best unit, the cosine the best of all: a question in everyday
    words may be near one clause and share its words with another.
    """
    if not len(found.units):
        return 0.0
    return probability(float(found.dense.max()), float(found.coverage[0]), float(found.lexical[0]))
