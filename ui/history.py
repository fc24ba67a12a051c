"""The kept conversations: opened from the address, listed in the sidebar, renamed, deleted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui import markers
from ui.archive import Archive, attempt
from ui.messages.chat import ChatText
from ui.plain_text import clean_question, visible
from ui.state import (
    IN_ADDRESS,
    Conversation,
    conversation,
    open_conversation,
    say,
    start_conversation,
)

if TYPE_CHECKING:
    from assistant.conversations import Head

__all__ = ["draw_history", "open_addressed"]

_SEARCH = "history_search"
_DELETED = "history_deleted"


def open_addressed() -> None:
    """Open the conversation that the address names, where it is not the open one."""
    wanted, talk = st.query_params.get(IN_ADDRESS), conversation()
    if wanted is None:
        if talk.id:
            st.query_params[IN_ADDRESS] = talk.id
    elif wanted != talk.id and not _open(wanted):
        start_conversation()
        conversation().hint = say(ChatText.CONVERSATION_GONE)


def _open(wanted: str) -> bool:
    def read(archive: Archive) -> Conversation:
        opened = Conversation.of(archive.history.read(wanted))
        verdicts = archive.feedback.verdicts(wanted)
        for exchange in opened.exchanges:
            exchange.helpful = verdicts.get(exchange.key or 0)
        return opened

    opened = attempt(read)
    if opened is not None:
        open_conversation(opened)
    return opened is not None


def draw_history() -> None:
    """Draw the kept conversations into the sidebar."""
    with st.sidebar, st.container(key="history-part", gap="small"):
        words = st.text_input(
            say(ChatText.HISTORY_SEARCH),
            key=_SEARCH,
            placeholder=say(ChatText.HISTORY_SEARCH),
            icon=":material/search:",
            label_visibility="collapsed",
        )
        heads = attempt(lambda it: it.history.listing(words or ""))
        markers.history(_content(heads, words or ""), _act)


def _content(heads: tuple[Head, ...] | None, words: str) -> dict[str, Any]:
    deleted = st.session_state.get(_DELETED)
    return {
        "heading": say(ChatText.HISTORY),
        "items": [_item(head) for head in heads or ()],
        "empty": _empty(heads, words),
        "save": say(ChatText.SAVE),
        "cancel": say(ChatText.CANCEL),
        "undo": say(ChatText.UNDO),
        "deleted": deleted and {"id": deleted[0], "text": _named(ChatText.DELETED, deleted[1])},
    }


def _empty(heads: tuple[Head, ...] | None, words: str) -> str | None:
    if heads is None:
        return say(ChatText.HISTORY_UNAVAILABLE)
    if heads:
        return None
    return say(ChatText.HISTORY_NOT_FOUND if words.strip() else ChatText.HISTORY_EMPTY)


def _item(head: Head) -> dict[str, Any]:
    title = visible(head.title)
    return {
        "id": head.id,
        "title": title,
        "when": _when(head.updated.astimezone()),
        "current": head.id == conversation().id,
        "rename": say(ChatText.NAMED, act=say(ChatText.RENAME), title=title),
        "remove": say(ChatText.NAMED, act=say(ChatText.DELETE), title=title),
    }


def _when(moment: dt.datetime) -> str:
    if moment.date() == dt.date.today():
        return say(ChatText.TODAY, time=f"{moment:%H:%M}")
    return f"{moment:%d/%m/%Y}"


def _named(text: ChatText, title: str) -> str:
    return say(text, title=visible(title))


def _act(value: object) -> None:
    """Do what the list reports."""
    if not isinstance(value, dict):
        return
    chosen, act = str(value.get("id") or ""), value.get("act")
    if act == "open":
        if not _open(chosen):
            conversation().hint = say(ChatText.CONVERSATION_GONE)
    elif act == "rename":
        _rename(chosen, clean_question(str(value.get("text") or "")))
    elif act == "delete":
        _delete(chosen)
    elif act == "restore" and attempt(lambda it: it.history.restore(chosen)):
        st.session_state.pop(_DELETED, None)


def _rename(chosen: str, title: str) -> None:
    head = attempt(lambda it: it.history.rename(chosen, title))
    if head is not None and conversation().id == chosen:
        conversation().title = head.title


def _delete(chosen: str) -> None:
    def delete(archive: Archive) -> str:
        title = archive.history.read(chosen).head.title
        archive.history.delete(chosen)
        return title

    title = attempt(delete)
    if title is None:
        return
    st.session_state[_DELETED] = (chosen, title)
    if conversation().id == chosen:
        start_conversation()
