"""The tables of batches, question bank and quizzes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assistant.store import Base
from assistant.store.tables import Moment

__all__ = ["AttemptRow", "BatchItemRow", "BatchRow", "EntryRow", "QuizRow"]

_TOKEN = 22  # characters of 128 random bits, URL-safe
_ROLE = 120


class BatchRow(Base):
    """A batch of questions; one that was deleted keeps its rows."""

    __tablename__ = "training_batches"

    id: Mapped[str] = mapped_column(String(_TOKEN), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[dt.datetime] = mapped_column(Moment)
    deleted: Mapped[dt.datetime | None] = mapped_column(Moment)

    items: Mapped[list[BatchItemRow]] = relationship(
        order_by="BatchItemRow.position", cascade="all, delete-orphan", passive_deletes=True
    )


class BatchItemRow(Base):
    """A question of a batch; settled once `answer` or `error` is there."""

    __tablename__ = "training_batch_items"
    __table_args__ = (UniqueConstraint("batch_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("training_batches.id", ondelete="CASCADE"))
    position: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    error: Mapped[str | None] = mapped_column(Text)
    refused: Mapped[bool] = mapped_column(default=False)
    seconds: Mapped[float | None]


class EntryRow(Base):
    """An entry of the question bank; `citations`, `evidence`, `details` are the model as JSON."""

    __tablename__ = "training_entries"
    __table_args__ = (Index("ix_training_entries_updated", "updated"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    searched: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    edited: Mapped[bool]
    citations: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    approved_by: Mapped[str | None] = mapped_column(String(_ROLE))
    approved_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    created: Mapped[dt.datetime] = mapped_column(Moment)
    updated: Mapped[dt.datetime] = mapped_column(Moment)
    deleted: Mapped[dt.datetime | None] = mapped_column(Moment)


class QuizRow(Base):
    """A quiz as it was made; it never changes, so that attempts stay comparable."""

    __tablename__ = "training_quizzes"

    id: Mapped[str] = mapped_column(String(_TOKEN), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    quiz: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[dt.datetime] = mapped_column(Moment)
    deleted: Mapped[dt.datetime | None] = mapped_column(Moment)


class AttemptRow(Base):
    """One taking of a quiz; `responses` are the chosen options of each item, in order.

    By `token` who made it opens it again; None for attempts from before there were tokens.
    """

    __tablename__ = "training_attempts"
    __table_args__ = (Index("ix_training_attempts_quiz_id", "quiz_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[str] = mapped_column(ForeignKey("training_quizzes.id", ondelete="CASCADE"))
    taker: Mapped[str] = mapped_column(String(_ROLE))
    responses: Mapped[list[list[int]]] = mapped_column(JSON)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    token: Mapped[str | None] = mapped_column(String(_TOKEN), unique=True)
