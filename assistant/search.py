"""Hybrid search: a weighted sum of lexical and dense scores over ranking units.

Four signals a unit: the best BM25 and the best cosine of its chunks, and both over its
heading (document and unit title), each min-max scaled over the candidates of the question.
A clause gains a fifth: how well the best procedure that implements it answers.
docs/experiments.md has the measurements behind the weights.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.model import DocumentKind
from corpus.text import syllables
from ingest.index import Index
from ingest.lexical import terms

__all__ = ["Found", "Weights", "search"]

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

_CANDIDATES = 100
"""Chunks taken from each signal; more changes nothing on the public set."""

_SUPPORT_POWER = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each scaled signal in the sum."""

    lexical: float = 1.0
    dense: float = 1.2
    heading_lexical: float = 0.05
    heading_dense: float = 0.1
    implemented: float = 0.5

    @property
    def total(self) -> float:
        """The highest score that a unit can reach."""
        return (
            self.lexical + self.dense + self.heading_lexical + self.heading_dense + self.implemented
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Units by falling score, with the raw signals behind each.

    All arrays are (n,): `units` unit rows, `scores` in 0..1, `chunks` the row of the best
    chunk, `lexical` BM25 >= 0 and `dense` cosine of the best chunks, `coverage` in 0..1 the
    share of the question's term weight that the best chunk holds.
    """

    units: Rows
    scores: Floats
    chunks: Rows
    lexical: Floats
    dense: Floats
    coverage: Floats


def search(
    index: Index,
    question: str,
    vector: Floats,
    kinds: Collection[DocumentKind],
    weights: Weights,
) -> Found:
    """Rank the units of `kinds` (empty: all) for a question and its unit vector (dimension,)."""
    tokens = syllables(question)
    lexical = index.lexical.scores(tokens)
    headings = index.unit_lexical.scores(tokens)
    allowed = set(kinds or DocumentKind)
    # Procedures are searched beside clauses even where only clauses are wanted.
    beside = {DocumentKind.PROCEDURE} if DocumentKind.STANDARD in allowed else set()
    chunks = _candidates(index, vector, allowed | beside, lexical, headings)
    if not len(chunks):
        empty = np.zeros(0, dtype=np.float32)
        rows = np.zeros(0, dtype=np.int64)
        return Found(rows, empty, rows, empty, empty, empty)
    dense = _cosines(index.vectors, chunks, vector)
    units, member = np.unique(index.unit_of[chunks].astype(np.int64), return_inverse=True)
    best_lexical = _best(lexical[chunks], member, len(units))
    best_dense = _best(dense, member, len(units))
    own = (
        weights.lexical * _scaled(best_lexical)
        + weights.dense * _scaled(best_dense)
        + weights.heading_lexical * _scaled(headings[units])
        + weights.heading_dense * _scaled(_cosines(index.unit_vectors, units, vector))
    )
    support = _support(index, units, own / (weights.total - weights.implemented))
    scores = (own + weights.implemented * support) / weights.total
    order = np.argsort(-scores, kind="stable")
    order = order[[index.unit_kinds[row] in allowed for row in units[order]]]
    best_chunks = _best_chunks(
        chunks, member, _scaled(lexical[chunks]) + _scaled(dense), len(units)
    )
    return Found(
        units=units[order].astype(np.int64),
        scores=scores[order].astype(np.float32),
        chunks=best_chunks[order],
        lexical=best_lexical[order],
        dense=best_dense[order],
        coverage=_coverage(index, tokens, best_lexical)[order],
    )


def _candidates(
    index: Index,
    vector: Floats,
    allowed: Collection[DocumentKind],
    lexical: Floats,
    headings: Floats,
) -> Rows:
    near = [
        index.row_of[chunk_id]
        for kind in allowed
        for chunk_id in index.store.query(kind, vector, _CANDIDATES)
    ]
    by_words = _top(lexical, _CANDIDATES)
    by_heading = np.flatnonzero(np.isin(index.unit_of, _top(headings, _CANDIDATES // 4)))
    rows = np.unique(np.concatenate([np.asarray(near, dtype=np.int64), by_words, by_heading]))
    if len(allowed) < len(DocumentKind):
        kept = [row for row in rows if index.unit_kinds[index.unit_of[row]] in allowed]
        rows = np.asarray(kept, dtype=np.int64)
    return rows


def _support(index: Index, units: Rows, scores: Floats) -> Floats:
    """Return for each clause how well a procedure that implements it answers, 0..1.

    `scores` in 0..1 are those of `units` by themselves. The power keeps a procedure that is
    only near from lifting its clauses.
    """
    best: dict[str, float] = {}
    for row, score in zip(map(int, units), map(float, scores), strict=True):
        document_id = index.units[row].document_id
        best[document_id] = max(best.get(document_id, 0.0), score)
    place = {row: place for place, row in enumerate(map(int, units))}
    support = np.zeros(len(units), dtype=np.float32)
    for document_id in best.keys() & index.implemented_clauses.keys():
        for row in index.implemented_clauses[document_id]:
            if row in place:
                lifted = best[document_id] ** _SUPPORT_POWER
                support[place[row]] = max(support[place[row]], lifted)
    return support


def _top(scores: Floats, n: int) -> Rows:
    n = min(n, len(scores))
    rows = np.argpartition(-scores, n - 1)[:n] if n else np.zeros(0, dtype=np.int64)
    return rows[scores[rows] > 0]


def _cosines(vectors: npt.NDArray[np.float16], rows: Rows, vector: Floats) -> Floats:
    result: Floats = vectors[rows].astype(np.float32) @ vector
    return result


def _best(values: Floats, member: Rows, n: int) -> Floats:
    best = np.full(n, -np.inf, dtype=np.float32)
    np.maximum.at(best, member, values)
    return best


def _best_chunks(chunks: Rows, member: Rows, scores: Floats, n: int) -> Rows:
    best = np.zeros(n, dtype=np.int64)
    order = np.argsort(scores, kind="stable")
    best[member[order]] = chunks[order]
    return best


def _scaled(values: Floats) -> Floats:
    low, high = float(values.min()), float(values.max())
    if high <= low:
        return np.zeros_like(values)
    scaled: Floats = (values - low) / np.float32(high - low)
    return scaled


def _coverage(index: Index, tokens: list[str], best_lexical: Floats) -> Floats:
    """Share of the best BM25 score that a text holding every term once would reach."""
    ceiling = sum(index.lexical.idf(term) for term in terms(tokens))
    covered: Floats = np.clip(best_lexical / np.float32(ceiling or 1.0), 0.0, 1.0)
    return covered
