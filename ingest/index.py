"""An open index: one generation, read-only, everything memory-mapped or opened late."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.model import Document, DocumentKind, Provision
from corpus.registers import load_correspondence
from corpus.restoration import Restorer
from corpus.settings import Settings
from corpus.spoken import load_spoken
from ingest.aspect_model import AspectModel, PlacedAspects
from ingest.aspects import unit_aspects
from ingest.background import Background
from ingest.catalog import Catalog, Unit
from ingest.clause_model import ClauseModel, PlacedModel
from ingest.counterparts import counterpart_clauses
from ingest.fields import Field
from ingest.generations import Generations, Manifest
from ingest.implementing import implemented_clauses
from ingest.lexical import LexicalIndex
from ingest.nearest import TRUSTED, scan, top
from ingest.service_model import PlacedServices, ServiceModel
from ingest.sisters import Sisters
from ingest.situations import SituationIndex
from ingest.token_vectors import TokenVectors
from ingest.vectors import VectorStore, collection_prefix

__all__ = ["Index"]

Half = npt.NDArray[np.float16]
Rows = npt.NDArray[np.int32]


class Index:
    """One generation of an index.

    Arrays, of norm 1 where they are vectors: `vectors` float16 (chunks, dimension),
    `unit_vectors` float16 (units, dimension) and `title_vectors` float16 (documents,
    dimension); `unit_of` int32 (chunks,), the unit row of each chunk; `unit_fields` int8
    (units,), the `Field` of each; `own_share` float16 (chunks,) in 0..1, how much of a
    procedure's chunk is not boilerplate. Documents count in the order of `documents`.
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
        self.title_vectors: Half = np.load(folder / "title_vectors.npy", mmap_mode="r")
        self.own_share: Half = np.load(folder / "own_share.npy", mmap_mode="r")
        self.unit_of: Rows = np.load(folder / "unit_of.npy")
        self.unit_fields: npt.NDArray[np.int8] = np.load(folder / "unit_fields.npy")
        self._parents: dict[str, dict[str, str | None]] = {}
        self.lexical = LexicalIndex(folder / "lexical")
        self.unit_lexical = LexicalIndex(folder / "unit_lexical")
        self.situations = SituationIndex(folder / "situations")
        self.background = Background(folder)

    @classmethod
    def open(cls, settings: Settings, model_id: str) -> Self:
        """Open the generation that is served.

        Raises `IndexMissingError` without an index and `IndexOutdatedError` if another
        version or another model wrote it or a file of it is missing or broken.
        """
        generations = Generations(settings.index_dir)
        number = generations.require()
        manifest = generations.manifest(number)
        generations.require_model(manifest, model_id)
        try:
            return cls(settings, manifest, generations.path(number))
        except (OSError, ValueError, sqlite3.Error) as error:
            raise generations.damaged(number) from error

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
    def tokens(self) -> TokenVectors | None:
        """The token vectors of the chunks, None where the model gives none."""
        folder = self._folder / "tokens"
        return TokenVectors(folder) if folder.is_dir() else None

    @cached_property
    def clauses(self) -> PlacedModel:
        """What tells which clause a question's words belong to, over this index's standards."""
        return PlacedModel(ClauseModel.load(), self.documents, self.unit_rows)

    @cached_property
    def services(self) -> PlacedServices:
        """Return the model of services over the procedures of the index."""
        return PlacedServices(ServiceModel.load(), list(self.documents.values()))

    @cached_property
    def aspects(self) -> PlacedAspects:
        """Return the model of what is asked about a procedure over the units of the index."""
        return PlacedAspects(AspectModel.load(), self._unit_aspects, self.unit_documents)

    @cached_property
    def _unit_aspects(self) -> Rows:
        path = self._folder / "unit_aspects.npy"
        if path.exists():
            aspects: Rows = np.load(path)
            return aspects
        # A generation from before 0.11.0: the same, later.
        procedures = {d.id for d in self.documents.values() if d.kind is DocumentKind.PROCEDURE}
        return unit_aspects(self.units, procedures)

    @cached_property
    def restorer(self) -> Restorer:
        """What puts diacritics back: this generation's words, and those of everyday questions."""
        learned = json.loads((self._folder / "restorer.json").read_text(encoding="utf-8"))
        return Restorer(**learned).beside(load_spoken())

    @cached_property
    def implemented_clauses(self) -> dict[str, tuple[int, ...]]:
        """The rows of the clauses that each procedure implements, by its document id."""
        return implemented_clauses(self.catalog, self.units)

    @cached_property
    def counterparts(self) -> dict[int, tuple[int, ...]]:
        """The rows of the clauses of the other edition that correspond to each clause's."""
        return counterpart_clauses(self.documents, self.units, load_correspondence())

    @cached_property
    def unit_documents(self) -> Rows:
        """The row of each unit's document, int32 (units,)."""
        rows = {document_id: row for row, document_id in enumerate(self.documents)}
        return np.asarray([rows[unit.document_id] for unit in self.units], dtype=np.int32)

    @cached_property
    def repetition(self) -> npt.NDArray[np.float32]:
        """How much of each document's text other procedures repeat, float32 (documents,), 0..1.

        The square of the mean share: what all procedures of an agency have in common counts
        little, what makes one a copy of another much. 0 for other kinds of documents.
        """
        document_of = self.unit_documents[self.unit_of]
        chunks = np.bincount(document_of, minlength=len(self.documents))
        own = np.bincount(document_of, self.own_share, minlength=len(self.documents))
        shared = 1 - own / np.maximum(chunks, 1)
        return np.where(chunks, shared, 0).astype(np.float32) ** 2

    @cached_property
    def sisterhood(self) -> npt.NDArray[np.float32]:
        """How much each document's title has to tell it apart, float32 (documents,), 0..1.

        What others repeat of its text, or how far another procedure's title goes with its own
        beyond the half that titles may share by chance, whichever is more.
        """
        return np.maximum(self.repetition, 2 * self._sisters.likeness - 1)

    @cached_property
    def specialty(self) -> npt.NDArray[np.float32]:
        """How far each document is a special case of a copy, float32 (documents,), >= 0.

        The qualifiers of its title, times the repetition of its text.
        """
        return self.repetition * self._sisters.qualifiers

    @cached_property
    def _sisters(self) -> Sisters:
        return Sisters.of(tuple(self.documents.values()))

    @cached_property
    def scope_chunks(self) -> dict[int, npt.NDArray[np.int64]]:
        """The rows of the chunks that state a procedure's purpose and scope, by document row."""
        rows = np.flatnonzero(self.unit_fields[self.unit_of] == Field.SCOPE)
        documents = self.unit_documents[self.unit_of[rows]]
        return {int(d): rows[documents == d] for d in np.unique(documents)}

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

    def chunks_of(self, units: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the rows of all chunks of some unit rows, ascending."""
        order, sorted_units = self._chunks_by_unit
        first = np.searchsorted(sorted_units, units, side="left")
        end = np.searchsorted(sorted_units, units, side="right")
        runs = [order[a:b] for a, b in zip(first, end, strict=True)]
        return np.sort(np.concatenate(runs)) if runs else np.zeros(0, dtype=np.int64)

    @cached_property
    def _chunks_by_unit(self) -> tuple[npt.NDArray[np.int64], Rows]:
        order = np.argsort(self.unit_of, kind="stable")
        return order, self.unit_of[order]

    def near(
        self, kinds: Iterable[DocumentKind], vectors: npt.NDArray[np.float32], n: int
    ) -> list[int]:
        """Return the rows of the chunks that are nearest to questions, a chunk once.

        `vectors` are (dimension,) or (m, dimension); each finds `n` chunks of each kind, by the
        vector store or, where that has proved unreliable, by a scan of all chunks.
        """
        if self.manifest.recall >= TRUSTED:
            ids = [chunk_id for kind in kinds for chunk_id in self.store.query(kind, vectors, n)]
            return self.catalog.chunk_rows(ids)
        cosines = scan(self.vectors, np.atleast_2d(vectors))
        found = [
            rows[top(of_query[rows], n)]
            for rows in (self._kind_chunks[kind] for kind in kinds)
            for of_query in cosines
        ]
        return np.unique(np.concatenate(found)).tolist() if found else []

    @cached_property
    def _kind_chunks(self) -> dict[DocumentKind, npt.NDArray[np.int64]]:
        """The rows of the chunks of each kind."""
        kinds = np.asarray([list(DocumentKind).index(kind) for kind in self.unit_kinds])
        of_chunk = kinds[self.unit_of]
        return {kind: np.flatnonzero(of_chunk == n) for n, kind in enumerate(DocumentKind)}

    def provisions_of(self, unit: Unit) -> tuple[Provision, ...]:
        """Return the provisions of a unit in reading order."""
        return self.catalog.unit_provisions(unit.document_id, unit.locator)
