"""The probability that the corpus covers a question, and that a unit answers it.

Both are logistic models over signals of the search. One signal alone fails: foreign questions
reach high cosines, and short ones high coverage. What a cosine says depends on the question
and on the corpus, so it is set against what lies outside the corpus (`ingest.background`,
chosen and measured anew at every ingest): against how near the question comes to questions and
passages on other subjects, and against how near those come to this corpus. That is what lets
one threshold hold on another corpus. Fitted on public questions (docs/experiments.md).
"""

from __future__ import annotations

import math

from assistant.search import Found, Query
from ingest.index import Index

__all__ = ["THRESHOLD", "coverage_signals", "probability", "top_confidence"]

_UNIT_BIAS, _UNIT_DENSE, _UNIT_COVERAGE, _UNIT_LOG_BM25 = -78.29, 94.82, 25.30, -2.674
_BIAS, _WEIGHTS = -3.763, (13.19, 67.25, 5.66, 17.92, 32.86, 2.21, 3.56)

_COMMON_MEANING, _COMMON_LEAD = 0.2, 0.0
"""What stands for the nearness in meaning where the model reads all texts alike."""

_TALK = 0.05
"""Nearer by this much to everyday talk than to any text, a question is no question here. None
of some 2,000 covered questions over four corpora comes nearer than 0.041 (docs/experiments.md)."""

THRESHOLD = 0.39
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

    The best cosine of a text or a situation less the question's likeness to foreign questions,
    the same less what those reach in this corpus, the best cosine with the question as people
    ask it less what all questions share, the same and the best cosine of a text less the
    likeness to foreign passages, the share of the question's term weight that the best unit
    holds, and how likely the question is about the service that its procedure stands for, 0
    where that is one of the agency's own. The cosines are the best of all, the words are those
    of the best unit: a question in everyday words may be near one clause and share its words
    with another.
    """
    background = index.background
    best, of_text = _best(found), float(found.dense.max())
    meaning, lead = _COMMON_MEANING, _COMMON_LEAD
    if query.meaning is not None:
        nearest = float(found.signals["meaning"].max())
        meaning = nearest - background.commonness(query.meaning)
        lead = nearest - background.passage_likeness(query.meaning)
    return (
        best - background.likeness(query.vector),
        best - background.floor,
        meaning,
        lead,
        of_text - background.passage_likeness(query.vector),
        float(found.coverage[0]),
        _service(index, found),
    )


def top_confidence(index: Index, query: Query, found: Found) -> float:
    """Return the probability that the corpus covers the question, 0.0 without any unit.

    It is 0.0 too for a question without a word in common with any unit, and for one that is
    everyday talk.
    """
    if not len(found.units) or not found.lexical.any():
        return 0.0
    if index.background.talk_likeness(query.vector) > _best(found) + _TALK:
        return 0.0
    signals = coverage_signals(index, query, found)
    return _logistic(
        _BIAS + sum(weight * value for weight, value in zip(_WEIGHTS, signals, strict=True))
    )


def _service(index: Index, found: Found) -> float:
    """Return how likely a question is about the public service of the best unit, in 0..1."""
    document = index.unit_documents[found.units[0]]
    return float(found.signals["service"][0]) if index.services.public[document] else 0.0


def _best(found: Found) -> float:
    """Return the best cosine of a text or a situation."""
    situations = found.signals.get("situation_dense", found.dense)
    return max(float(found.dense.max()), float(situations.max()))


def _logistic(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))
