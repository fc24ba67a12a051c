"""A plan and its parsed files into a new generation, complete or not at all."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from corpus.settings import Settings
from ingest.building import BuildTimes, GenerationBuilder
from ingest.catalog import Source, StoredDocument
from ingest.catalog_editing import CatalogEditor
from ingest.clause_model import situations_fingerprint
from ingest.embedding import Encoder
from ingest.generations import FORMAT, Generations, Manifest
from ingest.parsing import document_id, stored_fingerprint
from ingest.planning import Plan, PlannedFile
from ingest.progress import Progress
from ingest.reading import Reading
from ingest.staging import clear, prune, stage
from ingest.storing import store_document
from ingest.structure import Structured
from ingest.vectors import collection_prefix

__all__ = ["GenerationWriter", "Outcome"]


@dataclass(slots=True)
class Outcome:
    """What was written, and the time that building it took in seconds."""

    generation: int
    times: BuildTimes
    commit: float


class GenerationWriter:
    """Writes one new generation beside `base` (None: from nothing), complete or not at all.

    Use it under the lock, as a context manager. Nothing is written before the first call
    that needs it. Whatever interrupts it, the half-made generation is removed (or left
    without a manifest, for the next run to remove).
    """

    def __init__(
        self,
        settings: Settings,
        encoder: Encoder,
        progress: Progress,
        generations: Generations,
        base: int | None,
    ) -> None:
        self._settings = settings
        self._encoder = encoder
        self._progress = progress
        self._generations = generations
        self._base_number = base
        self._base = generations.path(base) if base is not None else None
        self._number = 0
        self._complete = False
        self._catalog: CatalogEditor | None = None
        self._taken: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._catalog is not None:
            self._catalog.close()
            if kind is not None and not self._complete:
                self._generations.abandon(self._number)

    @property
    def begun(self) -> bool:
        """Whether there is anything written."""
        return self._catalog is not None

    def begin(self, plan: Plan, roots: Sequence[Source]) -> None:
        """Make the generation's folder and catalog, without the documents that were removed."""
        generations = self._generations
        if self._base_number is not None:
            generations.require_space(2 * generations.size(self._base_number))
        self._number = generations.begin()
        try:
            catalog = self._open_catalog(generations.path(self._number))
        except BaseException:
            generations.abandon(self._number)
            raise
        self._catalog = catalog
        for root in roots:
            catalog.record_source(root)
        for stored in plan.removed:
            catalog.delete(stored.document.id)
        catalog.include(file.path.as_posix() for file, _, _ in plan.changed)
        self._taken = {document.id for document in catalog.documents()}

    def store(
        self, planned: PlannedFile, reading: Reading, structured: Structured
    ) -> tuple[dict[str, Any], list[str]]:
        """Write a document; return its report entry and the texts to embed."""
        file, mark, known = planned
        catalog = self._open()
        chosen = known.document.id if known else document_id(file.path, self._taken)
        self._taken.add(chosen)
        mark = replace(mark, whole=stored_fingerprint(mark, reading))
        entry = store_document(catalog, self._encoder, (file, mark, chosen), reading, structured)
        return {**entry, "status": "updated" if known else "added"}, catalog.texts(chosen)

    def flag(self, stored: StoredDocument, error: str | None) -> None:
        """Note with a document why it could not be read anew, None once it could."""
        self._open().set_report(stored.document.id, {**stored.report, "error": error})

    def finish(self, exclude: Sequence[StoredDocument], *, staged: bool = False) -> Outcome:
        """Complete the generation and flip to it, or let it wait when it is `staged`.

        `exclude` stay out of later runs.
        """
        catalog = self._open()
        with catalog.transaction():
            for stored in exclude:
                catalog.exclude(stored.document.path)
            catalog.number()
        outcome = self._build(catalog, staged=staged)
        self._complete = True
        if not staged:
            prune(self._generations)
        return outcome

    def _open(self) -> CatalogEditor:
        if self._catalog is None:
            raise RuntimeError("begin() comes first")
        return self._catalog

    def _open_catalog(self, folder: Path) -> CatalogEditor:
        target = folder / "catalog.db"
        if self._base is None:
            return CatalogEditor.create(target)
        shutil.copyfile(self._base / "catalog.db", target)
        return CatalogEditor.edit(target)

    def _build(self, catalog: CatalogEditor, *, staged: bool) -> Outcome:
        number = self._number
        builder = GenerationBuilder(
            self._generations.path(number), self._settings, self._encoder, self._progress
        )
        started = time.monotonic()
        builder.build(catalog, self._base, collection_prefix(self._generations.folder, number))
        manifest = Manifest(
            format=FORMAT,
            generation=number,
            model=self._encoder.model_id,
            dimension=self._encoder.dimension,
            created=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            documents=catalog.count("documents"),
            provisions=catalog.count("provisions"),
            chunks=catalog.count("chunks"),
            chroma=self._settings.chroma_url,
            situations=situations_fingerprint(builder.situations),
            recall=round(builder.recall, 4),
        )
        if staged:
            stage(self._generations, manifest)
        else:
            clear(self._generations)
            self._generations.complete_with(manifest)
            self._generations.point(number)
        commit = time.monotonic() - started - builder.times.embed
        return Outcome(number, builder.times, commit)
