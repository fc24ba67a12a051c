"""The nearest chunks by a full scan, and how well the vector store finds the same.

The store's graph (HNSW) loses its way where many chunks are nearly alike, as the same step in
a hundred procedures is: each is linked with its likes alone. With 81 copies of every chunk
recall@20 was 0.44, whatever the width of the search. So every ingest measures it, and an index
whose store is not to be trusted is searched by the scan.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from corpus.model import DocumentKind
from ingest.vectors import VectorStore

__all__ = ["TRUSTED", "scan", "store_recall", "top"]

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

TRUSTED = 0.99
"""The least recall@20 with which the vector store answers by itself."""

_DEPTH = 20
_ASKED = 50
_CERTAIN = 200
"""The store visits at least so many chunks: fewer are all seen."""

_BLOCK = 1_024
_SHARE = 16 * _BLOCK
"""Chunks converted at once, so few that they stay in the processor's cache, and by one thread."""

_SLACK = 1e-4
"""Chunks that are as near as the last one but for rounding are as good as that one."""


def scan(vectors: npt.NDArray[np.float16], queries: Floats) -> Floats:
    """Return the cosines of all chunks (n, dimension) with queries (m, dimension), (m, n)."""
    cosines = np.empty((len(vectors), len(queries)), dtype=np.float32)
    asked = np.ascontiguousarray(queries.T)

    def fill(start: int) -> None:
        for place in range(start, min(start + _SHARE, len(vectors)), _BLOCK):
            end = min(place + _BLOCK, start + _SHARE)
            np.matmul(vectors[place:end].astype(np.float32), asked, out=cosines[place:end])

    # Most of the time goes into the conversion, which leaves other threads alone.
    with ThreadPoolExecutor(os.cpu_count() or 1, "scan") as pool:
        list(pool.map(fill, range(0, len(vectors), _SHARE)))
    return cosines.T


def top(values: Floats, n: int) -> Rows:
    """Return the rows of the `n` greatest values (fewer if there are fewer), in any order."""
    n = min(n, len(values))
    if not n:
        return np.zeros(0, dtype=np.int64)
    return np.argpartition(-values, n - 1)[:n].astype(np.int64)


def store_recall(
    store: VectorStore,
    chunks: Mapping[str, DocumentKind],
    row_of: Mapping[str, int],
    vectors: Floats,
    questions: Floats,
) -> float:
    """Return the recall@20, in 0..1, of the vector store: the least of all kinds.

    `chunks` are the ids that it holds, `row_of` their rows in `vectors` (n, dimension), and
    `questions` (m, dimension) what is asked.
    """
    asked = questions[:_ASKED]
    cosines = asked @ vectors.T
    recalls = []
    for kind in DocumentKind:
        rows = np.asarray([row_of[i] for i, its in chunks.items() if its is kind], dtype=np.int64)
        if len(rows) > _CERTAIN:
            found = 0
            for question, of_all in zip(asked, cosines, strict=True):
                of_kind = of_all[rows]
                last = float(of_kind[top(of_kind, _DEPTH)].min())
                near = [row_of[chunk_id] for chunk_id in store.query(kind, question, _DEPTH)]
                found += int((of_all[near] >= last - _SLACK).sum())
            recalls.append(found / (_DEPTH * len(asked)))
    return min(recalls, default=1.0)
