"""One answer as its link reopens it: to read and to take along, apart from any conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui import markers
from ui.archive import Archive, attempt
from ui.evidence import draw_evidence
from ui.exchange import draw_exchange
from ui.loader import EngineHost
from ui.messages.chat import ChatText
from ui.screens import wait_for
from ui.state import Conversation, Exchange, say, start_conversation

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

__all__ = ["draw_shared"]

_SHARED = "shared_answer"


def draw_shared(host: EngineHost, token: str, library: StreamlitPage) -> None:
    """Draw the answer behind a token, or that the link leads nowhere."""
    opened = _opened(token)
    if opened is None:
        _draw_gone()
        return
    talk, day = opened
    left, right = st.columns([11, 9], gap="medium")
    with left, st.container(gap="large"):
        st.caption(say(ChatText.SHARED, day=day))
        with st.container():
            draw_exchange(talk, talk.exchanges[0], shared=True)
        _draw_start()
    with right:
        if host.opened:
            draw_evidence(host, talk, library)
    if not host.opened:
        wait_for(host)


def _opened(token: str) -> tuple[Conversation, str] | None:
    """Return the shared answer, read once a session so that the pane keeps its place."""
    held: tuple[str, Conversation, str] | None = st.session_state.get(_SHARED)
    if held is None or held[0] != token:

        def read(archive: Archive) -> tuple[str, Conversation, str]:
            stored = archive.sharing.shared(token)
            talk = Conversation([Exchange.of(stored)])
            talk.show_first()
            return token, talk, f"{stored.asked.astimezone():%d/%m/%Y}"

        held = attempt(read)
        st.session_state[_SHARED] = held
    return None if held is None else held[1:]


def _draw_gone() -> None:
    with st.container(key="state"):
        markers.notice(
            "shared-gone",
            {
                "tone": "orange",
                "symbol": "link_off",
                "title": say(ChatText.SHARED_GONE),
                "text": say(ChatText.CONVERSATION_GONE),
                "steps": [],
            },
        )
        _draw_start()


def _draw_start() -> None:
    st.button(
        say(ChatText.ASK_YOURSELF),
        icon=":material/add_comment:",
        on_click=start_conversation,
        key="ask-yourself",
    )
