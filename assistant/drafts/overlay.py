"""An index with one more document, as far as the measuring of fits looks into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from corpus.text import syllables
from ingest.catalog import Unit
from ingest.index import Index
from ingest.lexical import LexicalIndex, terms

__all__ = ["Overlay"]

Floats = npt.NDArray[np.float32]

_K1, _B = 1.2, 0.75  # as ingest.lexical has them
_SAMPLE = 2_000
"""Texts of the index that tell the average length of all."""


class Overlay:
    """`units`, `unit_of`, `vectors` and `lexical` of an index with a document put last.

    `texts` are the searched texts of its chunks, `vectors` theirs, `unit_of` the place of
    each chunk's unit in `units`.
    """

    def __init__(
        self,
        index: Index,
        units: Sequence[Unit],
        unit_of: Sequence[int],
        texts: Sequence[str],
        vectors: Floats,
    ) -> None:
        first = len(index.units)
        self.units = [*index.units, *units]
        self.unit_of = np.concatenate(
            [index.unit_of, np.asarray(unit_of, dtype=np.int32).reshape(-1) + np.int32(first)]
        )
        self.vectors = np.concatenate([index.vectors, vectors.astype(np.float16)])
        self.lexical = _Lexical(index, texts)


class _Lexical:
    """BM25 over the texts of an index and some more, with the index's document frequencies."""

    def __init__(self, index: Index, texts: Sequence[str]) -> None:
        self._base: LexicalIndex = index.lexical
        self._counts = [Counter(terms(syllables(text))) for text in texts]
        average = _average_length(index)
        lengths = np.asarray([count.total() for count in self._counts], dtype=np.float32)
        self._norms = _K1 * (1 - _B + _B * lengths / average)

    def scores(self, tokens: Sequence[str]) -> Floats:
        """Return the score of every text for a query, those of the added texts last."""
        own = np.zeros(len(self._counts), dtype=np.float32)
        for term in terms(tokens):
            found = np.asarray([count[term] for count in self._counts], dtype=np.float32)
            if found.any():
                own += np.float32(self._base.idf(term)) * found / (found + self._norms)
        return np.concatenate([self._base.scores(tokens), own])


def _average_length(index: Index) -> float:
    chunks = list(index.catalog.chunks())
    sample = chunks[:: max(1, len(chunks) // _SAMPLE)]
    lengths = [len(terms(syllables(chunk.searched))) for chunk in sample]
    return sum(lengths) / len(lengths) if lengths else 1.0
