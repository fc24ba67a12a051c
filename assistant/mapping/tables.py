"""The tables of what officers decide on the mapping and do for a change of edition."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.tables import Base, Moment

__all__ = ["DecisionRow", "TransitionRow"]


class DecisionRow(Base):
    """A decision on a cell; rows are only added, or marked as undone.

    The current decision of a cell is its newest row that is not undone; all rows are its
    history. `document_id` is "" for a decision on the clause as a whole. `quotes` and
    `clause_quotes` are lists of [locator, words].
    """

    __tablename__ = "mapping_decisions"
    __table_args__ = (Index(None, "edition", "clause", "document_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    edition: Mapped[str] = mapped_column(String(4))
    clause: Mapped[str] = mapped_column(String(20))
    document_id: Mapped[str] = mapped_column(String(200))
    document_name: Mapped[str] = mapped_column(Text)
    relation: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    rationale: Mapped[str] = mapped_column(Text)
    officer: Mapped[str] = mapped_column(String(120))
    at: Mapped[dt.datetime] = mapped_column(Moment)
    document_version: Mapped[str] = mapped_column(String(128))
    edition_version: Mapped[str] = mapped_column(String(128))
    quotes: Mapped[list[list[str]]] = mapped_column(JSON)
    clause_quotes: Mapped[list[list[str]]] = mapped_column(JSON)
    undone_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    undone_by: Mapped[str | None] = mapped_column(String(120))


class TransitionRow(Base):
    """Progress on one thing to do for the change of edition; one row a thing.

    `document_id` is "" for what the agency as a whole has to do, a clause "" where there is
    none on that side.
    """

    __tablename__ = "transition_items"
    __table_args__ = (UniqueConstraint("document_id", "kind", "clause_2008", "clause_2015"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    document_id: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    clause_2008: Mapped[str] = mapped_column(String(20))
    clause_2015: Mapped[str] = mapped_column(String(20))
    progress: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    officer: Mapped[str] = mapped_column(String(120))
    at: Mapped[dt.datetime] = mapped_column(Moment)
