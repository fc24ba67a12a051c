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

_BIAS, _DENSE, _COVERAGE, _LOG_BM25 = -30.0, 33.0, 4.0, 0.5

THRESHOLD = 0.5
"""Below this an answer is refused."""


def probability(dense: float, coverage: float, bm25: float) -> float:
    """Return the probability in 0..1 that a unit with these signals answers the question."""
    logit = _BIAS + _DENSE * dense + _COVERAGE * coverage + _LOG_BM25 * math.log1p(max(bm25, 0.0))
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))


def top_confidence(found: Found, depth: int = 3) -> float:
    """Return the highest probability among the best `depth` units, 0.0 without any."""
    return max(
        (
            probability(float(found.dense[i]), float(found.coverage[i]), float(found.lexical[i]))
            for i in range(min(depth, len(found.units)))
        ),
        default=0.0,
    )
