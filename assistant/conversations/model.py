"""Conversations as the pages see them: frozen, apart from the rows that hold them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assistant.model import Answer, QueryOptions

__all__ = ["Feedback", "Head", "Outcome", "StoredExchange", "Talk"]


@dataclass(frozen=True, slots=True)
class Head:
    """A conversation in a list: its unguessable id, title, and when it last grew."""

    id: str
    title: str
    updated: dt.datetime


@dataclass(frozen=True, slots=True)
class StoredExchange:
    """A question as typed and what became of it.

    `understood` is the complete question that was answered where the typed one leant on what
    was said before. `answer` and `failure` (a line for the user) are both None while the
    question waits.
    """

    id: int
    question: str
    understood: str | None
    options: QueryOptions
    answer: Answer | None
    failure: str | None
    asked: dt.datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole conversation in order."""

    head: Head
    exchanges: tuple[StoredExchange, ...]


class Outcome(StrEnum):
    """What a QMS officer made of a piece of feedback."""

    GOLDEN = "golden"
    SYNONYM = "synonym"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on an answer with the exchange it is about; `outcome` once reviewed."""

    id: int
    exchange: StoredExchange
    helpful: bool
    reason: str
    given: dt.datetime
    outcome: Outcome | None
