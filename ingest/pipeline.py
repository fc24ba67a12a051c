"""One ingest run: from roots to a new generation and a report."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from corpus.errors import IndexOutdatedError
from corpus.model import Document, DocumentKind
from corpus.settings import SHIPPED_DOCUMENTS, Settings
from ingest.catalog import Catalog, Source, StoredDocument
from ingest.embedding import Encoder
from ingest.generations import Generations, storage_errors
from ingest.parsing import ParsedFile, document_id, parse
from ingest.planning import Plan, make_plan
from ingest.progress import Progress
from ingest.report import Report, failure_entry
from ingest.sources import SourceFile, default_sources
from ingest.writing import GenerationWriter

__all__ = ["Request", "ingest"]

_LOG = logging.getLogger(__name__)
_LOCK_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do.

    `sources` are the roots the user named; none means all recorded ones, or the default
    ones for a new index. `remove` is the id of a document to take out instead of reading
    anything. `jobs` is the number of reading processes, at least 1. With `rebuild` nothing
    of the old generation is reused but its roots.
    """

    sources: Sequence[Source] = ()
    remove: str | None = None
    jobs: int = 1
    rebuild: bool = False


@dataclass(slots=True)
class _State:
    """What the index held before the run; `base` is the generation to start from."""

    base: int | None
    recorded: list[Source]
    stored: dict[str, StoredDocument]
    excluded: set[str]


def ingest(
    request: Request, settings: Settings, load: Callable[[], Encoder], progress: Progress
) -> Report:
    """Bring the index up to date and return the report.

    A run that finds nothing to do leaves the generation as it is. Raises `IndexBusyError`,
    `IndexOutdatedError`, `StorageError`, `ConfigurationError`; the generation that was
    served stays served.
    """
    generations = Generations(settings.index_dir)
    with generations.writing(_LOCK_SECONDS), storage_errors(settings.index_dir):
        return _Run(request, settings, load(), progress, generations).execute()


class _Run:
    def __init__(
        self,
        request: Request,
        settings: Settings,
        encoder: Encoder,
        progress: Progress,
        generations: Generations,
    ) -> None:
        self._request = request
        self._settings = settings
        self._encoder = encoder
        self._progress = progress
        self._generations = generations
        self._state = _read_state(generations, request, encoder.model_id)
        self._report = Report(generation=self._state.base or 0, model=encoder.model_id)

    def execute(self) -> Report:
        started = time.monotonic()
        roots = self._roots()
        plan = self._plan(roots)
        parsed = self._parse(plan)
        self._report.seconds["read"] = time.monotonic() - started
        self._note_standing(plan)
        known = {source.path: source for source in self._state.recorded}
        sources_changed = any(known.get(root.path) != root for root in roots)
        read_well = any(result.error is None for result in parsed)
        if self._state.base is None or plan.removed or read_well or sources_changed:
            self._write(plan, parsed, roots)
        else:
            for (file, _, former), result in zip(plan.changed, parsed, strict=True):
                self._note_failure(file, result.error or "", former)
        self._report.documents.sort(key=lambda entry: str(entry["path"]))
        return self._report

    # --- what there is to do -----------------------------------------------------

    def _roots(self) -> list[Source]:
        if self._request.sources:
            return list(self._request.sources)
        recorded = {source.path: source for source in self._state.recorded}
        defaults = default_sources(self._settings)
        # The shipped corpus belongs to an index that was begun without naming any root.
        for source in defaults:
            if not recorded or not source.shipped:
                recorded.setdefault(source.path, source)
        return list(recorded.values())

    def _plan(self, roots: Sequence[Source]) -> Plan:
        state = self._state
        if self._request.remove:
            chosen = [d for d in state.stored.values() if d.document.id == self._request.remove]
            return Plan(removed=chosen)
        excluded = set() if self._request.sources else state.excluded
        stored = state.stored if state.base is not None else {}
        named = {root.path for root in roots}
        others = [source for source in state.recorded if source.path not in named]
        return make_plan(roots, others, stored, excluded)

    def _parse(self, plan: Plan) -> list[ParsedFile]:
        files = [file for file, _, _ in plan.changed]
        self._progress.stage("Đọc tài liệu", len(files))
        parsed = []
        for result in _parsed(files, self._request.jobs):
            parsed.append(result)
            self._progress.advance()
        return parsed

    def _note_standing(self, plan: Plan) -> None:
        for stored in plan.unchanged:
            self._note(stored, "unchanged")
        for stored in plan.removed:
            self._note(stored, "removed")
        for file, error, known in plan.unreadable:
            self._note_failure(file, error, known)
        for source, documents in plan.lost:
            error = f"Không truy cập được thư mục nguồn «{source.path}»; giữ bản đã đọc trước đó."
            for stored in documents:
                self._note(stored, "failed", error)

    def _note(self, stored: StoredDocument, status: str, error: str | None = None) -> None:
        entry = {**stored.report, "path": stored.document.path, "status": status, "error": error}
        self._report.documents.append(entry)

    def _note_failure(self, file: SourceFile, error: str, known: StoredDocument | None) -> None:
        if known is not None:
            self._note(known, "failed", f"{error} (Giữ bản đã đọc trước đó.)")
            return
        path = file.path.as_posix()
        new = Document(
            document_id(file.path, set()), file.path.stem, None,
            file.kind or DocumentKind.OTHER, None, path,
        )  # fmt: skip
        self._report.documents.append(failure_entry(new, error))

    def _write(self, plan: Plan, parsed: Sequence[ParsedFile], roots: Sequence[Source]) -> None:
        writer = GenerationWriter(
            self._settings, self._encoder, self._progress, self._generations, self._state.base
        )
        outcome = writer.write(plan, parsed, roots, exclude=self._request.remove is not None)
        for entry in outcome.entries:
            self._report.documents.append(entry)
        for file, error, known in outcome.failures:
            self._note_failure(file, error, known)
        self._report.generation = outcome.generation
        self._report.embedded = outcome.times.embedded
        self._report.reused = outcome.times.reused
        self._report.seconds["embed"] = outcome.times.embed
        self._report.seconds["commit"] = outcome.commit


def _read_state(generations: Generations, request: Request, model: str) -> _State:
    current = generations.current()
    if current is None:
        return _State(None, [], {}, set())
    folder = generations.path(current)
    if request.rebuild:
        return _State(None, _recorded_roots(folder), {}, set())
    generations.require_model(generations.manifest(current), model)
    with Catalog.read(folder / "catalog.db") as catalog:
        recorded = [_moved_with_program(source) for source in catalog.sources()]
        return _State(current, recorded, catalog.stored(), catalog.excluded())


def _recorded_roots(folder: Path) -> list[Source]:
    """Return the roots that an index of any version recorded, none if that is unreadable."""
    try:
        with Catalog.read(folder / "catalog.db") as catalog:
            return [_moved_with_program(source) for source in catalog.sources()]
    except (IndexOutdatedError, sqlite3.Error):
        _LOG.warning("the old index does not tell its folders; only the default ones are read")
        return []


def _moved_with_program(source: Source) -> Source:
    return replace(source, path=SHIPPED_DOCUMENTS.as_posix()) if source.shipped else source


def _parsed(files: Sequence[SourceFile], jobs: int) -> Iterator[ParsedFile]:
    if jobs == 1 or len(files) < jobs:
        yield from map(parse, files)
        return
    # Spawned, not forked: the parent holds native threads.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(parse, files)
