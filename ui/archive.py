"""Conversations, links and feedback of the store, as the pages use them.

The chat answers without the store too: whatever fails here comes back as None and is logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from corpus.errors import AssistantError
from ui.state import IN_ADDRESS, Conversation, Exchange

if TYPE_CHECKING:
    from assistant.conversations import FeedbackDesk, History, Sharing
    from assistant.store import Store
    from corpus.settings import Settings

__all__ = ["Archive", "attempt", "keep", "open_archive", "settle", "succeeds"]

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Archive:
    """The store and what the chat keeps in it; safe to share between sessions."""

    def __init__(self, settings: Settings) -> None:
        # Half a second of imports, which the first paint must not wait for.
        from assistant.conversations import FeedbackDesk, History, Sharing
        from assistant.store import Store

        self.settings = settings
        self.store: Store = Store.open(settings)
        self.history: History = History(self.store)
        self.sharing: Sharing = Sharing(self.store)
        self.feedback: FeedbackDesk = FeedbackDesk(self.store, settings.review_dir)


@st.cache_resource(show_spinner=False)
def _shared_archive() -> Archive:
    from corpus.settings import load_settings

    return Archive(load_settings())


def open_archive() -> Archive | None:
    """Return the archive that all sessions share; None where the store cannot be opened."""
    try:
        return _shared_archive()
    except AssistantError:
        _log.exception("the store cannot be opened")
        return None


def attempt(work: Callable[[Archive], T]) -> T | None:
    """Return what `work` makes of the archive, None where the store does not let it."""
    from sqlalchemy.exc import SQLAlchemyError

    archive = open_archive()
    if archive is None:
        return None
    try:
        return work(archive)
    except (AssistantError, SQLAlchemyError, OSError):
        _log.exception("work on the store failed")
        return None


def succeeds(work: Callable[[Archive], object]) -> bool:
    """Do `work` with the archive; tell whether the store let it."""

    def done(archive: Archive) -> bool:
        work(archive)
        return True

    return attempt(done) is not None


def keep(talk: Conversation) -> None:
    """Keep what the store does not have yet: questions of a conversation and their answers."""
    for exchange in talk.exchanges:
        if exchange.key is None:
            _keep(talk, exchange)
        if exchange.unsettled:
            settle(exchange)
    if talk.id and st.query_params.get(IN_ADDRESS) != talk.id:
        st.query_params[IN_ADDRESS] = talk.id


def _keep(talk: Conversation, exchange: Exchange) -> None:
    stored = attempt(lambda it: it.history.ask(exchange.question, exchange.options, talk.id))
    if stored is not None:
        talk.id, talk.title = stored.head.id, stored.head.title
        exchange.key = stored.exchanges[-1].id


def settle(exchange: Exchange) -> None:
    """Keep what became of a question."""
    exchange.unsettled = False
    key = exchange.key
    if key is not None:
        attempt(
            lambda it: it.history.settle(
                key, exchange.answer, failure=exchange.failure, understood=exchange.understood
            )
        )
