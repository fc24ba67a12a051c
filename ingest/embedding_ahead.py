"""Texts of documents that are ready embedded while others are still being read."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, Full, Queue
from types import TracebackType
from typing import Self

from ingest.vectorising import Vectoriser

__all__ = ["EmbeddingAhead"]

_BATCH = 256
_WAITING_DOCUMENTS = 64
_POLL_SECONDS = 0.1


class EmbeddingAhead:
    """Embeds into the cache in a thread of its own; use it as a context manager.

    What is not done when reading ends is left to whoever needs the vectors: it finds in the
    cache what was done here. `embedded` and `seconds` tell how much that was.
    """

    def __init__(self, vectoriser: Vectoriser) -> None:
        self.seconds = 0.0
        self._vectoriser = vectoriser
        self._queue: Queue[Sequence[str]] = Queue(_WAITING_DOCUMENTS)
        self._ended = threading.Event()
        self._thread = ThreadPoolExecutor(1, "embedding-ahead")
        self._work_done: Future[None] | None = None

    @property
    def embedded(self) -> int:
        """How many texts were embedded."""
        return self._vectoriser.embedded

    def __enter__(self) -> Self:
        self._work_done = self._thread.submit(self._work)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.shutdown()
        if error is None and self._work_done is not None:
            self._work_done.result()

    def add(self, texts: Sequence[str]) -> None:
        """Give the texts of a document; waits while many are queued, drops them after a failure."""
        while self._work_done is not None and not self._work_done.done():
            with suppress(Full):
                self._queue.put(texts, timeout=_POLL_SECONDS)
                return

    def _work(self) -> None:
        while not self._ended.is_set():
            texts = self._next()
            started = time.monotonic()
            for first in range(0, len(texts), _BATCH):
                if self._ended.is_set():
                    break
                self._vectoriser.vectors(texts[first : first + _BATCH])
            self.seconds += time.monotonic() - started

    def _next(self) -> list[str]:
        """Return the texts that are waiting, some at least unless the end comes first."""
        texts: list[str] = []
        while len(texts) < _BATCH:
            try:
                texts += self._queue.get(timeout=0.0 if texts else _POLL_SECONDS)
            except Empty:
                break
        return list(dict.fromkeys(texts))
