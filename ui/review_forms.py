"""What a QMS officer can make of a piece of feedback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from corpus.text import syllables
from ui.archive import Archive, succeeds
from ui.messages.chat import ChatText
from ui.plain_text import clean_question
from ui.state import say

if TYPE_CHECKING:
    from assistant.conversations import Feedback

__all__ = ["draw_forms"]

_HINT = "review_hint"

Place = tuple[str, str]


def draw_forms(feedback: Feedback, places: Mapping[Place, str]) -> None:
    """Draw the forms: a test question, a synonym, or nothing at all.

    `places` are the (document, locator) pairs that the answer knew, with their labels.
    """
    hint: ChatText | None = st.session_state.pop(_HINT, None)
    if hint is not None:
        st.text(say(hint))
    _draw_golden(feedback, places)
    _draw_synonym(feedback)
    st.button(
        say(ChatText.DISMISS),
        icon=":material/close:",
        type="tertiary",
        key=f"dismiss-{feedback.id}",
        on_click=_do,
        args=(lambda it: it.feedback.dismiss(feedback.id),),
    )


def _draw_golden(feedback: Feedback, places: Mapping[Place, str]) -> None:
    key = f"golden-{feedback.id}"
    with st.form(key):
        st.text(say(ChatText.GOLDEN_HELP))
        st.multiselect(
            say(ChatText.GOLDEN_PLACES),
            list(places),
            format_func=places.__getitem__,
            key=f"{key}-places",
            placeholder="",
        )
        document, locator = st.columns([3, 2])
        document.text_input(say(ChatText.GOLDEN_DOCUMENT), key=f"{key}-document")
        locator.text_input(say(ChatText.GOLDEN_LOCATOR), key=f"{key}-locator")
        st.form_submit_button(
            say(ChatText.MAKE_GOLDEN),
            icon=":material/fact_check:",
            on_click=_golden,
            args=(feedback,),
        )


def _golden(feedback: Feedback) -> None:
    key = f"golden-{feedback.id}"
    chosen: list[Place] = st.session_state[f"{key}-places"]
    other = _typed(f"{key}-document"), _typed(f"{key}-locator")
    if any(other) and not all(other):
        st.session_state[_HINT] = ChatText.GOLDEN_HALF
        return
    answers = tuple(chosen) + ((other,) if all(other) else ())
    _do(lambda it: it.feedback.make_golden(feedback.id, answers))


def _draw_synonym(feedback: Feedback) -> None:
    key = f"synonym-{feedback.id}"
    with st.form(key):
        st.text(say(ChatText.SYNONYM_HELP))
        said, official = st.columns(2)
        said.text_input(say(ChatText.SAID), key=f"{key}-said")
        official.text_input(say(ChatText.OFFICIAL), key=f"{key}-official")
        st.form_submit_button(
            say(ChatText.MAKE_SYNONYM),
            icon=":material/sync_alt:",
            on_click=_synonym,
            args=(feedback,),
        )


def _synonym(feedback: Feedback) -> None:
    key = f"synonym-{feedback.id}"
    said, official = _typed(f"{key}-said"), _typed(f"{key}-official")
    if not syllables(said) or not syllables(official):
        st.session_state[_HINT] = ChatText.SYNONYM_EMPTY
        return
    _do(lambda it: it.feedback.make_synonym(feedback.id, said, official))


def _typed(key: str) -> str:
    return clean_question(str(st.session_state[key] or ""))


def _do(work: Callable[[Archive], None]) -> None:
    """Do what was decided; say so where the store does not let it."""
    if not succeeds(work):
        st.session_state[_HINT] = ChatText.NOT_DONE
