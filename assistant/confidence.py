"""The probability that the corpus covers a question, and that a unit answers it.

Both are logistic models over signals of the search. One signal alone fails: foreign questions
reach high cosines, and short ones high coverage. What a cosine says depends on the corpus and
the question, so it is also set against the question's likeness to questions on every other
subject (`ingest.background`, chosen anew at every ingest): that is what lets one threshold
hold on another corpus. Fitted on public questions (docs/experiments.md).
"""

from __future__ import annotations

import math

from assistant.search import Found, Query
from ingest.index import Index

__all__ = ["THRESHOLD", "coverage_signals", "probability", "top_confidence"]

_UNIT_BIAS, _UNIT_DENSE, _UNIT_COVERAGE, _UNIT_LOG_BM25 = -78.29, 94.82, 25.30, -2.674
_BIAS, _WEIGHTS = -50.698, (86.306, 58.113, 4.029, 5.624, -1.208)

_LEAST_LOG_BM25 = 1.5
"""The fit has seen no covered question below this, and its weight of BM25 is negative: fewer
words in common must not count for more. Small indexes stay below it, for there no word is rare."""

_LEAST_COVERAGE = 0.05
"""Below both, a question has no words in common with any unit, however near it seems."""

_COMMON_MEANING = 0.45
"""What stands for the nearness in meaning where the model reads all texts alike."""

THRESHOLD = 0.7
"""Below this an answer is refused."""


def probability(dense: float, coverage: float, bm25: float) -> float:
    """Return the probability in 0..1 that a unit with these signals answers the question."""
    return _logistic(
        _UNIT_BIAS
        + _UNIT_DENSE * dense
        + _UNIT_COVERAGE * coverage
        + _UNIT_LOG_BM25 * math.log1p(max(bm25, 0.0))
    )


def coverage_signals(index: Index, query: Query, found: Found) -> tuple[float, ...]:
    """Return what tells whether the corpus covers a question; `found` has at least one unit.

    The best cosine of a text or a situation less the question's likeness to foreign ones,
    that cosine itself, the best cosine with the question as people ask it, the share of the
    question's term weight that the best unit holds, and the logarithm of the best BM25 score.
    The cosine is the best of all, the words are those of the best unit: a question in everyday
    words may be near one clause and share its words with another.
    """
    situations = found.signals.get("situation_dense", found.dense)
    best = max(float(found.dense.max()), float(situations.max()))
    meant = _COMMON_MEANING if query.meaning is None else float(found.signals["meaning"].max())
    return (
        best - index.background.likeness(query.vector),
        best,
        meant,
        float(found.coverage[0]),
        math.log1p(max(float(found.lexical.max()), 0.0)),
    )


def top_confidence(index: Index, query: Query, found: Found) -> float:
    """Return the probability that the corpus covers the question, 0.0 without any unit."""
    if not len(found.units):
        return 0.0
    signals = coverage_signals(index, query, found)
    *others, coverage, log_bm25 = signals
    if log_bm25 < _LEAST_LOG_BM25 and coverage < _LEAST_COVERAGE:
        return 0.0
    seen = (*others, coverage, max(log_bm25, _LEAST_LOG_BM25))
    return _logistic(
        _BIAS + sum(weight * value for weight, value in zip(_WEIGHTS, seen, strict=True))
    )


def _logistic(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))
