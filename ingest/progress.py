"""Progress of long work: a bar, plain lines, JSON lines for another program, or nothing."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    import rich.progress

__all__ = ["EventProgress", "PlainProgress", "Progress", "QuietProgress", "terminal_progress"]

_SECONDS_BETWEEN_LINES = 5.0


class Progress(Protocol):
    """Told what is being done and how far it is."""

    def stage(self, title: str, total: int) -> None:
        """Begin a stage of `total` steps."""

    def advance(self, steps: int = 1) -> None:
        """Note that `steps` more steps of the stage are done."""

    def document(self, path: Path, error: str | None) -> None:
        """Note that a document was read, or why it could not be."""


class QuietProgress:
    """Says nothing."""

    def stage(self, title: str, total: int) -> None:
        """Ignore it."""

    def advance(self, steps: int = 1) -> None:
        """Ignore it."""

    def document(self, path: Path, error: str | None) -> None:
        """Ignore it."""


class PlainProgress:
    """Writes a line when a stage begins, when it ends, and every few seconds between."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._title, self._total, self._done = "", 0, 0
        self._last_line = 0.0

    def stage(self, title: str, total: int) -> None:
        """Begin a stage and say so."""
        self._title, self._total, self._done = title, total, 0
        self._say(f"{title}: {total}")

    def advance(self, steps: int = 1) -> None:
        """Count, and say so if some seconds have passed."""
        self._done += steps
        finished = self._done >= self._total
        if finished or time.monotonic() - self._last_line > _SECONDS_BETWEEN_LINES:
            self._say(f"{self._title}: {self._done}/{self._total}")

    def document(self, path: Path, error: str | None) -> None:
        """Ignore it: the summary at the end names what could not be read."""

    def _say(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()
        self._last_line = time.monotonic()


class EventProgress:
    """Writes a JSON object a line, for the program that started this one.

    {"event": "stage", "title", "total"}; {"event": "advance", "done"}, steps of the stage so
    far; {"event": "document", "path", "error"}.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._done = 0

    def stage(self, title: str, total: int) -> None:
        """Write that a stage begins."""
        self._done = 0
        self._write(event="stage", title=title, total=total)

    def advance(self, steps: int = 1) -> None:
        """Write how many steps of the stage are done."""
        self._done += steps
        self._write(event="advance", done=self._done)

    def document(self, path: Path, error: str | None) -> None:
        """Write that a document was read, or why it could not be."""
        self._write(event="document", path=path.as_posix(), error=error)

    def _write(self, **event: object) -> None:
        self._stream.write(f"{json.dumps(event)}\n")
        self._stream.flush()


@contextmanager
def terminal_progress(stream: TextIO = sys.stderr) -> Iterator[Progress]:
    """Give a rich progress bar if `stream` is a terminal, plain lines otherwise."""
    if not stream.isatty():
        yield PlainProgress(stream)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with RichProgress(*columns, console=Console(file=stream)) as bar:
        yield _RichBar(bar)


class _RichBar:
    def __init__(self, bar: rich.progress.Progress) -> None:
        self._bar = bar
        self._task: rich.progress.TaskID | None = None

    def stage(self, title: str, total: int) -> None:
        self._task = self._bar.add_task(title, total=total)

    def advance(self, steps: int = 1) -> None:
        if self._task is not None:
            self._bar.advance(self._task, steps)

    def document(self, path: Path, error: str | None) -> None:
        """Ignore it, as `PlainProgress` does."""
