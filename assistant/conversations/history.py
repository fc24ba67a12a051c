"""Conversations in the store: begun, continued, listed, renamed, deleted, brought back."""

from __future__ import annotations

import secrets

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, selectinload

from assistant.conversations.model import Head, StoredExchange, Talk
from assistant.conversations.records import (
    answer_record,
    head_of,
    options_record,
    stored,
    talk_of,
)
from assistant.conversations.tables import ConversationRow, ExchangeRow
from assistant.model import Answer, QueryOptions
from assistant.store import Store
from assistant.store.tables import now
from corpus.errors import UnknownConversationError
from corpus.text import fold

__all__ = ["History", "new_token"]

_TITLE = 80  # code points of a title made from a question
_LISTED = 50


def new_token() -> str:
    """Return 128 random bits, URL-safe, 22 characters."""
    return secrets.token_urlsafe(16)


class History:
    """All conversations of a store; every method is one transaction.

    Methods that name a conversation or an exchange raise `UnknownConversationError` where it
    is not there or was deleted.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def ask(self, question: str, options: QueryOptions, conversation: str | None = None) -> Talk:
        """Keep a question that waits, in `conversation` or in a new one; return the whole."""
        with self._store.session() as session:
            row = _find(session, conversation) if conversation else _begin(session, question)
            row.updated = now()
            row.exchanges.append(
                ExchangeRow(
                    position=len(row.exchanges),
                    question=question,
                    folded_question=fold(question),
                    options=options_record(options),
                    asked=row.updated,
                )
            )
            session.flush()
            return talk_of(row)

    def settle(
        self,
        exchange: int,
        answer: Answer | None,
        *,
        failure: str | None = None,
        understood: str | None = None,
    ) -> StoredExchange:
        """Keep what became of a waiting question: its answer, or a failure in a line."""
        with self._store.session() as session:
            row = find_exchange(session, exchange)
            row.answer = answer_record(answer) if answer else None
            row.failure, row.understood = failure, understood
            row.conversation.updated = now()
            return stored(row)

    def read(self, conversation: str) -> Talk:
        """Return a whole conversation."""
        with self._store.session() as session:
            return talk_of(_find(session, conversation))

    def listing(self, words: str = "", limit: int = _LISTED) -> tuple[Head, ...]:
        """Return the conversations whose title or questions hold `words`, newest first.

        Case and diacritics do not count.
        """
        query = select(ConversationRow).where(ConversationRow.deleted.is_(None))
        folded = fold(words).strip()
        if folded:
            in_question = exists().where(
                ExchangeRow.conversation_id == ConversationRow.id,
                ExchangeRow.folded_question.contains(folded, autoescape=True),
            )
            in_title = ConversationRow.folded_title.contains(folded, autoescape=True)
            query = query.where(or_(in_title, in_question))
        query = query.order_by(ConversationRow.updated.desc(), ConversationRow.id).limit(limit)
        with self._store.session() as session:
            return tuple(head_of(row) for row in session.scalars(query))

    def rename(self, conversation: str, title: str) -> Head:
        """Give a conversation a title; an empty one is left as it was."""
        with self._store.session() as session:
            row = _find(session, conversation)
            if title.strip():
                row.title, row.folded_title = _title(title), fold(_title(title))
            return head_of(row)

    def delete(self, conversation: str) -> None:
        """Take a conversation out of every list; `restore` brings it back."""
        with self._store.session() as session:
            _find(session, conversation).deleted = now()

    def restore(self, conversation: str) -> Head:
        """Bring back a conversation that was deleted."""
        with self._store.session() as session:
            row = session.get(ConversationRow, conversation)
            if row is None:
                raise _unknown()
            row.deleted = None
            return head_of(row)


def find_exchange(session: Session, exchange: int) -> ExchangeRow:
    """Return the row of an exchange whose conversation was not deleted."""
    row = session.get(ExchangeRow, exchange)
    if row is None or row.conversation.deleted is not None:
        raise _unknown()
    return row


def _begin(session: Session, question: str) -> ConversationRow:
    moment, title = now(), _title(question)
    row = ConversationRow(
        id=new_token(), title=title, folded_title=fold(title), created=moment, updated=moment
    )
    session.add(row)
    return row


def _find(session: Session, conversation: str) -> ConversationRow:
    query = (
        select(ConversationRow)
        .where(ConversationRow.id == conversation, ConversationRow.deleted.is_(None))
        .options(selectinload(ConversationRow.exchanges))
    )
    row = session.scalar(query)
    if row is None:
        raise _unknown()
    return row


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else line[:_TITLE].rsplit(maxsplit=1)[0] + " …"


def _unknown() -> UnknownConversationError:
    return UnknownConversationError(
        "Không có cuộc hỏi này, hoặc nó đã bị xóa. Hãy mở một cuộc hỏi mới."
    )
