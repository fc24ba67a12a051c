"""The tables of internal audits."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.store.tables import Base, Moment

__all__ = ["AuditRow", "FindingRow"]


class AuditRow(Base):
    """An audit of the programme; `clauses` and `document_ids` are its scope."""

    __tablename__ = "audits"
    __table_args__ = (Index(None, "month"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    month: Mapped[dt.date] = mapped_column(Date)
    edition: Mapped[str] = mapped_column(String(4))
    unit: Mapped[str] = mapped_column(Text)
    clauses: Mapped[list[str]] = mapped_column(JSON)
    document_ids: Mapped[list[str]] = mapped_column(JSON)
    done: Mapped[dt.date | None] = mapped_column(Date)
    deleted: Mapped[dt.datetime | None] = mapped_column(Moment)


class FindingRow(Base):
    """A finding of an audit."""

    __tablename__ = "findings"
    __table_args__ = (Index(None, "audit_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"))
    clause: Mapped[str] = mapped_column(String(20))
    document_id: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(Text)
    grade: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str] = mapped_column(Text)
    due: Mapped[dt.date | None] = mapped_column(Date)
    recorded: Mapped[dt.datetime] = mapped_column(Moment)
    closed: Mapped[dt.date | None] = mapped_column(Date)
    deleted: Mapped[dt.datetime | None] = mapped_column(Moment)
