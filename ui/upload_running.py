"""A run of reading under way, and how it ended."""

from __future__ import annotations

import itertools
from pathlib import Path

import streamlit as st

from assistant.intake import Progress, Run, RunState
from ui import markers
from ui.messages.upload import UploadText
from ui.plain_text import visible
from ui.state import say
from ui.upload_place import choose

__all__ = ["draw_end", "draw_running"]

_POLL = 1.0  # seconds between looks at a run
_SHOWN = 12


@st.fragment(run_every=_POLL)
def draw_running(run: Run) -> None:
    """Draw how far the run is, document by document, until it ends."""
    if run.state is not RunState.RUNNING:
        choose(None)
        st.rerun()
    progress = run.progress
    st.progress(progress.share, _stage(progress))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(say(UploadText.CANCEL), icon=":material/stop_circle:", on_click=run.cancel)
        st.caption(say(UploadText.RUNNING_HELP))
    if progress.documents:
        markers.details("upload-progress", _documents(progress))


def draw_end(run: Run) -> None:
    """Say that the run was stopped or failed; a report speaks for itself."""
    if run.state is RunState.CANCELLED:
        _notice("orange", "stop_circle", say(UploadText.CANCELLED), say(UploadText.CANCELLED_HELP))
    elif run.state is RunState.FAILED:
        _notice("red", "error", say(UploadText.FAILED), visible(run.failure or ""))


def _stage(progress: Progress) -> str:
    if not progress.total:
        return say(UploadText.STARTING)
    return say(UploadText.DONE_OF, stage=progress.stage, done=progress.done, total=progress.total)


def _documents(progress: Progress) -> dict[str, object]:
    """Return the failed documents, then the newest others."""
    failed = [item for item in reversed(progress.documents) if item[1]]
    read = [item for item in reversed(progress.documents) if not item[1]]
    return {
        "heading": say(UploadText.DOCUMENTS_READ, count=len(progress.documents)),
        "facts": [
            {
                "label": visible(Path(path).name),
                "value": visible(error or say(UploadText.READ_WELL)),
                "mark": _failed() if error else None,
            }
            for path, error in itertools.islice((*failed, *read), _SHOWN)
        ],
    }


def _failed() -> dict[str, str]:
    return {"tone": "red", "symbol": "error", "label": say(UploadText.FAILED)}


def _notice(tone: str, symbol: str, title: str, text: str) -> None:
    data = {"tone": tone, "symbol": symbol, "title": title, "text": text, "steps": []}
    markers.notice("upload-end", data)
