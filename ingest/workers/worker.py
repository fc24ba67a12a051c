"""The parent's end of one child process."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from enum import Enum
from pathlib import Path
from typing import IO, cast

import psutil

from corpus.errors import ConfigurationError, DocumentError
from ingest.workers.limits import Limits
from ingest.workers.protocol import Frame, ProtocolError, read_frame, write_frame

__all__ = ["Overrun", "Worker", "WorkerLostError"]

_START_SECONDS = 120.0
_PROGRAM_FOLDER = Path(__file__).resolve().parents[2]


class Overrun(Enum):
    """Why a call came to nothing."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"


class WorkerLostError(Exception):
    """A call came to nothing: stopped at a limit, or the child failed or died of it.

    `detail` is for the log: what the child said of its failure.
    """

    def __init__(self, reason: Overrun, detail: str = "") -> None:
        super().__init__(f"{reason.value} {detail}".rstrip())
        self.reason = reason


class Worker:
    """One child process, started when first needed and again after it was lost.

    `call` belongs to one thread at a time; `check` may be called by another.
    """

    def __init__(self, memory: int, scratch: Path) -> None:
        """`memory` is the limit in bytes, `scratch` the folder for temporary files."""
        self._memory = memory
        self._scratch = scratch
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = threading.Lock()
        self._deadline: float | None = None
        self._overrun: Overrun | None = None
        self._closed = False

    def call(self, function: str, argument: bytes, limits: Limits) -> bytes:
        """Return the JSON that `function` answers to the JSON `argument`.

        Raises `DocumentError` with the child's message, or `WorkerLostError`.
        """
        process = self._running()
        with self._guard:
            self._overrun = None
            self._deadline = time.monotonic() + limits.seconds
        head = json.dumps({"function": function, "seconds": limits.seconds}).encode()
        try:
            write_frame(_pipe(process.stdin), Frame.CALL, head + b"\n" + argument)
            kind, body = read_frame(_pipe(process.stdout))
        except (EOFError, OSError, ProtocolError) as error:
            self._stop()
            raise WorkerLostError(self._overrun or Overrun.CRASH) from error
        finally:
            with self._guard:
                self._deadline = None
        return _result(kind, body)

    def check(self) -> None:
        """Kill the child, with all it started, if its call is over the time or the memory."""
        with self._guard:
            if self._deadline is None or self._process is None:
                return
            if time.monotonic() > self._deadline:
                self._overrun = Overrun.TIME
            elif _resident(self._process.pid) > self._memory:
                self._overrun = Overrun.MEMORY
            else:
                return
            _kill(self._process)

    def close(self) -> None:
        """End the child for good; a call under way, or about to begin, is lost."""
        with self._guard:
            self._closed = True
        self._stop()

    def _stop(self) -> None:
        with self._guard:
            process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                # What was not written any more may still wait in the buffer of a closed pipe.
                with contextlib.suppress(OSError):
                    _pipe(pipe).close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._stop()
        with self._guard:
            if self._closed:
                raise WorkerLostError(Overrun.CRASH)
            process = self._process = _start(self._memory, self._scratch)
            self._deadline = time.monotonic() + _START_SECONDS
        try:
            read_frame(_pipe(process.stdout))
        except (EOFError, ProtocolError) as error:
            self._stop()
            raise ConfigurationError(
                "Không khởi động được tiến trình đọc tài liệu. Hãy kiểm tra bộ nhớ trống, giới hạn"
                " ISO_READING_MEMORY_MB rồi chạy lại."
            ) from error
        return process


def _start(memory: int, scratch: Path) -> subprocess.Popen[bytes]:
    paths = [str(_PROGRAM_FOLDER), os.environ.get("PYTHONPATH", "")]
    # One thread each: the workers themselves are what keeps all cores busy. What a killed
    # child leaves behind lies in the scratch folder and goes with it.
    environment = {
        **os.environ,
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch)),
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "OMP_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "ingest.workers", str(memory)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=environment, start_new_session=True,
    )  # fmt: skip


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    return cast("IO[bytes]", stream)


def _result(kind: Frame, body: bytes) -> bytes:
    if kind is Frame.RESULT:
        return body
    detail = " ".join(body.decode("utf-8", "replace").split())
    if kind is Frame.REFUSED:
        raise DocumentError(detail)
    raise WorkerLostError(Overrun.MEMORY if kind is Frame.NO_MEMORY else Overrun.CRASH, detail)


def _resident(pid: int) -> int:
    """Return the resident bytes of a process and of all it started."""
    total = 0
    with contextlib.suppress(psutil.Error):
        family = psutil.Process(pid)
        for member in (family, *family.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += member.memory_info().rss
    return total


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a child and all it started, also what left its process group."""
    family: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    for member in family:
        with contextlib.suppress(psutil.Error):
            member.kill()
