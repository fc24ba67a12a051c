"""How like a corpus any question looks: the level that a covered question must rise above.

    background.npy   float16 (probes, dimension), of norm 1

Questions on every subject (`corpus/data/foreign_probes.yaml`) are embedded as queries. Half
of those on laws and public life, the half that the corpus comes nearest to, is left out
again at every ingest: an agency's corpus may cover it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.registers import load_foreign_probes
from ingest.embedding import Encoder
from ingest.vector_cache import VectorCache

__all__ = ["Background"]

Floats = npt.NDArray[np.float32]

_NEAREST = 5
_KEPT = 0.5
_FILE = "background.npy"


class Background:
    """The foreign questions of one generation."""

    def __init__(self, folder: Path) -> None:
        self._vectors = np.load(folder / _FILE, mmap_mode="r")

    def likeness(self, vector: Floats) -> float:
        """Return the mean cosine of a query's vector (dimension,) with the nearest probes."""
        cosines = self._vectors.astype(np.float32) @ vector
        return float(np.sort(cosines)[-_NEAREST:].mean())

    @staticmethod
    def write(folder: Path, cache: Path, encoder: Encoder, texts: Sequence[Floats]) -> None:
        """Choose the probes for a corpus and write them into `folder`.

        `texts` are float32 (n, dimension) matrices of everything the corpus is searched by;
        `cache` is the file of the vector cache.
        """
        probes = load_foreign_probes()
        vectors = _embedded([*probes.topical, *probes.everyday], cache, encoder)
        topical, everyday = np.split(vectors, [len(probes.topical)])
        nearest = np.full(len(topical), -1.0, dtype=np.float32)
        for part in texts:
            if len(part):
                np.maximum(nearest, (part @ topical.T).max(axis=0), out=nearest)
        kept = np.sort(np.argsort(nearest, kind="stable")[: int(_KEPT * len(topical))])
        chosen = np.concatenate([topical[kept], everyday])
        np.save(folder / _FILE, chosen.astype(np.float16))


def _embedded(texts: list[str], cache: Path, encoder: Encoder) -> Floats:
    """Return the vectors of questions, float32 (len(texts), dimension), embedded once."""
    with VectorCache(cache, f"{encoder.model_id}:query") as known:
        vectors = known.get(texts)
        missing = [text for text, vector in zip(texts, vectors, strict=True) if vector is None]
        if missing:
            known.put(missing, encoder.encode(missing, kind="query"))
            vectors = known.get(texts)
    return np.stack([vector for vector in vectors if vector is not None])
