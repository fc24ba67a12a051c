"""Answering a question of a conversation: understood from what was said, asked, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui.approved import approved_answer
from ui.archive import settle
from ui.loader import EngineHost
from ui.messages import Text
from ui.screens import user_line
from ui.state import Conversation, Exchange, say
from ui.streaming import start_writing

if TYPE_CHECKING:
    from assistant.engine import Engine

__all__ = ["answer"]


def answer(host: EngineHost, talk: Conversation, exchange: Exchange) -> None:
    """Answer a waiting question from the newest state of the documents."""
    exchange.understood = _understood(talk, exchange)

    def ask(engine: Engine) -> bool:
        updated = engine.refresh()
        exchange.answer = engine.ask(exchange.asked, exchange.options)
        return updated

    outcome = host.run(ask)
    if outcome.error is not None:
        exchange.failure = user_line(outcome.error)
        talk.shown = None
    else:
        _take(host, talk, exchange)
    settle(exchange)
    if outcome.value:
        st.toast(say(Text.CORPUS_UPDATED), icon=":material/sync:")


def _take(host: EngineHost, talk: Conversation, exchange: Exchange) -> None:
    """Show what was found, and have a language model rewrite it where one is configured."""
    if exchange.answer is None:
        return
    for earlier in talk.exchanges:
        if earlier.writing is not None:
            earlier.writing.stop()
    exchange.approved = approved_answer(host, exchange.answer)
    if exchange.approved is None:
        exchange.writing = start_writing(host, exchange.answer)
    cited = exchange.answer.citations
    talk.shown = None
    if cited:
        talk.show(exchange.number, cited[0].n, chosen=False)


def _understood(talk: Conversation, exchange: Exchange) -> str | None:
    """Return the complete question behind a follow-up, None for one that stands alone."""
    from assistant.conversations import FollowUp, Turn, resolve_follow_up

    if exchange.complete or exchange.options.literal:
        return None
    turns = [
        Turn(earlier.answer.normalized or earlier.asked, earlier.answer.citations)
        for earlier in talk.exchanges[: exchange.number]
        if earlier.answer is not None
    ]
    resolved = resolve_follow_up(exchange.question, turns)
    return None if resolved.kind is FollowUp.STANDALONE else resolved.question
