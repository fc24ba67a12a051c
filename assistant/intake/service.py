"""What the page of documents does with files: keep, read, correct, take over or give up.

data/intake/report.json     the report of the run that is under way
data/intake/outcome.json    what came of the last run that ended well
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.intake.corrections import Correction, read_correction, write_correction
from assistant.intake.findings import Entry, Finding, Outcome, findings, merged
from assistant.intake.run import Run, RunState
from assistant.intake.uploads import Uploads
from corpus.errors import DocumentError, IndexUnusableError
from corpus.settings import Settings
from ingest.archives import stored_file
from ingest.catalog import Catalog
from ingest.generations import Generations, storage_errors, write_atomically
from ingest.opening import roll_back
from ingest.readers import sidecar_of
from ingest.sources import stated_place
from ingest.staging import Staged, commit, discard, staged

__all__ = ["IntakeService"]


class IntakeService:
    """The one place through which documents come in; shared by all sessions of a server."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._generations = Generations(settings.index_dir)
        self._folder = settings.data / "intake"
        self._lock = threading.RLock()
        self._run: Run | None = None
        self._paths: tuple[str, ...] = ()
        self._goes_on = False
        self.uploads = Uploads(settings.uploads_dir.resolve())

    # --- reading -----------------------------------------------------------------

    @property
    def run(self) -> Run | None:
        """The run that is under way, or the last one if nobody has looked away from it."""
        return self._run

    def start(self, folder: str = "") -> Run:
        """Begin to read the uploads, and a folder of this machine, into a waiting generation.

        Raises `DocumentError` without anything to read, `IndexBusyError` while another
        process writes the index or a run is under way, `StorageError`.
        """
        return self._begin([path.as_posix() for path in self._roots(folder)])

    def read_again(self) -> Run:
        """Read the roots of the last run again; raises what `start` does."""
        outcome = self.outcome()
        return self._begin(list(outcome.paths)) if outcome else self.start()

    def dismiss(self) -> None:
        """Forget a run that has ended."""
        with self._lock:
            self.outcome()
            if self._run is not None and self._run.state is not RunState.RUNNING:
                self._run = None

    def _roots(self, folder: str) -> list[Path]:
        roots = [self.uploads.folder] if self.uploads.files() else []
        if folder.strip():
            named = Path(folder.strip()).expanduser()
            if not named.is_absolute() or not named.is_dir():
                raise DocumentError(
                    "Không có thư mục này trên máy chủ. Hãy ghi đường dẫn đầy đủ của thư mục."
                )
            roots.append(named.resolve())
        if not roots:
            raise DocumentError("Chưa có tệp nào. Hãy chọn tệp hoặc chỉ đường dẫn thư mục.")
        return roots

    def _begin(self, paths: Sequence[str]) -> Run:
        with self._lock:
            self.outcome()
            self.require_free()
            report = (self._folder / "report.json").resolve()
            with storage_errors(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
                report.unlink(missing_ok=True)
            self._paths = tuple(paths)
            waiting = self.waiting()
            self._goes_on = waiting is not None and waiting.base == self._generations.current()
            environment = {
                "ISO_DATA": str(self._settings.data.resolve()),
                "ISO_INDEX": str(self._settings.index_dir.resolve()),
            }
            self._run = Run(["--stage", *paths], report, environment)
            return self._run

    def require_free(self) -> None:
        """Raise `IndexBusyError` if any process is writing the index."""
        with self._generations.writing(0):
            pass

    # --- what came of it ---------------------------------------------------------

    def outcome(self) -> Outcome | None:
        """Return what came of the last run that ended well, None if that is not kept."""
        with self._lock:
            if self._run is not None and self._run.state is RunState.DONE:
                self._collect(self._run)
            return self._kept()

    def findings(self) -> list[Finding]:
        """Return what needs a look in the last outcome, most urgent first."""
        outcome = self.outcome()
        if outcome is None:
            return []
        return findings(outcome.entries, self._codes(outcome))

    def file_of(self, path: str) -> Path | None:
        """Return the file that holds the bytes of a document, None if it is gone."""
        return stored_file(Path(path), self._settings.cache_dir)

    def _collect(self, run: Run) -> None:
        """Keep the report of a run that has ended, once."""
        if not run.report.is_file():
            return
        report: dict[str, Any] = json.loads(run.report.read_text(encoding="utf-8"))
        earlier, entries = self._kept(), report["documents"]
        if earlier is not None and self._goes_on:
            entries = merged(earlier.entries, entries)
        kept = {"generation": report["generation"], "paths": self._paths, "documents": entries}
        with storage_errors(self._folder):
            write_atomically(self._folder / "outcome.json", json.dumps(kept))
            run.report.unlink()

    def _kept(self) -> Outcome | None:
        try:
            kept = json.loads((self._folder / "outcome.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return Outcome(kept["generation"], tuple(kept["documents"]), tuple(kept["paths"]))

    def _codes(self, outcome: Outcome) -> list[tuple[str, str]]:
        """Return (code, path) of the documents of the outcome's generation."""
        path = self._generations.path(outcome.generation) / "catalog.db"
        if not path.is_file():
            return []
        with Catalog.read(path) as catalog:
            return [(d.code, d.path) for d in catalog.documents() if d.code]

    # --- correcting --------------------------------------------------------------

    def correction(self, entry: Entry) -> Correction:
        """Return what people stated of a document so far."""
        return read_correction(self._stated_of(entry))

    def correct(self, entry: Entry, correction: Correction) -> None:
        """State a correction of a document; it counts once the document is read again.

        It is kept beside an upload; of a document in an archive or in a folder of the server,
        where nothing of ours may be written, in the folder of corrections. Raises
        `DocumentError` for a text that is too long, `StorageError`.
        """
        write_correction(self._stated_of(entry), correction)

    def uncounted(self) -> int:
        """Return how many documents have a correction that no run has read yet."""
        try:
            read = (self._folder / "outcome.json").stat().st_mtime_ns
        except FileNotFoundError:
            return 0
        sidecars = [sidecar_of(f.path) for f in self.uploads.files()]
        sidecars += self._settings.corrections_dir.glob("*.yaml")
        return sum(s.is_file() and s.stat().st_mtime_ns > read for s in sidecars)

    def _stated_of(self, entry: Mapping[str, Any]) -> Path:
        path = Path(str(entry["path"]))
        if path.parent == self.uploads.folder and path.is_file():
            return path
        return stated_place(path, self._settings.corrections_dir)

    # --- deciding ----------------------------------------------------------------

    def waiting(self) -> Staged | None:
        """Return the generation that waits for a decision."""
        return staged(self._generations)

    def previous(self) -> int | None:
        """Return the generation that `roll_back` would serve."""
        try:
            return self._generations.previous()
        except IndexUnusableError:
            return None

    def commit(self) -> int:
        """Serve the waiting generation; raises as `ingest.staging.commit`."""
        self.require_free()
        return commit(self._settings)

    def discard(self) -> None:
        """Give the waiting generation up; the uploads stay."""
        self.require_free()
        discard(self._settings)
        with self._lock:
            (self._folder / "outcome.json").unlink(missing_ok=True)

    def roll_back(self) -> int:
        """Serve the generation before the current one; raises as `ingest.opening.roll_back`."""
        self.require_free()
        return roll_back(self._settings)
