"""What one browser session remembers: its conversation, filters and language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import streamlit as st

from assistant.model import Answer, Citation, QueryOptions
from corpus.model import DocumentKind
from ui.messages import Catalogue, Language, Text
from ui.vocabulary import KINDS

__all__ = [
    "AS_OF",
    "EDITION",
    "KINDS_CHOSEN",
    "LANGUAGE",
    "Conversation",
    "Exchange",
    "clear_filters",
    "conversation",
    "decimal",
    "describe",
    "language",
    "options",
    "say",
    "start_conversation",
]

# Keys of widgets in the session's state.
LANGUAGE = "language"
KINDS_CHOSEN = "filter_kinds"
EDITION = "filter_edition"
AS_OF = "filter_as_of"

_CONVERSATION = "conversation"


@dataclass(slots=True)
class Exchange:
    """One question; `answer` or `failure` (a line for the user) once it is answered."""

    number: int
    question: str
    options: QueryOptions
    answer: Answer | None = None
    failure: str | None = None

    @property
    def pending(self) -> bool:
        """Whether the question still waits for its answer."""
        return self.answer is None and self.failure is None

    def citation(self, n: int) -> Citation | None:
        """Return citation `n` of the answer, or None."""
        citations = self.answer.citations if self.answer else ()
        return next((item for item in citations if item.n == n), None)


@dataclass(slots=True)
class Conversation:
    """The exchanges so far and what the evidence pane shows.

    `shown` is (exchange number, citation number); `chosen` tells a choice of the user from
    the pane's own default; `page_step` is how many pages the user has leafed from the cited
    one; `hint` is a line above the question box.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    shown: tuple[int, int] | None = None
    chosen: bool = False
    page_step: int = 0
    hint: str | None = None

    def add(self, question: str, options: QueryOptions) -> Exchange:
        """Append a question that waits for its answer."""
        exchange = Exchange(len(self.exchanges), question, options)
        self.exchanges.append(exchange)
        return exchange

    def show(self, exchange: int, n: object, *, chosen: bool = True) -> None:
        """Move the evidence pane to citation `n`, a value from the browser or the program."""
        if isinstance(n, int) and self.exchanges[exchange].citation(n):
            self.shown, self.chosen, self.page_step = (exchange, n), chosen, 0

    @property
    def pending(self) -> Exchange | None:
        """The first question that waits for its answer."""
        return next((item for item in self.exchanges if item.pending), None)


def start_conversation() -> None:
    """Begin an empty conversation in this session."""
    st.session_state[_CONVERSATION] = Conversation()


def conversation() -> Conversation:
    """Return this session's conversation."""
    if _CONVERSATION not in st.session_state:
        start_conversation()
    current: Conversation = st.session_state[_CONVERSATION]
    return current


def language() -> Language:
    """Return the language chosen in this session."""
    return Language(st.session_state.get(LANGUAGE) or Language.VI)


def say(text: Catalogue, **values: object) -> str:
    """Return `text` in the session's language, its placeholders filled."""
    template: str = getattr(text.value, language())
    return template.format(**values) if values else template


def decimal(value: float) -> str:
    """Return `value` with two decimals, written as the session's language does."""
    written = f"{value:.2f}"
    return written.replace(".", ",") if language() is Language.VI else written


def options() -> QueryOptions:
    """Return the filters chosen in this session."""
    chosen: list[DocumentKind] = st.session_state.get(KINDS_CHOSEN) or []
    as_of: dt.date | None = st.session_state.get(AS_OF)
    return QueryOptions(
        as_of=as_of,
        kinds=frozenset(chosen),
        edition=st.session_state.get(EDITION),
    )


def clear_filters() -> None:
    """Choose no filter."""
    st.session_state[KINDS_CHOSEN] = []
    st.session_state[EDITION] = None
    st.session_state[AS_OF] = None


def describe(chosen: QueryOptions) -> str:
    """Return the filters of a question in words, "" when there is none."""
    parts = [say(sign.text) for kind, sign in KINDS.items() if kind in chosen.kinds]
    if chosen.edition:
        parts.append(say(Text.CLAUSE_EDITION, edition=chosen.edition))
    if chosen.as_of:
        parts.append(f"{chosen.as_of:%d/%m/%Y}")
    return ", ".join(parts)
