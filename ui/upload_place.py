"""The one intake of the process, and what a session has open of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.intake import IntakeService
from corpus.errors import AssistantError
from corpus.settings import load_settings
from ui import markers
from ui.messages.upload import UploadText
from ui.screens import user_line
from ui.state import say

__all__ = ["attempt", "choose", "draw_problem", "forget_problem", "intake", "problem", "shown"]

_SHOWN = "upload_shown"
_PROBLEM = "upload_problem"


@st.cache_resource(show_spinner=False)
def intake() -> IntakeService:
    """Return the intake that all browser sessions share, created at first use."""
    return IntakeService(load_settings())


def shown() -> str | None:
    """Return the path of the document whose findings this session has open."""
    path: str | None = st.session_state.get(_SHOWN)
    return path


def choose(path: object) -> None:
    """Open the document at `path`, a value from the browser; None closes it."""
    st.session_state[_SHOWN] = path if isinstance(path, str) else None


def attempt(work: Callable[[], object]) -> None:
    """Do something that the user asked for; keep the line that says why it was not done."""
    forget_problem()
    try:
        work()
    except AssistantError as error:
        st.session_state[_PROBLEM] = user_line(error)


def forget_problem() -> None:
    """Say no more why the last thing that the user asked for was not done."""
    st.session_state[_PROBLEM] = None


def problem() -> str | None:
    """Return why the last thing that the user asked for was not done, None if it was."""
    line: str | None = st.session_state.get(_PROBLEM)
    return line


def draw_problem() -> None:
    """Say why the last thing that the user asked for was not done."""
    line = problem()
    if line:
        markers.notice(
            "upload-problem",
            {
                "tone": "red",
                "symbol": "error",
                "title": say(UploadText.NOT_DONE),
                "text": line,
                "steps": [],
            },
        )
