"""Texts longer than a model's window, cut into parts and put together again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ingest.embedding.protocol import Vectors, normalise

__all__ = ["merge_windows", "pack_words", "spans"]


def spans(length: int, limit: int) -> list[tuple[int, int]]:
    """Cut `length` units into the fewest spans of at most `limit`, nearly equal in size.

    Equal parts keep the last one from being a stump whose vector says little. An empty text
    is one empty span.
    """
    count = max(1, -(-length // limit))
    edges = [length * i // count for i in range(count + 1)]
    return list(pairwise(edges))


def merge_windows(
    vectors: Vectors, owners: Sequence[int], weights: Sequence[int], count: int
) -> Vectors:
    """One vector of norm 1 for each of `count` texts.

    `vectors` (windows, dimension) belong to the texts `owners`; each counts as much as its
    weight (its length).
    """
    merged = np.zeros((count, vectors.shape[1]), dtype=np.float32)
    np.add.at(
        merged, np.asarray(owners, np.intp), vectors * np.asarray(weights, np.float32)[:, None]
    )
    return normalise(merged)


def pack_words(words: Sequence[str], sizes: Sequence[int], limit: int) -> list[str]:
    """Join consecutive words into the longest texts whose sizes add up to at most `limit`."""
    texts: list[str] = []
    current, used = "", 0
    for word, size in zip(words, sizes, strict=True):
        if current and used + size > limit:
            texts.append(current)
            current, used = "", 0
        current += word
        used += size
    return [*texts, current] if current else texts
