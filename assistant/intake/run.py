"""One ingest as a process of its own, so that a crash costs nothing and nobody waits for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

import psutil

from corpus.console import DONE, FAILED_IN_PART, USAGE

__all__ = ["Progress", "Run", "RunState"]

_PROGRAM = Path(__file__).resolve().parents[2]
_GRACE = 5.0  # seconds to tidy up in before the processes are ended
_UNSAID = "Tiến trình đọc tài liệu dừng bất thường; chỉ mục cũ vẫn dùng được. Hãy chạy lại."


class RunState(StrEnum):
    """How a run stands; only `DONE` leaves a report."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `documents` are (path, error or None) in the order they were read."""

    stage: str = ""
    done: int = 0
    total: int = 0
    documents: tuple[tuple[str, str | None], ...] = ()

    @property
    def share(self) -> float:
        """The done part of the stage, 0..1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


class Run:
    """`python -m ingest` with these arguments, begun at once; `report` is the file it writes.

    `environment` is added to this process's own. `failure` is a line for the user.
    """

    def __init__(
        self, arguments: Sequence[str], report: Path, environment: Mapping[str, str]
    ) -> None:
        self.progress = Progress()
        self.report = report
        self.failure: str | None = None
        self._cancelled = False
        self._ended = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest", "--events", f"--report={report}", *arguments],
            cwd=_PROGRAM,
            env={**os.environ, **environment, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            # Its own group: what interrupts the pages' server does not reach it by itself.
            start_new_session=True,
        )
        threading.Thread(target=self._follow, name="ingest-events", daemon=True).start()

    @property
    def state(self) -> RunState:
        """How the run stands now."""
        if not self._ended.is_set():
            return RunState.RUNNING
        if self._cancelled:
            return RunState.CANCELLED
        return RunState.DONE if self.failure is None else RunState.FAILED

    def cancel(self) -> None:
        """End the run and all its processes; what was served stays served."""
        if self._ended.is_set():
            return
        self._cancelled = True
        # Reading processes have groups of their own and outlive a parent that is killed.
        with suppress(psutil.NoSuchProcess):
            family = psutil.Process(self._process.pid).children(recursive=True)
            os.killpg(self._process.pid, signal.SIGINT)
            self._ended.wait(_GRACE)
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            psutil.Process(self._process.pid).kill()
        self._ended.wait(_GRACE)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end; tell whether it has come."""
        return self._ended.wait(seconds)

    def _follow(self) -> None:
        last = ""
        stream: IO[str] | None = self._process.stderr
        for line in stream or ():
            event = _event(line)
            if event is None:
                last = line.strip() or last
            else:
                self.progress = _advanced(self.progress, event)
        code = self._process.wait()
        if code == USAGE:
            self.failure = last
        elif code not in {DONE, FAILED_IN_PART} or not self.report.is_file():
            # A crash ends with the code of a run in which some document failed.
            self.failure = _UNSAID
        self._ended.set()


def _event(line: str) -> dict[str, Any] | None:
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and "event" in event else None


def _advanced(progress: Progress, event: Mapping[str, Any]) -> Progress:
    if event["event"] == "stage":
        return replace(progress, stage=str(event["title"]), done=0, total=int(event["total"]))
    if event["event"] == "document":
        read = (str(event["path"]), event["error"])
        return replace(progress, documents=(*progress.documents, read))
    return replace(progress, done=int(event["done"]))
