"""Decisions of officers: recorded, taken back, kept for ever."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from assistant.mapping.model import CellKey, Decision, Quotes, Relation, State
from assistant.mapping.tables import DecisionRow
from assistant.store import Store
from assistant.store.tables import now
from corpus.errors import DecisionError
from corpus.registers import StandardRegister

__all__ = ["Decisions", "Draft", "check_decision", "officer_name"]

_EDITION_2008 = "2008"
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision before it is recorded; the versions and quotes are those on the screen."""

    key: CellKey
    relation: Relation
    rationale: str
    officer: str
    document_name: str = ""
    document_version: str = ""
    edition_version: str = ""
    quotes: Quotes = ()
    clause_quotes: Quotes = ()


class Decisions:
    """The decisions in a store. Undoing gives a cell back to the decision before."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, draft: Draft) -> Decision:
        """Record a decision, on top of any before it on the same cell.

        Raises `DecisionError` without an officer's name, and without a reason where a
        clause is said not to apply.
        """
        officer, rationale = officer_name(draft.officer), draft.rationale.strip()
        if draft.relation is Relation.NOT_APPLICABLE and not rationale:
            raise DecisionError(
                f"Điều {draft.key.clause} không áp dụng thì phải có lý do. Hãy ghi lý do."
            )
        row = DecisionRow(
            edition=draft.key.edition,
            clause=draft.key.clause,
            document_id=draft.key.document_id,
            document_name=draft.document_name,
            relation=draft.relation.value,
            state=(State.REJECTED if draft.relation is Relation.NONE else State.CONFIRMED).value,
            rationale=rationale,
            officer=officer,
            at=now(),
            document_version=draft.document_version,
            edition_version=draft.edition_version,
            quotes=[list(quote) for quote in draft.quotes],
            clause_quotes=[list(quote) for quote in draft.clause_quotes],
        )
        with self._store.session() as session:
            session.add(row)
            session.flush()
        return _decision(row)

    def undo(self, key: CellKey, officer: str) -> Decision:
        """Take back the current decision on a cell and return it, marked as undone.

        Raises `DecisionError` if there is none, or without an officer's name.
        """
        officer = officer_name(officer)
        with self._store.session() as session:
            row = session.scalars(
                select(DecisionRow)
                .where(*_of_cell(key), DecisionRow.undone_at.is_(None))
                .order_by(DecisionRow.id.desc())
                .limit(1)
            ).first()
            if row is None:
                raise DecisionError(
                    "Ô này không còn quyết định nào để hoàn tác. Hãy tải lại trang."
                )
            row.undone_at, row.undone_by = now(), officer
        return _decision(row)

    def current(self, edition: str) -> dict[CellKey, Decision]:
        """Return the decision that holds on each cell of an edition."""
        with self._store.session() as session:
            rows = session.scalars(
                select(DecisionRow)
                .where(DecisionRow.edition == edition, DecisionRow.undone_at.is_(None))
                .order_by(DecisionRow.id)
            ).all()
        return {decision.key: decision for decision in map(_decision, rows)}

    def history(self, key: CellKey) -> tuple[Decision, ...]:
        """Return all decisions on a cell, undone ones too, newest first."""
        with self._store.session() as session:
            rows = session.scalars(
                select(DecisionRow).where(*_of_cell(key)).order_by(DecisionRow.id.desc())
            ).all()
        return tuple(map(_decision, rows))


def check_decision(key: CellKey, relation: Relation, register: StandardRegister) -> None:
    """Raise `DecisionError` for what cannot be decided of a clause, or of it as a whole.

    The 2008 edition lets an agency leave out requirements of clause 7 only (its 1.2), that
    of 2015 whatever does not apply, with a reason (its 4.3).
    """
    clause = register.get(key.clause)
    if clause is None:
        raise DecisionError(f"Bản {key.edition} không có điều {key.clause}. Hãy chọn lại.")
    if key.document_id:
        return
    if relation is not Relation.NOT_APPLICABLE:
        raise DecisionError("Cả điều khoản chỉ ghi được là không áp dụng. Hãy chọn quy trình.")
    if key.edition == _EDITION_2008 and not clause.excludable:
        raise DecisionError(
            f"Bản 2008 chỉ cho loại trừ yêu cầu thuộc điều 7, không phải điều {key.clause}."
            " Hãy chỉ ra quy trình đáp ứng."
        )


def officer_name(text: str) -> str:
    """Return the name to put under a decision; `DecisionError` if there is none."""
    name = " ".join(text.split())[:_LONGEST_NAME]
    if not name:
        raise DecisionError("Chưa có tên người quyết định. Hãy đặt tên trong ISO_OFFICER.")
    return name


def _of_cell(key: CellKey) -> tuple[ColumnElement[bool], ...]:
    return (
        DecisionRow.edition == key.edition,
        DecisionRow.clause == key.clause,
        DecisionRow.document_id == key.document_id,
    )


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        id=row.id,
        key=CellKey(row.edition, row.clause, row.document_id),
        document_name=row.document_name,
        relation=Relation(row.relation),
        state=State(row.state),
        rationale=row.rationale,
        officer=row.officer,
        at=row.at,
        document_version=row.document_version,
        edition_version=row.edition_version,
        quotes=tuple((locator, words) for locator, words in row.quotes),
        clause_quotes=tuple((locator, words) for locator, words in row.clause_quotes),
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
