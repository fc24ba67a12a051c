"""One ingest run: from roots to a new generation and a report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.model import Document, DocumentKind
from corpus.registers import load_situations
from corpus.settings import Settings
from ingest.archives import Archives
from ingest.catalog import Source, StoredDocument
from ingest.clause_model import situations_fingerprint
from ingest.embedding import Encoder
from ingest.embedding_ahead import EmbeddingAhead
from ingest.generations import Generations, storage_errors
from ingest.intake import Intake
from ingest.opening import LOCK_SECONDS
from ingest.parsing import document_id
from ingest.planning import Plan, PlannedFile, make_plan
from ingest.progress import Progress, QuietProgress
from ingest.report import Report, failure_entry
from ingest.sources import Finder, SourceFile, default_sources
from ingest.state import read_state
from ingest.vectorising import Vectoriser
from ingest.workers import WorkerPool
from ingest.writing import GenerationWriter

__all__ = ["Request", "available_cores", "ingest"]


def available_cores() -> int:
    """Return how many processor cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do.

    `sources` are the roots the user named; none means all recorded ones, or the default
    ones for a new index. `remove` is the id of a document to take out instead of reading
    anything. `jobs` is the number of reading processes, at least 1. With `rebuild` nothing
    of the old generation is reused but its roots. With `stage` the new generation is not
    served before `ingest.staging.commit`.
    """

    sources: Sequence[Source] = ()
    remove: str | None = None
    jobs: int = field(default_factory=available_cores)
    rebuild: bool = False
    stage: bool = False


def ingest(
    request: Request, settings: Settings, load: Callable[[], Encoder], progress: Progress
) -> Report:
    """Bring the index up to date and return the report.

    A run that finds nothing to do leaves the generation as it is. Raises `IndexBusyError`,
    `IndexOutdatedError`, `StorageError`, `ConfigurationError`; the generation that was
    served stays served.
    """
    generations = Generations(settings.index_dir)
    with generations.writing(LOCK_SECONDS), storage_errors(settings.index_dir):
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
        self._state = read_state(
            generations, encoder.model_id, rebuild=request.rebuild, staging=request.stage
        )
        self._report = Report(generation=self._state.base or 0, model=encoder.model_id)
        self._flags: list[tuple[StoredDocument, str | None]] = []

    def execute(self) -> Report:
        with WorkerPool(self._request.jobs, self._settings.reading_memory_mb << 20) as pool:
            started = time.monotonic()
            roots = self._roots()
            archives = Archives(self._settings.cache_dir, pool)
            plan = self._plan(roots, Finder(archives, self._settings.corrections_dir))
            self._note_standing(plan)
            with self._writer() as writer:
                ahead = self._read(plan, roots, pool, writer)
                self._report.seconds["read"] = time.monotonic() - started
                self._finish(plan, roots, writer, ahead)
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

    def _plan(self, roots: Sequence[Source], finder: Finder) -> Plan:
        state = self._state
        if self._request.remove:
            chosen = [d for d in state.stored.values() if d.document.id == self._request.remove]
            return Plan(removed=chosen)
        excluded = set() if self._request.sources else state.excluded
        stored = state.stored if state.base is not None else {}
        named = {root.path for root in roots}
        others = [source for source in state.recorded if source.path not in named]
        return make_plan(roots, others, stored, excluded, finder)

    # --- reading, storing and embedding at the same time -------------------------

    def _writer(self) -> GenerationWriter:
        return GenerationWriter(
            self._settings, self._encoder, self._progress, self._generations, self._state.base
        )

    def _read(
        self, plan: Plan, roots: Sequence[Source], pool: WorkerPool, writer: GenerationWriter
    ) -> EmbeddingAhead:
        ahead = EmbeddingAhead(Vectoriser(self._settings, self._encoder, QuietProgress()))
        planned = {file: (file, mark, known) for file, mark, known in plan.changed}
        self._progress.stage("Đọc tài liệu", len(planned))
        with ahead, Intake(pool, self._settings.cache_dir) as intake:
            for result in intake.results(list(planned)):
                if result.reading is None or result.structured is None:
                    self._fail(planned[result.file], result.error or "")
                else:
                    if not writer.begun:
                        writer.begin(plan, roots)
                    entry, texts = writer.store(
                        planned[result.file], result.reading, result.structured
                    )
                    self._report.documents.append(entry)
                    ahead.add(texts)
                self._progress.document(result.file.path, result.error)
                self._progress.advance()
        return ahead

    def _fail(self, planned: PlannedFile, error: str) -> None:
        file, _, known = planned
        self._note_failure(file, error, known)
        if known is not None:
            self._flags.append((known, error))

    def _finish(
        self,
        plan: Plan,
        roots: Sequence[Source],
        writer: GenerationWriter,
        ahead: EmbeddingAhead,
    ) -> None:
        flags = [(stored, error) for stored, error in self._flags if _error_of(stored) != error]
        if not writer.begun:
            recorded = {source.path: source for source in self._state.recorded}
            sources_changed = any(recorded.get(root.path) != root for root in roots)
            changed = plan.removed or sources_changed or flags or self._situations_changed()
            if not (self._state.base is None or changed):
                return
            writer.begin(plan, roots)
        for stored, error in flags:
            writer.flag(stored, error)
        outcome = writer.finish(
            exclude=plan.removed if self._request.remove is not None else (),
            staged=self._request.stage,
        )
        report = self._report
        report.generation = outcome.generation
        report.embedded = outcome.times.embedded + ahead.embedded
        report.reused = outcome.times.reused - ahead.embedded
        report.seconds["embed"] = outcome.times.embed + ahead.seconds
        report.seconds["commit"] = outcome.commit

    def _situations_changed(self) -> bool:
        """Tell whether the registers have other situations than the current generation."""
        if self._state.base is None:
            return False
        now = situations_fingerprint(load_situations(self._settings.register_folders))
        return self._generations.manifest(self._state.base).situations != now

    # --- the report --------------------------------------------------------------

    def _note_standing(self, plan: Plan) -> None:
        for stored in plan.unchanged:
            self._note(stored, "unchanged")
            self._flags.append((stored, None))
        for stored in plan.removed:
            self._note(stored, "removed")
        for file, error, known in plan.unreadable:
            self._note_failure(file, error, known)
            if known is not None:
                self._flags.append((known, error))
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
        # A name in another encoding than the system's has no UTF-8 form.
        path, title = (
            part.encode("utf-8", "replace").decode()
            for part in (file.path.as_posix(), file.path.stem)
        )
        new = Document(
            document_id(file.path, set()), title, None, file.kind or DocumentKind.OTHER, None, path
        )
        self._report.documents.append(failure_entry(new, error))


def _error_of(stored: StoredDocument) -> str | None:
    error: str | None = stored.report.get("error")
    return error
