"""Opens the engine in the background and runs every call to it on one worker thread.

One thread keeps the page free while models load and gives the engine, which readers of
several browser sessions share, one caller at a time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import streamlit as st

from ui.offline import go_offline

if TYPE_CHECKING:
    from assistant.engine import Engine

__all__ = ["EngineHost", "Outcome", "engine_host", "open_engine", "outcome"]

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The value of a finished call, or the error it raised; exactly one is set."""

    value: T | None
    error: BaseException | None


class EngineHost:
    """The one engine of the process: opening, open, or failed to open."""

    def __init__(self, open_engine: Callable[[], Engine]) -> None:
        self._open_engine = open_engine
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine")
        self._opening: Future[Engine] = self._worker.submit(open_engine)

    @property
    def opened(self) -> bool:
        """Whether opening has ended, well or not."""
        return self._opening.done()

    @property
    def failure(self) -> BaseException | None:
        """Why the engine could not be opened; None while it opens and once it is open."""
        return self._opening.exception() if self._opening.done() else None

    def reopen(self) -> None:
        """Try again after a failure; does nothing while the engine opens or is open."""
        if self.failure is not None:
            self._opening = self._worker.submit(self._open_engine)

    def start(self, work: Callable[[Engine], T]) -> Future[T]:
        """Have `work` called with the open engine; what comes of it stands in the future."""
        return self._worker.submit(lambda: work(self._opening.result()))

    def run(self, work: Callable[[Engine], T]) -> Outcome[T]:
        """Call `work` with the open engine and wait for it; errors come back, never raised."""
        return outcome(self.start(work))


def outcome(future: Future[T]) -> Outcome[T]:
    """Wait for a call to the engine and return what came of it."""
    error = future.exception()
    if error is not None:
        _log.info("engine call failed", exc_info=error)
        return Outcome(None, error)
    return Outcome(future.result(), None)


def open_engine() -> Engine:
    """Open the engine over the configured index.

    Raises:
        AssistantError: with a message for the user, when settings or index cannot be used.

    """
    go_offline()
    # Seconds of imports, which the first paint must not wait for.
    from assistant.engine import Engine
    from corpus.settings import load_settings

    return Engine.open(load_settings())


@st.cache_resource(show_spinner=False)
def engine_host() -> EngineHost:
    """Return the engine host that all browser sessions share, created at first use."""
    return EngineHost(open_engine)
