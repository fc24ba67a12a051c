"""A language model at work on an answer: a thread that writes, and what the page shows of it.

The answer made without the model is on the page before the model is asked. A thread takes the
model's events; the page looks at them a few times a second, and when nobody has looked for a
while (the reader has gone elsewhere) the request is cancelled.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from assistant.model import Answer, Claim
from corpus.errors import AssistantError, ConfigurationError
from corpus.settings import Settings
from ui.archive import open_archive
from ui.loader import EngineHost

if TYPE_CHECKING:
    from assistant.conversations import Turn
    from assistant.llm import Completed, Event, Finished, Rewriter

__all__ = ["LOOK", "Writing", "complete", "plan_writing", "prepare_writing", "start_writing"]

T = TypeVar("T")

LOOK = 0.25
"""Seconds between two looks of the page at a model's work."""

_AT_ONCE = 8  # answers of the process that a model works on; the next ones do without it
_LEFT = 6.0  # seconds without a look after which the reader is taken to have left
_BROKEN = "gặp lỗi ngoài dự kiến"
_UNUSABLE = "chưa được cấu hình đúng"

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
    def started(self) -> bool:
        """Whether the model is, or was, at work."""
        return self._work is not None

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
    """Opens the configured model ahead of the first question; none is opened without one."""

    def __init__(self, host: EngineHost) -> None:
        self._host = host
        self._free = threading.Semaphore(_AT_ONCE)
        # One more than that, which turns the others away at once.
        self._workers = ThreadPoolExecutor(_AT_ONCE + 1, thread_name_prefix="writing")
        self._readers = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="completing")
        # A thread of its own: answers that wait for the model must not keep it from opening.
        self._opener = ThreadPoolExecutor(1, thread_name_prefix="opening")
        self._lock = threading.Lock()
        self._opening: Future[Rewriter | None] = self._opener.submit(self._open)

    def start(self, writing: Writing, patience: float) -> None:
        """Begin to rewrite an answer; a model that opens later than `patience` is too slow."""
        writing.start(self._workers, lambda: self._events(writing.answer, patience))

    def complete(
        self, question: str, turns: Sequence[Turn], then: Callable[[Completed], T]
    ) -> Future[T] | None:
        """Have a follow-up made complete, `then` called; None where the model is not needed."""
        from assistant.conversations import leans

        settings = _model_settings()
        patience = settings.llm_question_seconds if settings else 0
        if not patience or not leans(question):
            return None
        return self._readers.submit(lambda: then(self._completed(question, turns, patience)))

    def _completed(self, question: str, turns: Sequence[Turn], patience: float) -> Completed:
        from sqlalchemy.exc import SQLAlchemyError

        from assistant.llm import Completed
        from assistant.llm.client import BUSY, SLOW

        if not self._free.acquire(blocking=False):
            return Completed(None, BUSY)
        try:
            rewriter = self._opened().result(timeout=patience)
            return rewriter.complete(question, turns) if rewriter else Completed(None)
        except TimeoutError:
            return Completed(None, SLOW)
        except ConfigurationError:
            _log.exception("the language model cannot be opened")
            return Completed(None, _UNUSABLE)
        except (AssistantError, SQLAlchemyError, OSError):
            _log.exception("a follow-up could not be made complete")
            return Completed(None, _BROKEN)
        finally:
            self._free.release()

    def _events(self, answer: Answer, patience: float) -> Generator[Event]:
        """Rewrite `answer`, unless the model already has as much to do as it may."""
        from assistant.llm.client import BUSY

        if not self._free.acquire(blocking=False):
            yield _not_rewritten(answer, BUSY)
            return
        try:
            yield from self._rewritten(answer, patience)
        finally:
            self._free.release()

    def _rewritten(self, answer: Answer, patience: float) -> Generator[Event]:
        """Rewrite `answer`; a model that does not open within `patience` seconds is too slow."""
        from assistant.llm.client import SLOW

        try:
            rewriter = self._opened().result(timeout=patience)
        except TimeoutError:
            yield _not_rewritten(answer, SLOW)
        except ConfigurationError:
            _log.exception("the language model cannot be opened")
            yield _not_rewritten(answer, _UNUSABLE)
        else:
            if rewriter is not None:
                yield from rewriter.rewrite(answer)

    def _opened(self) -> Future[Rewriter | None]:
        """Return the model being opened; one that could not be opened is tried again."""
        with self._lock:
            done = self._opening.done()
            if done and (self._opening.exception() or self._opening.result() is None):
                self._opening = self._opener.submit(self._open)
            return self._opening

    def _open(self) -> Rewriter | None:
        """Open the model where one is configured, once there is an engine for it to serve."""
        archive = open_archive()
        if archive is None or not archive.settings.llm_model:
            return None
        engine = self._host.run(lambda it: it).value
        if engine is None:
            return None
        # Seconds of imports, which the engine's own must not wait for.
        from assistant.llm import Rewriter

        return Rewriter.open(archive.settings, engine, archive.store)


def _not_rewritten(answer: Answer, reason: str) -> Finished:
    from assistant.llm import Finished
    from assistant.llm.assembling import failed

    return Finished(failed(answer, reason))


@st.cache_resource(show_spinner=False, hash_funcs={EngineHost: id})
def _desk(host: EngineHost) -> _Desk:
    return _Desk(host)


def prepare_writing(host: EngineHost) -> None:
    """Begin to open the configured language model, once for each engine."""
    _desk(host)


def complete(
    host: EngineHost, question: str, turns: Sequence[Turn], then: Callable[[Completed], T]
) -> Future[T] | None:
    """Have the configured model make a follow-up question complete, then call `then` with it.

    None where no model is configured or the question stands alone.
    """
    return _desk(host).complete(question, turns, then)


def plan_writing(answer: Answer) -> Writing | None:
    """Return what will rewrite `answer`, not begun; None where no model is configured or needed."""
    if _model_settings() is None or answer.refused or answer.error is not None:
        return None
    return Writing(answer)


def start_writing(host: EngineHost, writing: Writing) -> None:
    """Have the configured language model begin, unless it has.

    Called when the page stands: its sources must not wait for the thread that asks the model.
    """
    settings = _model_settings()
    if settings is not None and not writing.started:
        _desk(host).start(writing, settings.llm_first_seconds)


def _model_settings() -> Settings | None:
    """Return the settings where a language model is configured and the store can be opened."""
    archive = open_archive()
    return archive.settings if archive is not None and archive.settings.llm_model else None
