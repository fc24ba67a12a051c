"""Which entries of the bank a filter lets pass, and the row of one that still stands."""

from __future__ import annotations

from sqlalchemy.orm import Session

from assistant.training.model import BankEntry, BankFilter
from assistant.training.tables import EntryRow
from corpus.errors import TrainingError
from corpus.text import fold

__all__ = ["find_entry", "passes", "unknown_entry"]


def passes(entry: BankEntry, wanted: BankFilter) -> bool:
    """Tell whether a filter lets an entry pass."""
    details = entry.details
    return (
        fold(wanted.words).strip() in fold(f"{entry.question}\n{entry.answer}")
        and (
            not wanted.clause
            or any(f"{number}.".startswith(f"{wanted.clause}.") for number in details.clauses)
        )
        and (not wanted.procedure or wanted.procedure in details.procedures)
        and (not wanted.topic or fold(wanted.topic) == fold(details.topic))
        and (wanted.level is None or wanted.level is details.level)
    )


def find_entry(session: Session, entry: int) -> EntryRow:
    """Return the row of an entry; `TrainingError` where it is not there or was deleted."""
    row = session.get(EntryRow, entry)
    if row is None or row.deleted is not None:
        raise unknown_entry()
    return row


def unknown_entry() -> TrainingError:
    """Return the error that an entry is not there."""
    return TrainingError("Không có câu này trong ngân hàng, hoặc nó đã bị xóa. Hãy tải lại trang.")
