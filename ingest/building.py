"""A catalog to a complete generation: vectors, vector store, lexical index, restorer."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.restoration import Restorer
from corpus.settings import Settings
from corpus.text import syllables
from ingest.catalog import Catalog, Unit
from ingest.embedding import Encoder
from ingest.lexical import LexicalIndex
from ingest.progress import Progress
from ingest.vector_cache import VectorCache
from ingest.vectors import VectorStore

__all__ = ["BuildTimes", "GenerationBuilder"]

Vectors = npt.NDArray[np.float32]

_EMBED_BATCH = 256


@dataclass(slots=True)
class BuildTimes:
    """Seconds spent and texts embedded or reused while a generation was built."""

    embed: float = 0.0
    commit: float = 0.0
    embedded: int = 0
    reused: int = 0


class GenerationBuilder:
    """Builds everything but the catalog in the folder of a new generation."""

    def __init__(
        self, folder: Path, settings: Settings, encoder: Encoder, progress: Progress
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._encoder = encoder
        self._progress = progress
        self.times = BuildTimes()

    def build(self, catalog: Catalog, previous: Path | None, prefix: str) -> None:
        """Write vectors, lexical indexes, the restorer and the vector store.

        `catalog` has its rows numbered. `previous` is the folder of the generation that this
        one starts from; its vector store is copied when it is a local one. `prefix` names
        the collections on a Chroma server.
        """
        chunks = list(catalog.chunks())
        units = catalog.units()
        texts = [chunk.searched for chunk in chunks]
        vectors = self._embed(texts + [unit.heading for unit in units])
        started = time.monotonic()
        self._write_arrays(catalog, vectors, len(chunks))
        self._write_lexical(texts, units)
        wanted = catalog.chunk_ids()
        rows = {chunk.id: row for row, chunk in enumerate(chunks)}
        store = self._open_store(previous, prefix)
        try:
            store.synchronise(wanted, rows, vectors[: len(chunks)])
        finally:
            store.close()
        self.times.commit += time.monotonic() - started

    def _embed(self, texts: Sequence[str]) -> Vectors:
        started = time.monotonic()
        matrix = np.zeros((len(texts), self._encoder.dimension), dtype=np.float32)
        with VectorCache(self._settings.cache_dir / "vectors.db", self._encoder.model_id) as cache:
            missing: dict[str, list[int]] = {}
            for row, (text, vector) in enumerate(zip(texts, cache.get(texts), strict=True)):
                if vector is None:
                    missing.setdefault(text, []).append(row)
                else:
                    matrix[row] = vector
            # Longest first: batches of like length waste no padding, and a text too large for
            # memory shows at once.
            order = sorted(missing, key=len, reverse=True)
            self._progress.stage("Tính véc-tơ", len(order))
            for first in range(0, len(order), _EMBED_BATCH):
                batch = order[first : first + _EMBED_BATCH]
                vectors = self._encoder.encode(batch)
                cache.put(batch, vectors)
                for text, vector in zip(batch, vectors, strict=True):
                    matrix[missing[text]] = vector
                self._progress.advance(len(batch))
        self.times.embedded += len(order)
        self.times.reused += len(texts) - len(order)
        self.times.embed += time.monotonic() - started
        return matrix

    def _write_arrays(self, catalog: Catalog, vectors: Vectors, chunks: int) -> None:
        keys = catalog.chunk_keys()
        np.save(self._folder / "vectors.npy", vectors[:chunks].astype(np.float16))
        np.save(self._folder / "unit_vectors.npy", vectors[chunks:].astype(np.float16))
        np.save(self._folder / "unit_of.npy", np.asarray([row for *_, row in keys], dtype=np.int32))

    def _write_lexical(self, texts: Sequence[str], units: Sequence[Unit]) -> None:
        LexicalIndex.build(self._folder / "lexical", (syllables(text) for text in texts))
        LexicalIndex.build(
            self._folder / "unit_lexical", (syllables(unit.heading) for unit in units)
        )
        restorer = Restorer.learn(texts)
        (self._folder / "restorer.json").write_text(
            json.dumps(restorer.as_json(), ensure_ascii=False), encoding="utf-8"
        )

    def _open_store(self, previous: Path | None, prefix: str) -> VectorStore:
        if self._settings.chroma_url:
            return VectorStore.server(self._settings.chroma_url, prefix)
        target = self._folder / "chroma"
        if previous is not None and (previous / "chroma").is_dir():
            _copy_store(previous / "chroma", target)
        return VectorStore.local(target)


def _copy_store(source: Path, target: Path) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.sqlite3*"))
    # A reader may hold the database open: its backup interface copies a consistent state.
    for database in source.glob("*.sqlite3"):
        with (
            sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True) as old,
            sqlite3.connect(target / database.name) as new,
        ):
            old.backup(new)
        old.close()
        new.close()
