"""Links that reopen one answer as it was given."""

from __future__ import annotations

from sqlalchemy import select

from assistant.conversations.history import find_exchange, new_token
from assistant.conversations.model import StoredExchange
from assistant.conversations.records import stored
from assistant.conversations.tables import ShareRow
from assistant.store import Store
from assistant.store.tables import now
from corpus.errors import UnknownConversationError

__all__ = ["Sharing"]


class Sharing:
    """The shared answers of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def share(self, exchange: int) -> str:
        """Return the token that reopens an exchange, the same one each time.

        Raises `UnknownConversationError` for an exchange that is not there.
        """
        with self._store.session() as session:
            find_exchange(session, exchange)
            row = session.scalar(select(ShareRow).where(ShareRow.exchange_id == exchange))
            if row is None:
                row = ShareRow(token=new_token(), exchange_id=exchange, created=now())
                session.add(row)
            return row.token

    def withdraw(self, exchange: int) -> None:
        """Make the link to an exchange lead nowhere; does nothing where there is none."""
        with self._store.session() as session:
            row = session.scalar(select(ShareRow).where(ShareRow.exchange_id == exchange))
            if row is not None:
                session.delete(row)

    def shared(self, token: str) -> StoredExchange:
        """Return the exchange behind a token.

        Raises `UnknownConversationError` where the link was withdrawn, its conversation
        deleted, or the token never given.
        """
        with self._store.session() as session:
            row = session.get(ShareRow, token)
            if row is None:
                raise UnknownConversationError(
                    "Liên kết này không còn mở được. Hãy xin lại liên kết từ người gửi."
                )
            return stored(find_exchange(session, row.exchange_id))
