"""One vector per (model, text), kept across runs so that no text is embedded twice."""

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


class VectorCache:
    """A SQLite file of vectors by model and text hash; losing it costs only time."""

    def __init__(self, path: Path, model: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._model = model
        self._db = sqlite3.connect(path, timeout=60)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS vectors (model TEXT NOT NULL, hash BLOB NOT NULL,"
            " vector BLOB NOT NULL, PRIMARY KEY (model, hash)) WITHOUT ROWID"
        )

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

    def _get(self, key: bytes) -> Vectors | None:
        row = self._db.execute(
            "SELECT vector FROM vectors WHERE model = ? AND hash = ?", (self._model, key)
        ).fetchone()
        return np.frombuffer(row[0], dtype=np.float32) if row else None


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
