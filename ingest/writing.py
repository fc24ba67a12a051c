"""A plan and its parsed files into a new generation, complete or not at all."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.settings import Settings
from ingest.building import BuildTimes, GenerationBuilder
from ingest.catalog import Catalog, Source, StoredDocument
from ingest.embedding import Encoder
from ingest.generations import FORMAT, Generations, Manifest
from ingest.parsing import Fingerprint, ParsedFile, document_id
from ingest.planning import Plan
from ingest.progress import Progress
from ingest.sources import SourceFile
from ingest.storing import store_document
from ingest.vectors import VectorStore, collection_prefix

__all__ = ["GenerationWriter", "Outcome"]


@dataclass(slots=True)
class Outcome:
    """What was written: report entries, files that failed, and the time it took."""

    generation: int
    entries: list[dict[str, Any]] = field(default_factory=list)
    failures: list[tuple[SourceFile, str, StoredDocument | None]] = field(default_factory=list)
    times: BuildTimes = field(default_factory=BuildTimes)
    commit: float = 0.0


class GenerationWriter:
    """Writes one new generation beside `base` (None: from nothing). Use it under the lock."""

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
        self._base = generations.path(base) if base is not None else None
        self._base_number = base

    def write(
        self, plan: Plan, parsed: Sequence[ParsedFile], roots: Sequence[Source], exclude: bool
    ) -> Outcome:
        """Write the generation and flip to it.

        `parsed` are the plan's changed files in order. With `exclude`, removed documents
        stay out of later runs. Whatever interrupts it, the half-made generation is removed
        (or left without a manifest, for the next run to remove).
        """
        generations = self._generations
        if self._base_number is not None:
            generations.require_space(2 * generations.size(self._base_number))
        number = generations.begin()
        outcome = Outcome(number)
        try:
            with self._open_catalog(generations.path(number)) as catalog:
                self._fill(catalog, plan, parsed, roots, outcome)
                if exclude:
                    with catalog.transaction():
                        for stored in plan.removed:
                            catalog.exclude(stored.document.path)
                self._build(catalog, outcome)
        except BaseException:
            generations.abandon(number)
            raise
        self._prune()
        return outcome

    def _open_catalog(self, folder: Path) -> Catalog:
        target = folder / "catalog.db"
        if self._base is None:
            return Catalog.create(target)
        shutil.copyfile(self._base / "catalog.db", target)
        return Catalog.edit(target)

    def _fill(
        self,
        catalog: Catalog,
        plan: Plan,
        parsed: Sequence[ParsedFile],
        roots: Sequence[Source],
        outcome: Outcome,
    ) -> None:
        with catalog.transaction():
            for root in roots:
                catalog.record_source(root)
            for stored in plan.removed:
                catalog.delete(stored.document.id)
            taken = {document.id for document in catalog.documents()}
            for (file, mark, known), result in zip(plan.changed, parsed, strict=True):
                self._store(catalog, (file, mark, known), result, taken, outcome)
            catalog.include(file.path.as_posix() for file, _, _ in plan.changed)
            catalog.number()

    def _store(
        self,
        catalog: Catalog,
        planned: tuple[SourceFile, Fingerprint, StoredDocument | None],
        result: ParsedFile,
        taken: set[str],
        outcome: Outcome,
    ) -> None:
        file, mark, known = planned
        if result.reading is None or result.structured is None:
            outcome.failures.append((file, result.error or "", known))
            return
        chosen = known.document.id if known else document_id(file.path, taken)
        taken.add(chosen)
        entry = store_document(
            catalog, self._encoder, (file, mark, chosen), result.reading, result.structured
        )
        outcome.entries.append({**entry, "status": "updated" if known else "added"})

    def _build(self, catalog: Catalog, outcome: Outcome) -> None:
        number = outcome.generation
        builder = GenerationBuilder(
            self._generations.path(number), self._settings, self._encoder, self._progress
        )
        started = time.monotonic()
        builder.build(catalog, self._base, collection_prefix(self._generations.folder, number))
        self._generations.finish(
            Manifest(
                format=FORMAT,
                generation=number,
                model=self._encoder.model_id,
                dimension=self._encoder.dimension,
                created=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                documents=catalog.count("documents"),
                provisions=catalog.count("provisions"),
                chunks=catalog.count("chunks"),
                chroma=self._settings.chroma_url,
            )
        )
        outcome.times = builder.times
        outcome.commit = time.monotonic() - started - builder.times.embed

    def _prune(self) -> None:
        for removed in self._generations.prune():
            if removed.chroma:
                prefix = collection_prefix(self._generations.folder, removed.generation)
                store = VectorStore.server(removed.chroma, prefix)
                store.drop()
                store.close()
