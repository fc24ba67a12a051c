"""The tables of conversations, shared answers and feedback."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assistant.store import Base
from assistant.store.tables import Moment

__all__ = ["ConversationRow", "ExchangeRow", "FeedbackRow", "ShareRow"]

TOKEN_LENGTH = 22  # characters of 128 random bits, URL-safe


class ConversationRow(Base):
    """A conversation; one that was deleted keeps its rows until they are purged."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_updated", "updated"),)

    id: Mapped[str] = mapped_column(String(TOKEN_LENGTH), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    folded_title: Mapped[str] = mapped_column(Text)
    created: Mapped[dt.datetime] = mapped_column(Moment)
    updated: Mapped[dt.datetime] = mapped_column(Moment)
    deleted: Mapped[dt.datetime | None] = mapped_column(Moment)

    exchanges: Mapped[list[ExchangeRow]] = relationship(
        back_populates="conversation",
        order_by="ExchangeRow.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class ExchangeRow(Base):
    """A question with its answer or failure; `answer` and `options` are the model as JSON."""

    __tablename__ = "exchanges"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    position: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    folded_question: Mapped[str] = mapped_column(Text)
    understood: Mapped[str | None] = mapped_column(Text)
    options: Mapped[dict[str, object]] = mapped_column(JSON)
    answer: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    failure: Mapped[str | None] = mapped_column(Text)
    asked: Mapped[dt.datetime] = mapped_column(Moment)

    conversation: Mapped[ConversationRow] = relationship(back_populates="exchanges")


class ShareRow(Base):
    """A link to one answer; whoever has the token may read that answer and nothing else."""

    __tablename__ = "shares"

    token: Mapped[str] = mapped_column(String(TOKEN_LENGTH), primary_key=True)
    exchange_id: Mapped[int] = mapped_column(
        ForeignKey("exchanges.id", ondelete="CASCADE"), unique=True
    )
    created: Mapped[dt.datetime] = mapped_column(Moment)


class FeedbackRow(Base):
    """What a user thought of an answer, and what a QMS officer made of it."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    exchange_id: Mapped[int] = mapped_column(
        ForeignKey("exchanges.id", ondelete="CASCADE"), unique=True
    )
    helpful: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    given: Mapped[dt.datetime] = mapped_column(Moment)
    outcome: Mapped[str | None] = mapped_column(String(16))
    reviewed: Mapped[dt.datetime | None] = mapped_column(Moment)
