"""Answering a question of a conversation: understood from what was said, asked, kept."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from assistant.model import Answer, QueryOptions
from ui.approved import approved_answer
from ui.loader import EngineHost, outcome
from ui.messages import Text
from ui.messages.chat import ChatText
from ui.screens import user_line
from ui.state import Conversation, Exchange, say
from ui.streaming import complete, plan_writing

if TYPE_CHECKING:
    from assistant.conversations import Turn
    from assistant.engine import Engine
    from assistant.llm import Completed

__all__ = ["Asking", "start_asking"]


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer; whether documents had changed; what a language model made of the question."""

    answer: Answer
    updated: bool
    completed: Completed | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that is being answered."""

    host: EngineHost
    talk: Conversation
    exchange: Exchange
    work: Future[_Found]

    def ready(self, seconds: float) -> bool:
        """Wait that long at most; tell whether `finish` returns at once."""
        return not wait([self.work], timeout=seconds).not_done

    def finish(self) -> None:
        """Wait for the answer, or the failure, and take it; it is still to be kept."""
        found = outcome(self.work)
        self.exchange.asking = None
        if found.value is not None:
            self._take(found.value)
        elif found.error is not None:
            self.exchange.failure = user_line(found.error)
            self.talk.shown = None
        self.exchange.unsettled = True
        if found.value is not None and found.value.updated:
            st.toast(say(Text.CORPUS_UPDATED), icon=":material/sync:")

    def _take(self, found: _Found) -> None:
        """Show what was found; a language model is to rewrite it where one is configured."""
        exchange, answer = self.exchange, _noted(found)
        approved = approved_answer(self.host, answer)
        writing = plan_writing(answer) if approved is None else None
        # From here on nothing of Streamlit's, which may break off a run to begin the next one.
        for earlier in self.talk.exchanges:
            if earlier.writing is not None:
                earlier.writing.stop()
        if found.completed is not None:
            exchange.understood = found.completed.question
        exchange.answer, exchange.approved, exchange.writing = answer, approved, writing
        self.talk.shown = None
        if answer.citations:
            self.talk.show(exchange.number, answer.citations[0].n, chosen=False)


def _noted(found: _Found) -> Answer:
    """Return the answer, with a notice where a model should have read the question and failed."""
    if found.completed is None or found.completed.failure is None:
        return found.answer
    note = say(ChatText.NOT_COMPLETED, reason=found.completed.failure)
    return replace(found.answer, notices=(note, *found.answer.notices))


def start_asking(host: EngineHost, talk: Conversation, exchange: Exchange) -> Asking:
    """Have a waiting question answered from the newest state of the documents.

    A page that is drawn anew before the answer stands goes on waiting for the same one.
    """
    if exchange.asking is not None:
        return exchange.asking
    turns = _turns(talk, exchange)
    exchange.understood = _understood(exchange.question, turns)
    question, options = exchange.asked, exchange.options

    def ask(completed: Completed | None = None) -> Future[_Found]:
        asked = (completed and completed.question) or question
        return host.start(lambda engine: _found(engine, asked, options, completed))

    work = None
    if turns and exchange.understood is None:
        work = complete(host, question, turns, lambda completed: ask(completed).result())
    exchange.asking = Asking(host, talk, exchange, work or ask())
    return exchange.asking


def _found(
    engine: Engine, asked: str, options: QueryOptions, completed: Completed | None
) -> _Found:
    updated = engine.refresh()
    return _Found(engine.ask(asked, options), updated, completed)


def _turns(talk: Conversation, exchange: Exchange) -> list[Turn]:
    """Return what a question may lean on; nothing where it is to be taken as it is typed."""
    from assistant.conversations import Turn

    if exchange.complete or exchange.options.literal:
        return []
    return [
        Turn(earlier.answer.normalized or earlier.asked, earlier.answer.citations)
        for earlier in talk.exchanges[: exchange.number]
        if earlier.answer is not None
    ]


def _understood(question: str, turns: Sequence[Turn]) -> str | None:
    """Return the complete question behind a follow-up, None for one that stands alone."""
    from assistant.conversations import FollowUp, resolve_follow_up

    resolved = resolve_follow_up(question, turns)
    return None if resolved.kind is FollowUp.STANDALONE else resolved.question
