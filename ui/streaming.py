"""A language model at work on an answer: a thread that writes, and what the page shows of it.

The answer made without the model is on the page before the model is asked. A thread takes the
model's events; the page looks at them a few times a second, and when nobody has looked for a
while (the reader has gone elsewhere) the request is cancelled.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from assistant.model import Answer, Claim
from ui.archive import Archive, open_archive
from ui.loader import EngineHost

if TYPE_CHECKING:
    from assistant.llm import Event, Rewriter

__all__ = ["LOOK", "Writing", "prepare_writing", "start_writing"]

LOOK = 0.25
"""Seconds between two looks of the page at a model's work."""

_AT_ONCE = 8  # answers of the process that a model works on
_LEFT = 6.0  # seconds without a look after which the reader is taken to have left
_BROKEN = "gặp lỗi ngoài dự kiến"

_log = logging.getLogger(__name__)


@dataclass
class Writing:
    """One answer being rewritten.

    `claims` have passed the gate, `draft` has not yet, `dropped` counts what did not pass.
    """

    answer: Answer
    claims: list[Claim] = field(default_factory=list)
    draft: str = ""
    dropped: int = 0
    _work: Future[None] | None = None
    _seen: float = field(default_factory=time.monotonic)
    _stopped: bool = False

    def start(self, worker: Executor, events: Callable[[], Generator[Event]]) -> None:
        """Take what `events` makes, in a thread of `worker`."""
        self._work = worker.submit(self._take_all, events)

    @property
    def done(self) -> bool:
        """Whether `result` is final."""
        return self._stopped or (self._work is not None and self._work.done())

    def result(self) -> Answer:
        """Return the answer to keep; waits for it."""
        error = None if self._stopped or self._work is None else self._work.exception()
        if error is None:
            return self.answer
        from assistant.llm.assembling import failed

        _log.error("the language model failed unexpectedly", exc_info=error)
        return failed(self.answer, _BROKEN)

    def look(self) -> None:
        """Tell that somebody still waits."""
        self._seen = time.monotonic()

    def stop(self) -> None:
        """Keep the answer made without the model."""
        self._stopped = True

    def _take_all(self, events: Callable[[], Generator[Event]]) -> None:
        with closing(events()) as running:
            for event in running:
                if self._stopped or time.monotonic() - self._seen > _LEFT:
                    return
                self._take(event)

    def _take(self, event: Event) -> None:
        from assistant.llm import Draft, Dropped, Finished, Verified

        match event:
            case Draft(text):
                self.draft = text
            case Verified(claim, _):
                self.claims.append(claim)
                self.draft = ""
            case Dropped(_):
                self.dropped += 1
                self.draft = ""
            case Finished(answer):
                self.answer = answer


class _Desk:
    """Opens the configured model when it is first asked; none is opened without one."""

    def __init__(self, host: EngineHost) -> None:
        self._host = host
        self._workers = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="writing")
        self._lock = threading.Lock()
        self._rewriter: Rewriter | None = None

    def start(self, answer: Answer) -> Writing | None:
        """Begin to rewrite an answer; None where no model is configured or needed."""
        archive = open_archive()
        unanswered = answer.refused or answer.error is not None
        if archive is None or not archive.settings.llm_model or unanswered:
            return None
        writing = Writing(answer)
        writing.start(self._workers, lambda: self._events(archive, answer))
        return writing

    def prepare(self) -> None:
        """Open the model before it is needed: its packages take seconds to load."""
        archive = open_archive()
        if archive is not None and archive.settings.llm_model:
            self._workers.submit(self._open, archive)

    def _events(self, archive: Archive, answer: Answer) -> Generator[Event]:
        rewriter = self._open(archive)
        if rewriter is not None:
            yield from rewriter.rewrite(answer)

    def _open(self, archive: Archive) -> Rewriter | None:
        # Seconds of imports, on a worker's thread.
        from assistant.llm import Rewriter

        with self._lock:
            engine = self._host.run(lambda it: it).value
            if self._rewriter is None and engine is not None:
                self._rewriter = Rewriter.open(archive.settings, engine, archive.store)
            return self._rewriter


@st.cache_resource(show_spinner=False, hash_funcs={EngineHost: id})
def _desk(host: EngineHost) -> _Desk:
    desk = _Desk(host)
    desk.prepare()
    return desk


def prepare_writing(host: EngineHost) -> None:
    """Begin to open the configured language model, once for each engine."""
    _desk(host)


def start_writing(host: EngineHost, answer: Answer) -> Writing | None:
    """Have the configured language model rewrite `answer`; None where there is nothing to do."""
    return _desk(host).start(answer)
