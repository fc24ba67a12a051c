"""The part "Nạp tài liệu" of the library: choose, read, look at the report, decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.intake import Conflict, RunState, SavedFile
from assistant.intake.uploads import LARGEST
from corpus.errors import DocumentError
from ingest.readers import SUFFIXES
from ui import markers
from ui.loader import EngineHost
from ui.messages.upload import UploadText
from ui.plain_text import visible
from ui.state import say
from ui.upload_document import draw_document
from ui.upload_place import attempt, draw_problem, forget_problem, intake, problem, shown
from ui.upload_report import draw_decision, draw_findings
from ui.upload_running import draw_end, draw_running

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

__all__ = ["draw_upload"]

_FILES, _ROUND = "upload_files", "upload_round"
_FOLDER, _CONFLICT, _REMOVED = "upload_folder", "upload_conflict", "upload_removed"
_TYPES = sorted(suffix.removeprefix(".") for suffix in SUFFIXES | {".zip"})
_MOST_NAMES = 5


def draw_upload(host: EngineHost) -> None:
    """Draw the part; nothing of it needs an index."""
    service = intake()
    outcome = service.outcome()
    open_entry = outcome.entry(shown() or "") if outcome else None
    left, right = st.columns([11, 9], gap="medium")
    with left, st.container(key="library-part"):
        draw_problem()
        run = service.run
        if run is not None and run.state is RunState.RUNNING:
            draw_running(run)
            return
        if run is not None:
            draw_end(run)
        if outcome is not None:
            draw_decision(host, outcome)
            draw_findings(outcome)
        _draw_choice(service.uploads.files())
    if outcome is not None and open_entry is not None:
        with right:
            draw_document(outcome, open_entry)


def _draw_choice(kept: list[SavedFile]) -> None:
    if not kept:
        markers.notice(
            "upload-none",
            {
                "tone": "teal",
                "symbol": "upload_file",
                "title": say(UploadText.KEPT_NONE),
                "text": say(UploadText.KEPT_NONE_HELP),
                "steps": [],
            },
        )
    chosen: list[UploadedFile] = st.file_uploader(
        say(UploadText.CHOOSE),
        type=_TYPES,
        accept_multiple_files=True,
        max_upload_size=LARGEST >> 20,
        key=_files_key(),
        on_change=forget_problem,
    )
    if chosen:
        st.caption(say(UploadText.RECEIVED, count=len(chosen)))
    st.caption(say(UploadText.CHOOSE_HELP, limit=LARGEST >> 20))
    _draw_conflict(chosen)
    st.text_input(
        say(UploadText.FOLDER),
        placeholder=say(UploadText.FOLDER_HINT),
        icon=":material/folder:",
        key=_FOLDER,
    )
    st.button(say(UploadText.READ), type="primary", icon=":material/play_arrow:", on_click=_start)
    st.caption(say(UploadText.READ_HELP))
    if kept:
        _draw_kept(kept)


def _draw_conflict(chosen: list[UploadedFile]) -> None:
    """Ask, before anything is overwritten, what to do with names that are taken."""
    taken = [file.name for file in chosen if _is_taken(file.name)]
    if not taken:
        return
    names = ", ".join(map(visible, taken[:_MOST_NAMES])) + (" …" if taken[_MOST_NAMES:] else "")
    st.text(say(UploadText.TAKEN, names=names))
    st.segmented_control(
        say(UploadText.TAKEN, names=len(taken)),
        list(Conflict),
        default=Conflict.REFUSE,
        required=True,
        format_func=lambda choice: say(
            UploadText.REPLACE if choice is Conflict.REPLACE else UploadText.SKIP
        ),
        label_visibility="collapsed",
        key=_CONFLICT,
    )


def _is_taken(name: str) -> bool:
    try:
        return intake().uploads.taken(name)
    except DocumentError:
        return False


def _files_key() -> str:
    """Return the key of the chooser; a new one empties it."""
    return f"{_FILES}_{st.session_state.get(_ROUND, 0)}"


def _start() -> None:
    chosen: list[UploadedFile] = st.session_state.get(_files_key()) or []
    attempt(lambda: _save(chosen))
    if problem() is not None:
        return
    if chosen:
        # Not when it is empty: files may be on their way to it, and would be lost.
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    attempt(lambda: intake().start(st.session_state.get(_FOLDER) or ""))


def _save(chosen: list[UploadedFile]) -> None:
    conflict = st.session_state.get(_CONFLICT) or Conflict.REFUSE
    for file in chosen:
        if conflict is Conflict.REPLACE or not intake().uploads.taken(file.name):
            file.seek(0)
            intake().uploads.save(file.name, file, conflict)


def _draw_kept(kept: list[SavedFile]) -> None:
    names = {file.name: file for file in kept}
    with st.expander(say(UploadText.KEPT_FILES, count=len(kept)), icon=":material/folder_open:"):
        markers.details(
            "upload-kept",
            {
                "heading": None,
                "facts": [
                    {"label": visible(file.name), "value": _megabytes(file.size)} for file in kept
                ],
            },
        )
        name = st.selectbox(
            say(UploadText.REMOVE_FILE), list(names), index=None, format_func=visible, key=_REMOVED
        )
        st.button(
            say(UploadText.REMOVE),
            icon=":material/delete:",
            disabled=name is None,
            on_click=lambda: attempt(lambda: intake().uploads.remove(name or "")),
        )


def _megabytes(size: int) -> str:
    return say(UploadText.SIZE, size=f"{size / 1_000_000:.2f}")
