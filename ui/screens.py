"""States of the whole page: loading, first run, index to rebuild, failure."""

from __future__ import annotations

import logging
from typing import Any

import streamlit as st

from corpus.errors import (
    AssistantError,
    ConfigurationError,
    IndexBusyError,
    IndexMissingError,
    IndexOutdatedError,
)
from ui import markers
from ui.loader import EngineHost
from ui.messages import Text
from ui.plain_text import visible
from ui.state import say

__all__ = ["draw_empty_corpus", "draw_error", "draw_failure", "user_line", "wait_for"]

_POLL = 0.4  # seconds between looks at an engine that is opening
_INGEST = "python -m ingest"

_log = logging.getLogger(__name__)

_TITLES: dict[type[BaseException], tuple[str, Text]] = {
    IndexOutdatedError: ("update", Text.OUTDATED),
    IndexBusyError: ("sync", Text.BUSY),
    ConfigurationError: ("settings_alert", Text.CONFIGURATION),
}


def user_line(error: BaseException) -> str:
    """Return the line that tells the user what happened; log what only developers can use."""
    if isinstance(error, AssistantError):
        return visible(str(error))
    _log.error("unexpected error", exc_info=error)
    return say(Text.UNEXPECTED)


@st.fragment(run_every=_POLL)
def wait_for(host: EngineHost) -> None:
    """Say that the engine opens and run the page again once it has."""
    if host.opened:
        st.rerun()


def draw_failure(host: EngineHost, error: BaseException) -> None:
    """Draw why the engine is not open and the steps to take."""
    if isinstance(error, IndexMissingError):
        draw_empty_corpus(host)
        return
    symbol, title = next(
        (sign for kind, sign in _TITLES.items() if isinstance(error, kind)),
        ("error", Text.FAILED),
    )
    steps = [_step(Text.STEP_REBUILD, _INGEST)] if isinstance(error, IndexOutdatedError) else []
    _draw(
        host,
        {
            "tone": "orange",
            "symbol": symbol,
            "title": say(title),
            "text": user_line(error),
            "steps": steps,
        },
    )


def draw_error(key: str, line: str) -> None:
    """Draw in a line why something the user asked for was not done; `line` may be anybody's."""
    markers.notice(
        key, {"tone": "red", "symbol": "error", "title": visible(line), "text": None, "steps": []}
    )


def draw_empty_corpus(host: EngineHost) -> None:
    """Draw the first run: how to bring documents in."""
    _draw(
        host,
        {
            "tone": "teal",
            "symbol": "folder_open",
            "title": say(Text.FIRST_RUN),
            "text": say(Text.FIRST_RUN_HELP),
            "steps": [
                _step(Text.STEP_SHIPPED, _INGEST),
                _step(Text.STEP_OWN, f"{_INGEST} {say(Text.FOLDER)}"),
                _step(Text.STEP_RETRY, None),
            ],
        },
    )


def _step(text: Text, command: str | None) -> dict[str, str | None]:
    return {"text": say(text), "command": command}


def _draw(host: EngineHost, data: dict[str, Any]) -> None:
    with st.container(key="state"):
        markers.notice("page-state", data)
        st.button(say(Text.RETRY), icon=":material/refresh:", type="primary", on_click=host.reopen)
