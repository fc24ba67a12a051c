"""What a model makes of a text, kept across runs so that no text is embedded twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

__all__ = ["VectorCache"]

Vectors = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint8]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
  model TEXT NOT NULL, hash BLOB NOT NULL, vector BLOB NOT NULL,
  PRIMARY KEY (model, hash)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tokens (
  model TEXT NOT NULL, hash BLOB NOT NULL, width INTEGER NOT NULL, codes BLOB NOT NULL,
  PRIMARY KEY (model, hash));
"""


class VectorCache:
    """A SQLite file of vectors and packed tokens by model and text hash.

    Losing it costs only time. `model` and `token_model` name what the vectors and the tokens
    depend on beside the text.
    """

    def __init__(self, path: Path, model: str, token_model: str | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._model = model
        self._token_model = token_model or model
        self._db = sqlite3.connect(path, timeout=60)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def get(self, texts: Sequence[str]) -> list[Vectors | None]:
        """Return the vector of each text, None where it is not known."""
        return [self._get(_hash(text)) for text in texts]

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Store float32 `vectors` (len(texts), dimension), at once and durably."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                (
                    (self._model, _hash(text), vector.astype(np.float32).tobytes())
                    for text, vector in zip(texts, vectors, strict=True)
                ),
            )

    def has_tokens(self, text: str) -> bool:
        """Tell whether the packed tokens of a text are known."""
        query = "SELECT 1 FROM tokens WHERE model = ? AND hash = ?"
        return self._db.execute(query, (self._token_model, _hash(text))).fetchone() is not None

    def tokens(self, text: str) -> Codes:
        """Return the packed tokens of a text, uint8 (tokens, bytes); `KeyError` if unknown."""
        row = self._db.execute(
            "SELECT codes, width FROM tokens WHERE model = ? AND hash = ?",
            (self._token_model, _hash(text)),
        ).fetchone()
        if row is None:
            raise KeyError(text)
        return np.frombuffer(row[0], dtype=np.uint8).reshape(-1, row[1])

    def put_tokens(self, texts: Sequence[str], tokens: Sequence[Codes]) -> None:
        """Store the packed tokens of each text, at once and durably."""
        with self._db:
            self._db.executemany(
                "INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?)",
                (
                    (self._token_model, _hash(text), codes.shape[1], codes.tobytes())
                    for text, codes in zip(texts, tokens, strict=True)
                ),
            )

    def _get(self, key: bytes) -> Vectors | None:
        row = self._db.execute(
            "SELECT vector FROM vectors WHERE model = ? AND hash = ?", (self._model, key)
        ).fetchone()
        return np.frombuffer(row[0], dtype=np.float32) if row else None


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
