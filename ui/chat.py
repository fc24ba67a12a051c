"""The page "Hỏi đáp": conversation on the left, evidence on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ui import markers
from ui.archive import keep, settle
from ui.asking import Asking, start_asking
from ui.composer import draw_composer, submit
from ui.evidence import draw_awaited, draw_evidence
from ui.exchange import draw_exchange
from ui.history import draw_history, open_addressed
from ui.loader import EngineHost
from ui.messages import Text
from ui.screens import draw_empty_corpus, draw_failure, wait_for
from ui.shared_answer import draw_shared
from ui.state import SHARED, Conversation, conversation, say
from ui.streaming import prepare_writing, start_writing

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import StreamlitPage

__all__ = ["render"]

_AT_ONCE = 0.3
"""Seconds for which a page waits for an answer before it draws the question as waiting."""


def render(engine_loader: Callable[[], EngineHost], library: StreamlitPage) -> None:
    """Draw the page; `engine_loader` returns at once, with an engine that may still open.

    `library` is the page that citations lead to.

    An answer that is there within a moment is drawn at once; otherwise the question is drawn
    as waiting, and the page again when its answer stands.
    """
    host = engine_loader()
    if host.failure is not None:
        draw_failure(host, host.failure)
        return
    talk = conversation()
    # Asked only where nothing is: the engine may be at work on another reader's question.
    empty = host.opened and not talk.exchanges and not talk.id
    if empty and not host.run(lambda engine: engine.documents()).value:
        draw_empty_corpus(host)
        return
    token = st.query_params.get(SHARED)
    if token is not None:
        draw_shared(host, token, library)
        return
    open_addressed()
    _end_writing(conversation())
    _draw_page(host, conversation(), library)


def _draw_page(host: EngineHost, talk: Conversation, library: StreamlitPage) -> None:
    asking = _begin(host, talk)
    if talk.exchanges:
        _draw_conversation(host, talk, library)
    else:
        _draw_welcome(host, talk)
    draw_composer(talk)
    if not host.opened:
        wait_for(host)
        return
    draw_history()
    prepare_writing(host)
    for exchange in talk.exchanges:
        if exchange.writing is not None:
            start_writing(host, exchange.writing)
    if asking is not None:
        asking.finish()
    if asking is not None or talk.pending:
        st.rerun()


def _begin(host: EngineHost, talk: Conversation) -> Asking | None:
    """Begin to answer the question that waits; return what the page must still wait for.

    Most answers are there before a browser could draw the question as waiting.
    """
    if not host.opened or talk.pending is None:
        return None
    asking = start_asking(host, talk, talk.pending)
    if not asking.ready(_AT_ONCE):
        keep(talk)
        return asking
    asking.finish()
    return None


def _end_writing(talk: Conversation) -> None:
    """Take the answers that a language model has finished."""
    for exchange in talk.exchanges:
        if exchange.writing is not None and exchange.writing.done:
            exchange.answer = exchange.writing.result()
            exchange.writing = None
            settle(exchange)
            if talk.shown and not exchange.citation(talk.shown[1]):
                talk.show_first()


def _columns() -> Sequence[DeltaGenerator]:
    return st.columns([11, 9], gap="medium")


def _draw_welcome(host: EngineHost, talk: Conversation) -> None:
    left, right = _columns()
    with right:
        draw_awaited()
    with left, st.container(key="welcome"):
        st.title(say(Text.WELCOME), anchor=False)
        st.text(say(Text.WELCOME_HELP))
        if not host.opened:
            st.caption(say(Text.LOADING))
            st.skeleton(height=160)
            return
        questions = host.run(lambda engine: engine.suggestions()).value or []
        markers.choices(
            "suggestions",
            {
                "heading": say(Text.SUGGESTIONS),
                "items": [{"value": text, "label": text} for text in questions],
            },
            lambda text: submit(talk, str(text)),
        )


def _draw_conversation(host: EngineHost, talk: Conversation, library: StreamlitPage) -> None:
    left, right = _columns()
    # The sources first: they are what a reader waits for. Not before a question that the engine
    # is at work on: it would give the earlier one's sources only after its answer.
    waits = talk.pending is not None
    if host.opened and not waits:
        with right:
            draw_evidence(host, talk, library)
        if any(exchange.unsettled for exchange in talk.exchanges):
            keep(talk)
    with left, st.container(key="talk", gap="large"):
        for exchange in talk.exchanges:
            with st.container():
                draw_exchange(talk, exchange)
                if exchange.pending:
                    st.caption(say(Text.SEARCHING if host.opened else Text.WAITING))
    if host.opened and waits:
        with right:
            if talk.shown is None:
                draw_awaited()
            else:
                draw_evidence(host, talk, library)
