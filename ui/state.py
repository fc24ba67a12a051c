"""What one browser session remembers: its conversation, filters and language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from assistant.model import Answer, Citation, QueryOptions
from corpus.model import DocumentKind
from ui.messages import Catalogue, Language, Text
from ui.messages.chat import ChatText
from ui.vocabulary import KINDS

if TYPE_CHECKING:
    from assistant.conversations import StoredExchange, Talk
    from assistant.training import Match
    from ui.asking import Asking
    from ui.streaming import Writing

__all__ = [
    "AS_OF",
    "EDITION",
    "IN_ADDRESS",
    "KINDS_CHOSEN",
    "LANGUAGE",
    "SHARED",
    "Conversation",
    "Exchange",
    "clear_filters",
    "conversation",
    "decimal",
    "describe",
    "language",
    "newest",
    "open_conversation",
    "options",
    "say",
    "start_conversation",
]

T = TypeVar("T")

# Keys of widgets in the session's state.
LANGUAGE = "language"
KINDS_CHOSEN = "filter_kinds"
EDITION = "filter_edition"
AS_OF = "filter_as_of"

# Names in the page's address.
IN_ADDRESS = "cuoc"
"""The conversation that is open, so that it survives reload, reconnect and restart."""
SHARED = "chia-se"
"""The token of a shared answer."""

_CONVERSATION = "conversation"


@dataclass(slots=True)
class Exchange:
    """One question; `answer` or `failure` (a line for the user) once it is answered.

    `understood` is the complete question that was answered, where the typed one leant on what
    was said before; a `complete` one leans on nothing. `key` is its number in the store.
    `helpful` is the user's verdict, `link` the token under which it is shared, `approved` the
    answer that was approved for such a question, `asking` the engine at work on it and
    `writing` a language model. `unsettled` tells that what became of it is still to be kept.
    """

    number: int
    question: str
    options: QueryOptions
    answer: Answer | None = None
    failure: str | None = None
    understood: str | None = None
    complete: bool = False
    key: int | None = None
    helpful: bool | None = None
    link: str | None = None
    approved: Match | None = None
    asking: Asking | None = None
    writing: Writing | None = None
    unsettled: bool = False

    @classmethod
    def of(cls, stored: StoredExchange, number: int = 0) -> Exchange:
        """Return an exchange as it was stored."""
        return cls(
            number,
            stored.question,
            stored.options,
            answer=stored.answer,
            failure=stored.failure,
            understood=stored.understood,
            key=stored.id,
        )

    @property
    def asked(self) -> str:
        """The question that was answered: complete, before diacritics were restored."""
        return self.understood or self.question

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
    one; `hint` is a line above the question box. `id` and `title` are those in the store, None
    and "" before it is kept.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    shown: tuple[int, int] | None = None
    chosen: bool = False
    page_step: int = 0
    hint: str | None = None
    id: str | None = None
    title: str = ""

    @classmethod
    def of(cls, talk: Talk) -> Conversation:
        """Return a conversation as it was stored, its last answer's first source shown."""
        found = [Exchange.of(item, number) for number, item in enumerate(talk.exchanges)]
        opened = cls(found, id=talk.head.id, title=talk.head.title)
        opened.show_first()
        return opened

    def add(self, question: str, options: QueryOptions, *, complete: bool = False) -> Exchange:
        """Append a question that waits for its answer; a `complete` one leans on nothing."""
        exchange = Exchange(len(self.exchanges), question, options, complete=complete)
        self.exchanges.append(exchange)
        return exchange

    def show_first(self) -> None:
        """Show the first source of the last answer, nothing where it has none."""
        last = self.exchanges[-1] if self.exchanges else None
        cited = last.answer.citations if last and last.answer else ()
        self.shown = None
        if last and cited:
            self.show(last.number, cited[0].n, chosen=False)

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
    open_conversation(Conversation())


def newest(field: str, drawn: T) -> T:
    """Return what the field with that key holds now; `drawn` is what it held when it was drawn.

    Who types and clicks at once sends both together: the click then finds what was drawn before
    the words came.
    """
    held: T = st.session_state.get(field, drawn)
    return held


def open_conversation(talk: Conversation) -> None:
    """Make a conversation the one that this session shows, and name it in the address."""
    st.session_state[_CONVERSATION] = talk
    st.query_params.pop(SHARED, None)
    if talk.id:
        st.query_params[IN_ADDRESS] = talk.id
    else:
        st.query_params.pop(IN_ADDRESS, None)


def conversation() -> Conversation:
    """Return this session's conversation."""
    if _CONVERSATION not in st.session_state:
        st.session_state[_CONVERSATION] = Conversation()
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
    if chosen.literal:
        parts.append(say(ChatText.LITERAL_FILTER))
    return ", ".join(parts)
