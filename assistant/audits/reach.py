"""When an audit last reached a clause or a procedure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.audits.model import Audit, Overdue, Scope
from assistant.mapping.views import Matrix

__all__ = ["last_reached"]


def last_reached(done: Sequence[Audit], item: Overdue, matrix: Matrix) -> dt.date | None:
    """Return the day of the last audit in `done` that reached the clause or procedure."""
    reaches = _reaches_clause if item.is_clause else _reaches_procedure
    days = (audit.done for audit in done if reaches(audit.plan.scope, item.key, matrix))
    return max((day for day in days if day is not None), default=None)


def _reaches_clause(scope: Scope, number: str, matrix: Matrix) -> bool:
    """Whether a scope names the clause, or leaves clauses open and has a procedure for it."""
    if scope.edition != matrix.edition:
        return False
    if scope.clauses:
        return any(number == c or number.startswith(f"{c}.") for c in scope.clauses)
    if not scope.document_ids and not scope.unit:
        return True
    return any(
        cell.covers and _names(scope, cell.document_id, matrix) for cell in matrix.row(number)
    )


def _reaches_procedure(scope: Scope, document_id: str, matrix: Matrix) -> bool:
    """Whether a scope names the procedure, or leaves procedures open and has a clause of it."""
    if scope.document_ids or scope.unit:
        return _names(scope, document_id, matrix)
    if not scope.clauses:
        return True
    return any(
        cell.covers
        and cell.document_id == document_id
        and any(cell.clause == c or cell.clause.startswith(f"{c}.") for c in scope.clauses)
        for cell in matrix.cells.values()
    )


def _names(scope: Scope, document_id: str, matrix: Matrix) -> bool:
    if scope.document_ids and document_id not in scope.document_ids:
        return False
    units = {column.document.id: column.unit for column in matrix.procedures}
    return not scope.unit or units.get(document_id) == scope.unit
