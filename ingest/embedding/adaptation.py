"""What a question is read with: additions of low rank to the encoder's linear layers.

The published model puts a question in everyday words ("sếp đi vắng thì ai gật thay?") far from
the passage that answers it in official ones. The additions were trained on questions of that
kind against passages encoded as they are (`ingest.question_training`), after Hu and others,
"LoRA: Low-Rank Adaptation of Large Language Models" (2021). Passages never pass through them,
so an index does not depend on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.e5_file import FloatArray

__all__ = ["SHIPPED", "QuestionAdaptation"]

SHIPPED: Final = Path(__file__).resolve().parent / "question_adaptation.npz"


@dataclass(frozen=True, slots=True)
class QuestionAdaptation:
    """Factors by the E5 file's name of a layer ("l0.q").

    `down` is float32 (rank, inputs), `up` float32 (outputs, rank). `texts` names the texts
    that they were trained on.
    """

    down: Mapping[str, FloatArray]
    up: Mapping[str, FloatArray]
    texts: str

    @classmethod
    def shipped(cls) -> Self:
        """Load the additions that belong to the embedded model."""
        return cls.load(SHIPPED)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        with np.load(path) as arrays:
            return cls(_part(arrays, "down"), _part(arrays, "up"), str(arrays["texts"]))

    def save(self, path: Path) -> None:
        """Write the factors in half precision."""
        arrays = {f"{name}.down": factor for name, factor in self.down.items()}
        arrays |= {f"{name}.up": factor for name, factor in self.up.items()}
        small = {name: factor.astype(np.float16) for name, factor in arrays.items()}
        texts = np.asarray(self.texts)
        np.savez_compressed(path, allow_pickle=False, texts=texts, **small)

    def apply(self, name: str, weights: FloatArray) -> FloatArray:
        """Return the weights (outputs, inputs) of a layer with what is added to them."""
        if name not in self.down:
            return weights
        return np.asarray(weights + self.up[name] @ self.down[name], dtype=np.float32)


def _part(arrays: Mapping[str, NDArray[Any]], part: str) -> dict[str, FloatArray]:
    ending = f".{part}"
    return {
        name.removesuffix(ending): arrays[name].astype(np.float32)
        for name in arrays
        if name.endswith(ending)
    }
