"""The question box with its folded filters."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from assistant.model import QueryOptions
from corpus.model import DocumentKind
from ui import markers
from ui.messages import Text
from ui.plain_text import MAX_QUESTION, clean_question
from ui.state import (
    AS_OF,
    EDITION,
    KINDS_CHOSEN,
    Conversation,
    clear_filters,
    describe,
    options,
    say,
)
from ui.vocabulary import KINDS

__all__ = ["draw_composer", "submit"]

_EDITIONS = ("2015", "2008")
_EARLIEST, _LATEST = dt.date(1945, 9, 2), dt.date(2100, 12, 31)


def draw_composer(talk: Conversation) -> None:
    """Draw the question box; what is sent is added to the conversation."""
    with st.container(key="composer", gap="xsmall"):
        if talk.hint:
            markers.notice("hint", _hint(talk.hint))
        _draw_filters()
        more = Text.ASK_MORE_PLACEHOLDER if talk.exchanges else Text.ASK_PLACEHOLDER
        st.chat_input(say(more), key="question", on_submit=_submitted, args=(talk,))


def submit(
    talk: Conversation,
    question: str,
    chosen: QueryOptions | None = None,
    *,
    complete: bool = False,
) -> None:
    """Add a question to the conversation, or a hint why it cannot be asked.

    Without `chosen` the filters of the session hold; a `complete` question leans on nothing.
    """
    cleaned = clean_question(question)
    talk.hint = None
    if not cleaned:
        talk.hint = say(Text.QUESTION_EMPTY)
    elif len(cleaned) > MAX_QUESTION:
        talk.hint = say(Text.QUESTION_TOO_LONG, length=len(cleaned), limit=MAX_QUESTION)
    else:
        talk.add(cleaned, chosen or options(), complete=complete)


def _submitted(talk: Conversation) -> None:
    submit(talk, st.session_state.question or "")


def _hint(text: str) -> dict[str, object]:
    return {"tone": "orange", "symbol": "edit_note", "title": text, "text": None, "steps": []}


def _draw_filters() -> None:
    chosen = describe(options())
    label = say(Text.FILTERS_ACTIVE, choices=chosen) if chosen else say(Text.FILTERS)
    with st.popover(label, icon=":material/tune:", type="tertiary", key="filters"):
        st.pills(
            say(Text.FILTER_KINDS),
            list(DocumentKind),
            selection_mode="multi",
            format_func=lambda kind: say(KINDS[kind].text),
            key=KINDS_CHOSEN,
        )
        st.segmented_control(say(Text.FILTER_EDITION), _EDITIONS, key=EDITION)
        st.date_input(
            say(Text.FILTER_AS_OF),
            value=None,
            min_value=_EARLIEST,
            max_value=_LATEST,
            format="DD/MM/YYYY",
            key=AS_OF,
        )
        st.button(say(Text.CLEAR_FILTERS), on_click=clear_filters, disabled=not chosen)
