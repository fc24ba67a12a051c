"""The token vectors of the embedded model in fewer dimensions.

All token vectors share one large mean, so signs of the vectors themselves, or of random
projections, say little. A principal component analysis removes the mean and keeps the
directions in which tokens differ. It was fitted once on the chunks of the shipped documents
(`fit`) and carries over to other texts; docs/experiments.md has the measurement.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np

from ingest.embedding.protocol import Vectors, normalise

__all__ = ["TokenProjection"]

_SHIPPED: Final = Path(__file__).resolve().parent / "token_projection.npz"


@dataclass(frozen=True, slots=True)
class TokenProjection:
    """`mean` float32 (width,) and `components` float32 (width, dimension), orthonormal."""

    mean: Vectors
    components: Vectors

    @property
    def dimension(self) -> int:
        """Length of a projected vector."""
        return int(self.components.shape[1])

    @property
    def fingerprint(self) -> str:
        """Hash of the projection, 12 hexadecimal digits."""
        return hashlib.sha256(self.mean.tobytes() + self.components.tobytes()).hexdigest()[:12]

    @classmethod
    def shipped(cls) -> Self:
        """Load the projection that belongs to the embedded model."""
        with np.load(_SHIPPED) as arrays:
            return cls(*(arrays[name].astype(np.float32) for name in ("mean", "components")))

    @classmethod
    def fit(cls, tokens: Vectors, dimension: int) -> Self:
        """Fit on token vectors, float32 (n, width), as the model gives them."""
        unit = normalise(tokens)
        mean = unit.mean(axis=0)
        _, directions = np.linalg.eigh(np.cov((unit - mean).T))
        components = np.ascontiguousarray(directions[:, ::-1][:, :dimension])
        return cls(np.asarray(mean, np.float32), components.astype(np.float32))

    def save(self, path: Path) -> None:
        """Write the projection in half precision, as `shipped` loads it."""
        np.savez(
            path,
            mean=self.mean.astype(np.float16),
            components=self.components.astype(np.float16),
        )

    def apply(self, tokens: Vectors) -> Vectors:
        """Return the vectors (n, width) projected, float32 (n, dimension) of norm 1."""
        centred = np.asarray(normalise(tokens) - self.mean, dtype=np.float32)
        return normalise(centred @ self.components)
