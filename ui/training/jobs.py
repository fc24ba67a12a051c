"""Batches at work: a thread of the server each, whichever browser looks at it."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from corpus.errors import AssistantError
from ui.loader import EngineHost

if TYPE_CHECKING:
    from assistant.training import Batches

__all__ = ["Jobs", "jobs"]

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    """One run of a batch; `error` is why it ended before its time."""

    stopped: threading.Event = field(default_factory=threading.Event)
    error: AssistantError | None = None
    running: bool = True


class Jobs:
    """Runs batches, one at a time in the order in which they were started.

    What is answered is kept answer by answer, so the threads are daemons: a server that ends
    waits for none, and the batch goes on when it is started again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._jobs: dict[str, _Job] = {}

    def start(self, host: EngineHost, batches: Batches, batch: str) -> None:
        """Answer what waits in a batch; does nothing while it is being answered."""
        with self._lock:
            if self.running(batch):
                return
            job = self._jobs[batch] = _Job()
        threading.Thread(
            target=self._work, args=(host, batches, batch, job), name="batch", daemon=True
        ).start()

    def stop(self, batch: str) -> None:
        """End a run after the question that is being answered."""
        job = self._jobs.get(batch)
        if job is not None:
            job.stopped.set()

    def running(self, batch: str) -> bool:
        """Tell whether a batch is being answered or waits for its turn."""
        job = self._jobs.get(batch)
        return job is not None and job.running

    def failure(self, batch: str) -> AssistantError | None:
        """Return why the last run of a batch broke off, None where it did not."""
        job = self._jobs.get(batch)
        return job.error if job is not None else None

    def _work(self, host: EngineHost, batches: Batches, batch: str, job: _Job) -> None:
        def go_on() -> bool:
            return not job.stopped.is_set()

        try:
            with self._turn:
                # The engine itself, not its worker thread: the chat goes on in between.
                engine = host.run(lambda opened: opened).value
                if engine is not None and not job.stopped.is_set():
                    batches.run(batch, engine, go_on)
        except AssistantError as error:
            _log.warning("batch broke off", exc_info=error)
            job.error = error
        finally:
            job.running = False


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """Return the batches at work in this process."""
    return Jobs()
