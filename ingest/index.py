"""An open index: one generation, read-only, everything memory-mapped or opened late."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.model import Document, DocumentKind, Provision
from corpus.restoration import Restorer
from corpus.settings import Settings
from ingest.catalog import Catalog, Unit
from ingest.generations import Generations, Manifest
from ingest.implementing import implemented_clauses
from ingest.lexical import LexicalIndex
from ingest.vectors import VectorStore, collection_prefix

__all__ = ["Index"]

Half = npt.NDArray[np.float16]
Rows = npt.NDArray[np.int32]


class Index:
    """One generation of an index.

    Arrays: `vectors` float16 (chunks, dimension) and `unit_vectors` float16 (units,
    dimension), unit length; `unit_of` int32 (chunks,), the unit row of each chunk;
    `unit_kinds` a list of the document kind of each unit.
    """

    def __init__(self, settings: Settings, manifest: Manifest, folder: Path) -> None:
        self.manifest = manifest
        self._settings = settings
        self._folder = folder
        self.catalog = Catalog.read(folder / "catalog.db")
        self.documents: dict[str, Document] = {d.id: d for d in self.catalog.documents()}
        self.units: list[Unit] = self.catalog.units()
        self.unit_rows = {(u.document_id, u.locator): row for row, u in enumerate(self.units)}
        self.vectors: Half = np.load(folder / "vectors.npy", mmap_mode="r")
        self.unit_vectors: Half = np.load(folder / "unit_vectors.npy", mmap_mode="r")
        self.unit_of: Rows = np.load(folder / "unit_of.npy")
        self._parents: dict[str, dict[str, str | None]] = {}
        self.lexical = LexicalIndex(folder / "lexical")
        self.unit_lexical = LexicalIndex(folder / "unit_lexical")

    @classmethod
    def open(cls, settings: Settings, model_id: str) -> Self:
        """Open the generation that is served.

        Raises `IndexMissingError` without an index and `IndexOutdatedError` if another
        version or another model wrote it.
        """
        generations = Generations(settings.index_dir)
        number = generations.require()
        manifest = generations.manifest(number)
        generations.require_model(manifest, model_id)
        return cls(settings, manifest, generations.path(number))

    def close(self) -> None:
        """Close the files."""
        self.catalog.close()
        if "store" in self.__dict__:
            self.store.close()

    @cached_property
    def store(self) -> VectorStore:
        """The vector store, opened when it is first asked."""
        if self.manifest.chroma:
            prefix = collection_prefix(self._settings.index_dir, self.manifest.generation)
            return VectorStore.server(self.manifest.chroma, prefix)
        return VectorStore.local(self._folder / "chroma")

    @cached_property
    def restorer(self) -> Restorer:
        """What puts diacritics back, learned from this generation's texts."""
        return Restorer(**json.loads((self._folder / "restorer.json").read_text(encoding="utf-8")))

    @cached_property
    def implemented_clauses(self) -> dict[str, tuple[int, ...]]:
        """The rows of the clauses that each procedure implements, by its document id."""
        return implemented_clauses(self.catalog, self.units)

    @cached_property
    def _chunk_keys(self) -> list[tuple[str, str, str, int]]:
        return self.catalog.chunk_keys()

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each chunk id."""
        return {key[0]: row for row, key in enumerate(self._chunk_keys)}

    @cached_property
    def unit_kinds(self) -> list[DocumentKind]:
        """The document kind of each unit, by row."""
        return [self.documents[unit.document_id].kind for unit in self.units]

    def lineage(self, document_id: str, locator: str) -> frozenset[str]:
        """Return a locator with those of all provisions above it."""
        if document_id not in self._parents:
            provisions = self.catalog.provisions(document_id)
            self._parents[document_id] = {p.locator: p.parent for p in provisions}
        parents = self._parents[document_id]
        found: set[str] = set()
        place: str | None = locator
        while place is not None and place not in found:
            found.add(place)
            place = parents.get(place)
        return frozenset(found)

    def chunk_locator(self, row: int) -> str:
        """Return the locator of the provision that holds a chunk."""
        return self._chunk_keys[row][2]

    def provisions_of(self, unit: Unit) -> tuple[Provision, ...]:
        """Return the provisions of a unit in reading order."""
        return self.catalog.unit_provisions(unit.document_id, unit.locator)
