"""What speaks for each unit that a question may be answered by: raw signals, unscaled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from assistant.query import Query
from corpus.model import DocumentKind
from corpus.text import syllables
from ingest.index import Index
from ingest.lexical import LexicalIndex, terms
from ingest.nearest import top

__all__ = ["Candidates", "Scores", "Signals"]

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

_CANDIDATES = 100
"""Chunks taken from each signal; more changes nothing on the public set."""

_BY_HEADING = 25
_BY_SITUATION = 25

_BY_SERVICE = 3
_LIKELY_SERVICE = 0.1
"""Procedures, and how likely they must be, to be looked at whatever their words are."""

_LIKELY_ASPECT = 0.2
"""How likely a unit must tell what is asked, to be looked at whatever its words are."""

_EXPANSION_WEIGHT = 0.3
"""What a word beside the question counts in BM25, against one that stands in it."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Chunks to score and the units they belong to.

    `chunks` int64 (n,) are chunk rows, `units` int64 (m,) the ascending rows of their units,
    `member` int64 (n,) the place in `units` of each chunk's unit.
    """

    chunks: Rows
    units: Rows
    member: Rows

    @classmethod
    def of(cls, index: Index, chunks: Rows) -> Self:
        """Return the candidates that consist of some chunk rows."""
        units, member = np.unique(index.unit_of[chunks].astype(np.int64), return_inverse=True)
        return cls(chunks, units, member)

    def best(self, values: Floats) -> Floats:
        """Return for each unit the best of its chunks' values (n,), as (m,)."""
        best = np.full(len(self.units), -np.inf, dtype=np.float32)
        np.maximum.at(best, self.member, values)
        return best

    def best_chunks(self, values: Floats) -> Rows:
        """Return for each unit the row of the chunk with the best value."""
        best = np.zeros(len(self.units), dtype=np.int64)
        order = np.argsort(values, kind="stable")
        best[self.member[order]] = self.chunks[order]
        return best


@dataclass(frozen=True, slots=True)
class Signals:
    """Raw signals of candidates; arrays (m,) by unit unless said otherwise.

    `chunk_lexical` and `chunk_dense` (n,) are BM25 and cosine of the chunks, `lexical` and
    `dense` the best of a unit, `meaning` the best cosine with the question as people ask it
    (`dense` once more where the model reads all texts alike). Beside them stand those of the
    unit's heading and of the clause's best situation (0 for units without any), the logarithm
    of the clause model's probability (least for units without any), and, with the question as
    people ask it, the cosine of the document's title and the best one of its purpose and scope.
    `situated` tells which units have situations, `sisterhood` in 0..1 how much the titles of
    procedures have to tell apart, `specialty` how far one is a special case of a copy (both 0
    for other documents). `service` in 0..1 is how likely the question is about the service that
    a procedure stands for, `serving` whether it stands for any that is known, `public` whether
    for one that people from outside ask for. `aspect` in 0..1 is how likely a procedure's unit
    tells what is asked about it, the same for all units of other documents.
    """

    chunk_lexical: Floats
    chunk_dense: Floats
    lexical: Floats
    dense: Floats
    meaning: Floats
    heading_lexical: Floats
    heading_dense: Floats
    title_dense: Floats
    scope_dense: Floats
    situation_dense: Floats
    clause_model: Floats
    situated: npt.NDArray[np.bool_]
    sisterhood: Floats
    specialty: Floats
    service: Floats
    serving: npt.NDArray[np.bool_]
    public: npt.NDArray[np.bool_]
    aspect: Floats

    def by_unit(self) -> dict[str, Floats]:
        """Return the signals of the units by name, float32 (m,)."""
        names = (f.name for f in fields(self) if not f.name.startswith("chunk_"))
        return {name: np.asarray(getattr(self, name), dtype=np.float32) for name in names}


_NO_ROWS = np.zeros(0, dtype=np.int64)


class Scores:
    """What one question scores over a whole index, computed once and read in parts."""

    def __init__(self, index: Index, query: Query) -> None:
        self._index = index
        self._query = query
        self._tokens = syllables(query.text)
        self._lexical = self._bm25(index.lexical)
        self._headings = self._bm25(index.unit_lexical)
        self._situations = index.situations.cosines(query.vector)
        self._services = index.services.probabilities(self._tokens)
        self._aspects = index.aspects.probabilities(query.text)
        self._clauses = index.clauses.log_probabilities(self._tokens, len(index.units))

    def candidates(self, allowed: Collection[DocumentKind]) -> Candidates:
        """Return the chunks of `allowed` kinds that any signal puts among its best."""
        index = self._index
        vectors = self._query.vectors
        near = index.near(allowed, vectors, _CANDIDATES)
        situated = index.situations.unit_of[_top(self._situations, _BY_SITUATION)]
        chunks = np.concatenate(
            [
                np.asarray(near, dtype=np.int64),
                _top(self._lexical, _CANDIDATES),
                index.chunks_of(_top(self._headings, _BY_HEADING)),
                index.chunks_of(np.unique(situated)),
                index.chunks_of(self._units_by_service()),
            ]
        )
        return self._allowed(chunks, allowed)

    def candidates_within(self, documents: Collection[str]) -> Candidates:
        """Return the best chunks of the documents with those ids, none of which is missed.

        Their cosines are computed exactly: a few documents have fewer chunks than an
        approximate search would visit to find any of them.
        """
        index = self._index
        wanted = [row for row, name in enumerate(index.documents) if name in documents]
        rows = np.flatnonzero(np.isin(index.unit_documents, wanted)[index.unit_of])
        tops = [_top(self._lexical[rows], _CANDIDATES)]
        for vector in self._query.vectors:
            tops.append(_top(_cosines(index.vectors, rows, vector), _CANDIDATES))
        return Candidates.of(index, rows[np.unique(np.concatenate(tops))])

    def joined(self, found: Candidates, units: Iterable[int]) -> Candidates:
        """Return the candidates with all chunks of some more units."""
        more = self._index.chunks_of(np.fromiter(units, dtype=np.int64))
        return Candidates.of(self._index, np.union1d(found.chunks, more))

    def signals(self, found: Candidates) -> Signals:
        """Return the signals of candidates (at least one), all but late interaction."""
        index, units = self._index, found.units
        vector, meant = self._query.vector, self._query.meant
        documents = index.unit_documents[units].astype(np.int64)
        lexical = self._lexical[found.chunks]
        dense = _cosines(index.vectors, found.chunks, vector)
        among, place = np.unique(documents, return_inverse=True)
        return Signals(
            chunk_lexical=lexical,
            chunk_dense=dense,
            lexical=found.best(lexical),
            dense=found.best(dense),
            meaning=found.best(_cosines(index.vectors, found.chunks, meant)),
            heading_lexical=self._headings[units],
            heading_dense=_cosines(index.unit_vectors, units, vector),
            title_dense=_cosines(index.title_vectors, among, meant)[place],
            scope_dense=self._scopes(among)[place],
            situation_dense=self._of_units(self._situations)[units],
            clause_model=self._clauses[units],
            situated=np.isin(units, index.situations.unit_of),
            sisterhood=index.sisterhood[documents],
            specialty=index.specialty[documents],
            service=self._services[documents],
            serving=index.services.placed[documents],
            public=index.services.public[documents],
            aspect=self._aspects[units],
        )

    def late(self, found: Candidates, places: Rows) -> Floats | None:
        """Return the late interaction of the units at `places`, None where the model has none.

        It is float32 (len(places),): the best over a unit's candidate chunks of the mean over
        the question's tokens of the best cosine with a token of the chunk.
        """
        tokens = self._index.tokens
        if tokens is None or self._query.tokens is None:
            return None
        chosen = np.flatnonzero(np.isin(found.member, places))
        similar = tokens.best_similarities(self._query.tokens, found.chunks[chosen])
        best = np.full(len(found.units), -np.inf, dtype=np.float32)
        np.maximum.at(best, found.member[chosen], similar)
        return best[places]

    def asked(self, documents: Collection[int]) -> Rows:
        """Return the units of some document rows that likely tell what is asked about them."""
        likely = self._index.aspects.named & (self._aspects >= _LIKELY_ASPECT)
        return np.flatnonzero(likely & np.isin(self._index.unit_documents, list(documents)))

    def coverage(self, best_lexical: Floats) -> Floats:
        """Return the share, in 0..1, of what a text with every term once would score."""
        ceiling = sum(self._index.lexical.idf(term) for term in terms(self._tokens))
        covered: Floats = np.clip(best_lexical / np.float32(ceiling or 1.0), 0.0, 1.0)
        return covered

    def _bm25(self, lexical: LexicalIndex) -> Floats:
        scores = lexical.scores(self._tokens)
        for expansion in self._query.expansions:
            scores = scores + np.float32(_EXPANSION_WEIGHT) * lexical.scores(expansion)
        return scores

    def _scopes(self, documents: Rows) -> Floats:
        """Return the best cosine of the scope sections of documents, (len(documents),)."""
        chunks = [self._index.scope_chunks.get(int(row), _NO_ROWS) for row in documents]
        ends = np.cumsum([len(rows) for rows in chunks])
        cosines = _cosines(self._index.vectors, np.concatenate(chunks), self._query.meant)
        parts = np.split(cosines, ends[:-1])
        return np.asarray([part.max(initial=0.0) for part in parts], dtype=np.float32)

    def _allowed(self, chunks: Rows, allowed: Collection[DocumentKind]) -> Candidates:
        index = self._index
        rows = np.unique(chunks)
        if len(allowed) < len(DocumentKind):
            kept = [row for row in rows if index.unit_kinds[index.unit_of[row]] in allowed]
            rows = np.asarray(kept, dtype=np.int64)
        return Candidates.of(index, rows)

    def _units_by_service(self) -> Rows:
        """Return the units of the procedures that the question is most likely about."""
        documents = _top(self._services, _BY_SERVICE)
        likely = documents[self._services[documents] >= _LIKELY_SERVICE]
        return np.flatnonzero(np.isin(self._index.unit_documents, likely))

    def _of_units(self, values: Floats) -> Floats:
        best = np.zeros(len(self._index.units), dtype=np.float32)
        np.maximum.at(best, self._index.situations.unit_of, values)
        return best


def _top(scores: Floats, n: int) -> Rows:
    rows = top(scores, n)
    return rows[scores[rows] > 0]


def _cosines(vectors: npt.NDArray[np.float16], rows: Rows, vector: Floats) -> Floats:
    result: Floats = vectors[rows].astype(np.float32) @ vector
    return result
