"""Calls on several child processes at once, watched for time and memory."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import LifoQueue
from tempfile import TemporaryDirectory
from typing import Self, TypeVar

from pydantic import ValidationError

from ingest.workers.limits import Limits
from ingest.workers.protocol import adapters, name_of
from ingest.workers.worker import Overrun, Worker, WorkerLostError

__all__ = ["WorkerPool"]

_WATCH_SECONDS = 0.25

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class WorkerPool:
    """At most `size` child processes, each started when first needed and kept.

    `memory` is the limit of each in bytes. Use it as a context manager: leaving it drops
    calls that have not begun and kills the children.
    """

    def __init__(self, size: int, memory: int) -> None:
        self.size = size
        self._memory = memory
        self._scratch = TemporaryDirectory(prefix="workers-", ignore_cleanup_errors=True)
        self._workers = [Worker(memory, Path(self._scratch.name)) for _ in range(size)]
        # The last one that was used comes first, so that few calls start few processes.
        self._free: LifoQueue[Worker] = LifoQueue()
        self._threads = ThreadPoolExecutor(size, "worker")
        self._closed = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="worker-watch", daemon=True)
        for worker in self._workers:
            self._free.put(worker)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()
        self._closed.set()
        self._watcher.join()
        self._scratch.cleanup()

    def submit(
        self, function: Callable[[Argument], Result], argument: Argument, seconds: float
    ) -> Future[Result]:
        """Call a top-level function of this program in a child, within `seconds`.

        `function` takes one argument; that and the result must be fully typed data that
        pydantic can write as JSON. The future raises `DocumentError` for a deliberate
        error, `WorkerLostError` for anything else.
        """
        limits = Limits(self._memory, seconds)
        return self._threads.submit(self._call, function, argument, limits)

    def _call(
        self, function: Callable[[Argument], Result], argument: Argument, limits: Limits
    ) -> Result:
        accepts, returns = adapters(function)
        worker = self._free.get()
        try:
            answer = worker.call(name_of(function), accepts.dump_json(argument), limits)
        finally:
            self._free.put(worker)
        try:
            result: Result = returns.validate_json(answer, strict=False)
        except ValidationError as error:
            raise WorkerLostError(Overrun.CRASH) from error
        return result

    def _watch(self) -> None:
        while not self._closed.wait(_WATCH_SECONDS):
            for worker in self._workers:
                worker.check()
