"""The record of a built model folder: what it was made from and what was checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from corpus.errors import ConfigurationError
from ingest.embedding.protocol import Kind

__all__ = [
    "GRAPH",
    "GRAPH_WEIGHTS",
    "QUERY_GRAPH",
    "QUERY_WEIGHTS",
    "QUESTION_GRAPH",
    "QUESTION_WEIGHTS",
    "VOCABULARY",
    "ModelManifest",
    "sha256_of",
]

GRAPH: Final = "onnx/model_int8.onnx"
GRAPH_WEIGHTS: Final = "onnx/model_int8.bin"
QUERY_GRAPH: Final = "onnx/queries.onnx"
QUERY_WEIGHTS: Final = "onnx/queries.bin"
QUESTION_GRAPH: Final = "onnx/questions.onnx"
QUESTION_WEIGHTS: Final = "onnx/questions.bin"
VOCABULARY: Final = "onnx/vocabulary.npz"
_MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class ModelManifest:
    """What a model folder holds.

    `window` is in tokens, prompt and special tokens included. `parity` is the lowest cosine
    of the graphs of passages and queries with sentence-transformers on the fixed sample, in
    -1..1. `sizes` are bytes of the files that are read at run time.
    """

    model_id: str
    dimension: int
    window: int
    prompts: dict[Kind, str]
    source: str
    source_version: str
    source_sha256: str
    weights_sha256: str
    adaptation_sha256: str
    sizes: dict[str, int]
    parity: float

    @classmethod
    def read(cls, folder: Path) -> ModelManifest:
        """Read the manifest of `folder`; ConfigurationError when there is no complete model."""
        try:
            manifest = cls(**json.loads((folder / _MANIFEST).read_text(encoding="utf-8")))
            complete = all(
                (folder / name).stat().st_size == size for name, size in manifest.sizes.items()
            )
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise _incomplete(folder) from error
        if not complete:
            raise _incomplete(folder)
        return manifest

    def write(self, folder: Path) -> None:
        """Write the manifest into `folder`."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2)
        (folder / _MANIFEST).write_text(text + "\n", encoding="utf-8")


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _incomplete(folder: Path) -> ConfigurationError:
    return ConfigurationError(
        f"Thư mục {folder} chưa có mô hình nhúng hoàn chỉnh; hãy chạy: python -m ingest.embedding."
    )
