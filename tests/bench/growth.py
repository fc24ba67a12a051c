"""Real text grown to any number of chunks, without embedding all of it.

Copies of real laws stand beside the originals under other names. Their vectors are the
originals' with a little noise, so that the index is as large and as crowded as a real one
of that size while only the originals are embedded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from ingest.embedding import TokenEncoder

__all__ = ["GrowthEncoder", "grow"]

_MARK = re.compile(r"bản chép \d+ ?")
_NAME = re.compile(r"^(\S+)_\d+(?= ›|\n|$)")
_NOISE = 0.02

Vectors = npt.NDArray[np.float32]


def grow(laws: Sequence[Path], folder: Path, copies: int) -> None:
    """Write `copies` of each law into `folder`, every article marked with its copy's number."""
    folder.mkdir(parents=True, exist_ok=True)
    for law in laws:
        text = law.read_text(encoding="utf-8")
        for copy in range(copies):
            marked = re.sub(r"(?m)^(Điều \d+\. )", rf"\1bản chép {copy} ", text) if copy else text
            (folder / f"{law.stem}_{copy}.txt").write_text(marked, encoding="utf-8")


class GrowthEncoder:
    """The real encoder, with the vectors of marked copies perturbed from their originals'.

    Token vectors of copies are their originals' as they are: late interaction reads as much
    as it would of real ones.
    """

    def __init__(self, encoder: TokenEncoder) -> None:
        self._encoder = encoder
        self._random = np.random.default_rng(0)
        self._known: dict[str, tuple[Vectors, Vectors]] = {}
        self.model_id = encoder.model_id
        self.dimension = encoder.dimension
        self.token_model_id = encoder.token_model_id
        self.token_dimension = encoder.token_dimension

    def encode(
        self,
        texts: Sequence[str],
        kind: Literal["query", "passage"] = "passage",
        progress: Callable[[int], None] | None = None,
    ) -> Vectors:
        """Encode originals for real, copies by perturbation."""
        if kind == "query":
            return self._encoder.encode(texts, kind)
        return self.encode_tokens(texts, kind, progress)[0]

    def encode_tokens(
        self,
        texts: Sequence[str],
        kind: Literal["query", "passage"] = "passage",
        progress: Callable[[int], None] | None = None,
    ) -> tuple[Vectors, list[Vectors]]:
        """Encode originals and their tokens for real, copies by perturbation."""
        if kind == "query":
            return self._encoder.encode_tokens(texts, kind)
        originals = [_original(text) for text in texts]
        missing = list(dict.fromkeys(o for o in originals if o not in self._known))
        if missing:
            vectors, tokens = self._encoder.encode_tokens(missing)
            small = (of_text.astype(np.float16) for of_text in tokens)
            self._known.update(zip(missing, zip(vectors, small, strict=True), strict=True))
        exact = np.stack([self._known[original][0] for original in originals])
        noise = self._random.normal(scale=_NOISE, size=exact.shape).astype(np.float32)
        copied = np.asarray([o != t for o, t in zip(originals, texts, strict=True)])
        moved = exact + noise * copied[:, np.newaxis]
        unit = np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)
        return unit, [self._known[original][1].astype(np.float32) for original in originals]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens as the real encoder does."""
        return self._encoder.count_tokens(texts)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Encode passages."""
        return [list(map(float, vector)) for vector in self.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Encode a query."""
        return self._encoder.embed_query(text)


def _original(text: str) -> str:
    # A copy's file name ends in its number; the breadcrumb repeats it.
    return _NAME.sub(r"\1_0", _MARK.sub("", text))
