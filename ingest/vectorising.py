"""Texts to vectors and packed tokens, each text embedded once and then known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.settings import Settings
from ingest.embedding import Encoder, TokenEncoder
from ingest.progress import Progress
from ingest.token_vectors import pack_tokens
from ingest.vector_cache import VectorCache

__all__ = ["Vectoriser"]

Vectors = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint8]

_BATCH = 256


@dataclass(slots=True)
class Vectoriser:
    """Embeds what the cache does not know; `embedded` and `reused` count texts."""

    settings: Settings
    encoder: Encoder
    progress: Progress
    embedded: int = 0
    reused: int = 0

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of the texts, float32 (len(texts), dimension).

        Where the encoder gives tokens, those of all texts are known afterwards.
        """
        matrix = np.zeros((len(texts), self.encoder.dimension), dtype=np.float32)
        with self._open_cache() as cache:
            missing: dict[str, list[int]] = {}
            for row, (text, vector) in enumerate(zip(texts, cache.get(texts), strict=True)):
                if vector is None or not self._knows_tokens(cache, text):
                    missing.setdefault(text, []).append(row)
                else:
                    matrix[row] = vector
            # Longest first: batches of like length waste no padding, and a text too large for
            # memory shows at once.
            order = sorted(missing, key=len, reverse=True)
            self.progress.stage("Tính véc-tơ", len(order))
            for first in range(0, len(order), _BATCH):
                batch = order[first : first + _BATCH]
                for text, vector in zip(batch, self._encode(batch, cache), strict=True):
                    matrix[missing[text]] = vector
                self.progress.advance(len(batch))
        self.embedded += len(order)
        self.reused += len(texts) - len(order)
        return matrix

    def tokens(self, texts: Iterable[str]) -> Iterator[Codes]:
        """Yield the packed tokens of texts that `vectors` was asked for."""
        with self._open_cache() as cache:
            yield from map(cache.tokens, texts)

    def _encode(self, texts: Sequence[str], cache: VectorCache) -> Vectors:
        if isinstance(self.encoder, TokenEncoder):
            vectors, tokens = self.encoder.encode_tokens(texts)
            cache.put_tokens(texts, [pack_tokens(of_text) for of_text in tokens])
        else:
            vectors = self.encoder.encode(texts)
        cache.put(texts, vectors)
        return vectors

    def _knows_tokens(self, cache: VectorCache, text: str) -> bool:
        return not isinstance(self.encoder, TokenEncoder) or cache.has_tokens(text)

    def _open_cache(self) -> VectorCache:
        token_model = (
            self.encoder.token_model_id if isinstance(self.encoder, TokenEncoder) else None
        )
        path = self.settings.cache_dir / "vectors.db"
        return VectorCache(path, self.encoder.model_id, token_model)
