"""The lexical index: BM25 over syllables and syllable bigrams, memory-mapped.

bm25s computes the scores. The vocabulary is ours: sorted 64-bit hashes of the terms, which
are memory-mapped like the scores, so that opening an index reads nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import bm25s

__all__ = ["LexicalIndex", "term_hash", "terms"]

Scores = npt.NDArray[np.float32]

_K1, _B = 1.2, 0.75
_ARRAYS = ("data", "indices", "indptr", "vocabulary", "frequencies")


def terms(tokens: Sequence[str]) -> list[str]:
    """Return the index terms of a text: its tokens and its pairs of neighbours."""
    return [*tokens, *(f"{first} {second}" for first, second in pairwise(tokens))]


class LexicalIndex:
    """BM25 over a fixed list of texts; scores are arrays in the order of that list."""

    def __init__(self, folder: Path) -> None:
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
        self._vocabulary = arrays["vocabulary"]
        self._frequencies = arrays["frequencies"]
        self.size = int(np.load(folder / "size.npy"))
        self._arrays = arrays

    @classmethod
    def build(cls, folder: Path, texts: Iterable[Sequence[str]]) -> Self:
        """Index the token lists `texts` into `folder` and open the result."""
        import bm25s

        folder.mkdir(parents=True)
        ids: dict[str, int] = {}
        corpus = [[ids.setdefault(term, len(ids)) for term in terms(tokens)] for tokens in texts]
        hashes = np.fromiter((term_hash(term) for term in ids), dtype=np.uint64, count=len(ids))
        order = np.argsort(hashes)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        ranked = [rank[document].tolist() for document in corpus]
        frequencies = np.zeros(len(ids), dtype=np.int32)
        for document in ranked:
            frequencies[np.unique(np.asarray(document, dtype=np.int64))] += 1
        arrays: dict[str, npt.NDArray[Any]] = {
            "vocabulary": hashes[order],
            "frequencies": frequencies,
        }
        if ids:
            built = bm25s.BM25(k1=_K1, b=_B).build_index_from_ids(
                list(range(len(ids))), ranked, show_progress=False
            )
            arrays |= {name: np.asarray(built[name]) for name in ("data", "indices", "indptr")}
        else:
            arrays |= {name: np.zeros(1, dtype=np.int32) for name in ("data", "indices", "indptr")}
        for name, array in arrays.items():
            np.save(folder / f"{name}.npy", array)
        np.save(folder / "size.npy", np.int64(len(corpus)))
        return cls(folder)

    def scores(self, tokens: Sequence[str]) -> Scores:
        """Return the BM25 score of every text for a query, float32 (size,), >= 0."""
        found = self.term_ids(terms(tokens))
        if not found:
            return np.zeros(self.size, dtype=np.float32)
        scores: Scores = self._bm25.get_scores_from_ids(found)
        return scores

    def term_ids(self, query: Sequence[str]) -> list[int]:
        """Return the vocabulary ids of those terms that are in the index."""
        hashes = np.fromiter((term_hash(term) for term in query), dtype=np.uint64, count=len(query))
        places = np.searchsorted(self._vocabulary, hashes)
        return [
            int(place)
            for place, value in zip(places, hashes, strict=True)
            if place < len(self._vocabulary) and self._vocabulary[place] == value
        ]

    def idf(self, term: str) -> float:
        """Return the inverse document frequency of a term; the highest for unknown ones."""
        found = self.term_ids([term])
        frequency = int(self._frequencies[found[0]]) if found else 0
        return float(np.log(1 + (self.size - frequency + 0.5) / (frequency + 0.5)))

    @cached_property
    def _bm25(self) -> bm25s.BM25:
        import bm25s

        ranker = bm25s.BM25(k1=_K1, b=_B)
        ranker.scores = {
            **{name: self._arrays[name] for name in ("data", "indices", "indptr")},
            "num_docs": self.size,
        }
        ranker.nonoccurrence_array = None
        return ranker


def term_hash(term: str) -> int:
    """Return the 64-bit hash under which vocabularies hold a term."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")
