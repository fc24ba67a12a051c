"""A deterministic encoder for tests that are not about the model: hashed bags of words."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from corpus.text import fold, syllables

__all__ = ["TinyEncoder"]


class TinyEncoder:
    """Vectors of 64 hashed word counts; texts that share words are near each other."""

    model_id = "tiny:1"
    dimension = 64

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(
        self,
        texts: Sequence[str],
        kind: Literal["query", "passage"] = "passage",
        progress: Callable[[int], None] | None = None,
    ) -> npt.NDArray[np.float32]:
        self.encoded.extend(texts)
        vectors = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in syllables(fold(text)):
                vectors[row, zlib.crc32(word.encode()) % self.dimension] += 1
        if progress is not None:
            progress(len(texts))
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [list(map(float, vector)) for vector in self.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]
