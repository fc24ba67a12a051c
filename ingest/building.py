"""A catalog to a complete generation: vectors, vector store, lexical index, restorer."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.model import Document, DocumentKind
from corpus.registers import load_foreign_probes, load_situations
from corpus.restoration import Restorer
from corpus.settings import Settings
from corpus.text import syllables
from ingest.aspects import unit_aspects
from ingest.background import Background
from ingest.boilerplate import own_share
from ingest.catalog import Catalog, ChunkRow, Unit
from ingest.embedding import Encoder, TokenEncoder
from ingest.fields import field_of
from ingest.lexical import LexicalIndex
from ingest.nearest import store_recall
from ingest.progress import Progress
from ingest.situations import SituationIndex, place_situations
from ingest.token_vectors import write_tokens
from ingest.vectorising import Vectoriser
from ingest.vectors import VectorStore

__all__ = ["BuildTimes", "GenerationBuilder"]

Vectors = npt.NDArray[np.float32]


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
        self._vectoriser = Vectoriser(settings, encoder, progress)
        self.times = BuildTimes()
        self.recall = 1.0
        self.situations = load_situations(settings.register_folders)

    def build(self, catalog: Catalog, previous: Path | None, prefix: str) -> None:
        """Write vectors, lexical indexes, the restorer and the vector store.

        `catalog` has its rows numbered. `previous` is the folder of the generation that this
        one starts from; its vector store is copied when it is a local one. `prefix` names
        the collections on a Chroma server.
        """
        chunks = list(catalog.chunks())
        units = catalog.units()
        documents = {document.id: document for document in catalog.documents()}
        placed = place_situations(self.situations, documents, units)
        texts = [chunk.searched for chunk in chunks]
        parts = self._embed(
            texts,
            [unit.heading for unit in units],
            [document.title for document in documents.values()],
            [text for _, text in placed],
        )
        self._write_background([parts[0], parts[-1]])
        started = time.monotonic()
        for name, part in zip(("vectors", "unit_vectors", "title_vectors"), parts, strict=False):
            np.save(self._folder / f"{name}.npy", part.astype(np.float16))
        SituationIndex.write(self._folder / "situations", placed, parts[-1])
        self._write_tokens([chunk.id for chunk in chunks], texts, previous)
        self._write_rows(catalog, documents, chunks, units)
        self._write_lexical(texts, units)
        rows = {chunk.id: row for row, chunk in enumerate(chunks)}
        store = self._open_store(previous, prefix)
        try:
            ids = catalog.chunk_ids()
            store.synchronise(ids, rows, parts[0])
            questions = Background(self._folder).questions
            self.recall = store_recall(store, ids, rows, parts[0], questions)
        finally:
            store.close()
        self.times.commit += time.monotonic() - started

    def _embed(self, *parts: list[str]) -> list[Vectors]:
        """Return the vectors of each list of texts, all embedded in one go."""
        started = time.monotonic()
        vectors = self._vectoriser.vectors([text for part in parts for text in part])
        self.times.embed = time.monotonic() - started
        self.times.embedded = self._vectoriser.embedded
        self.times.reused = self._vectoriser.reused
        return np.split(vectors, np.cumsum([len(part) for part in parts])[:-1])

    def _write_background(self, texts: Sequence[Vectors]) -> None:
        started = time.monotonic()
        cache = self._settings.cache_dir / "vectors.db"
        Background.write(self._folder, cache, self._encoder, texts)
        self.times.embed += time.monotonic() - started

    def _write_tokens(
        self, chunk_ids: Sequence[str], texts: Sequence[str], previous: Path | None
    ) -> None:
        if not isinstance(self._encoder, TokenEncoder):
            return
        write_tokens(
            self._folder / "tokens",
            previous / "tokens" if previous is not None else None,
            chunk_ids,
            lambda rows: self._vectoriser.tokens(texts[row] for row in rows),
        )

    def _write_rows(
        self,
        catalog: Catalog,
        documents: Mapping[str, Document],
        chunks: Sequence[ChunkRow],
        units: Sequence[Unit],
    ) -> None:
        """Write what is known of each chunk and unit by its row."""
        np.save(self._folder / "unit_of.npy", np.asarray(catalog.chunk_units(), dtype=np.int32))
        procedures = {d.id for d in documents.values() if d.kind is DocumentKind.PROCEDURE}
        fields = [
            field_of(unit.heading.rpartition(" › ")[2]) if unit.document_id in procedures else 0
            for unit in units
        ]
        np.save(self._folder / "unit_fields.npy", np.asarray(fields, dtype=np.int8))
        np.save(self._folder / "unit_aspects.npy", unit_aspects(units, procedures))
        own = np.ones(len(chunks), dtype=np.float16)
        rows = [row for row, chunk in enumerate(chunks) if chunk.document_id in procedures]
        own[rows] = own_share(
            [(chunks[row].document_id, chunks[row].searched.split("\n", 1)[-1]) for row in rows]
        )
        np.save(self._folder / "own_share.npy", own)

    def _write_lexical(self, texts: Sequence[str], units: Sequence[Unit]) -> None:
        parts = {
            "lexical": texts,
            "unit_lexical": [unit.heading for unit in units],
        }
        for name, part in parts.items():
            LexicalIndex.build(self._folder / name, map(syllables, part))
        # Documents do not ask: "bao nhiêu", "thế nào" come from questions. A pair of words
        # counts from its second time on.
        probes = load_foreign_probes()
        restorer = Restorer.learn([*texts, *probes.topical, *probes.everyday, *probes.everyday])
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
