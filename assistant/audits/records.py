"""Between rows and what the pages see."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy.orm import Session

from assistant.audits.model import Audit, AuditPlan, Finding, FindingDraft, Grade, Scope
from assistant.audits.tables import AuditRow, FindingRow
from corpus.errors import AuditError

__all__ = ["audit_of", "draft_columns", "find", "finding_of", "plan_columns"]

R = TypeVar("R", AuditRow, FindingRow)


def find(session: Session, table: type[R], key: int, *, deleted: bool = False) -> R:
    """Return a row; `AuditError` where it is not there, or was taken back and not wanted so."""
    row = session.get(table, key)
    if row is None or (row.deleted is not None and not deleted):
        raise AuditError("Mục này không còn trong chương trình đánh giá. Hãy tải lại trang.")
    return row


def plan_columns(plan: AuditPlan) -> dict[str, Any]:
    """Return a plan as columns; the month is kept as its first day."""
    return {
        "title": " ".join(plan.title.split()),
        "month": plan.month.replace(day=1),
        "edition": plan.scope.edition,
        "unit": plan.scope.unit,
        "clauses": list(plan.scope.clauses),
        "document_ids": list(plan.scope.document_ids),
    }


def audit_of(row: AuditRow) -> Audit:
    """Return an audit of the programme."""
    scope = Scope(row.edition, tuple(row.clauses), tuple(row.document_ids), row.unit)
    return Audit(row.id, AuditPlan(row.title, row.month, scope), row.done)


def draft_columns(draft: FindingDraft) -> dict[str, Any]:
    """Return what an auditor wrote as columns."""
    return {
        "clause": draft.clause,
        "grade": draft.grade.value,
        "evidence": draft.evidence.strip(),
        "document_id": draft.document_id,
        "unit": draft.unit,
        "action": draft.action.strip(),
        "responsible": draft.responsible.strip(),
        "due": draft.due,
    }


def finding_of(row: FindingRow) -> Finding:
    """Return a finding."""
    draft = FindingDraft(
        clause=row.clause,
        grade=Grade(row.grade),
        evidence=row.evidence,
        document_id=row.document_id,
        unit=row.unit,
        action=row.action,
        responsible=row.responsible,
        due=row.due,
    )
    return Finding(row.id, row.audit_id, draft, row.recorded, row.closed)
