"""Internal audits as pages use them: checklists, the programme, findings, what is overdue."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace

from sqlalchemy import ColumnElement, select

from assistant.audits.checklist import build_checklist
from assistant.audits.model import (
    Audit,
    AuditPlan,
    Checklist,
    Finding,
    FindingDraft,
    Overdue,
    Scope,
)
from assistant.audits.reach import last_reached
from assistant.audits.records import audit_of, draft_columns, find, finding_of, plan_columns
from assistant.audits.tables import AuditRow, FindingRow
from assistant.mapping import MappingService
from assistant.store import Store
from assistant.store.tables import now
from corpus.errors import AuditError
from corpus.registers import Situations

__all__ = ["AuditService"]

INTERVAL_MONTHS = 12
"""Every clause and procedure is audited once in this many months, unless said otherwise."""

_MONTHS = 12


class AuditService:
    """Audits of one agency; the mapping tells which procedures answer for which clauses.

    Methods that name an audit or a finding raise `AuditError` where it is not there.
    """

    def __init__(self, mapping: MappingService, situations: Situations, store: Store) -> None:
        self._mapping = mapping
        self._situations = situations
        self._store = store

    def checklist(self, scope: Scope) -> Checklist:
        """Return the questions for a scope, by clause."""
        matrix = self._mapping.matrix(scope.edition)
        return build_checklist(self._mapping.agency, matrix, self._situations, scope)

    def units(self) -> tuple[str, ...]:
        """Return the units that are in charge of a procedure, in order."""
        return tuple(sorted({p.unit for p in self._mapping.agency.procedures if p.unit}))

    # --- the programme -----------------------------------------------------------

    def plan(self, plan: AuditPlan) -> Audit:
        """Add an audit to the programme; `AuditError` without a title."""
        if not plan.title.strip():
            raise AuditError("Cuộc đánh giá chưa có tên. Hãy đặt tên rồi lưu lại.")
        with self._store.session() as session:
            row = AuditRow(done=None, **plan_columns(plan))
            session.add(row)
            session.flush()
            return audit_of(row)

    def replan(self, audit: int, plan: AuditPlan) -> Audit:
        """Change the title, month or scope of an audit."""
        with self._store.session() as session:
            row = find(session, AuditRow, audit)
            for name, value in plan_columns(plan).items():
                setattr(row, name, value)
            return audit_of(row)

    def close(self, audit: int, on: dt.date | None) -> Audit:
        """Note the day an audit was done; None opens it again."""
        with self._store.session() as session:
            row = find(session, AuditRow, audit)
            row.done = on
            return audit_of(row)

    def remove(self, audit: int) -> None:
        """Take an audit out of the programme; `restore` brings it back."""
        with self._store.session() as session:
            find(session, AuditRow, audit).deleted = now()

    def restore(self, audit: int) -> Audit:
        """Bring back an audit that was taken out."""
        with self._store.session() as session:
            row = find(session, AuditRow, audit, deleted=True)
            row.deleted = None
            return audit_of(row)

    def programme(self, year: int) -> tuple[Audit, ...]:
        """Return the audits planned for a year, by month."""
        return self._planned(year, AuditRow.deleted.is_(None))

    def removed(self, year: int) -> tuple[Audit, ...]:
        """Return the audits that were taken out of the programme of a year, by month."""
        return self._planned(year, AuditRow.deleted.is_not(None))

    def overdue(
        self, on: dt.date, edition: str | None = None, months: int = INTERVAL_MONTHS
    ) -> tuple[Overdue, ...]:
        """Return the clauses and procedures that no audit reached in `months` before `on`."""
        matrix = self._mapping.matrix(edition)
        done = self._done(on)
        since = _months_before(on, months)
        clauses = (row for row in matrix.clauses if row.assessed and row.exclusion is None)
        found = [Overdue(row.number, row.title, True, None) for row in clauses]
        found += [Overdue(c.document.id, c.name, False, None) for c in matrix.procedures]
        reached = (replace(item, last=last_reached(done, item, matrix)) for item in found)
        return tuple(item for item in reached if item.last is None or item.last < since)

    # --- findings ----------------------------------------------------------------

    def record(self, audit: int, draft: FindingDraft) -> Finding:
        """Write down a finding.

        `AuditError` without evidence, and for a nonconformity without action, role and day.
        """
        _check(draft)
        with self._store.session() as session:
            find(session, AuditRow, audit)
            row = FindingRow(audit_id=audit, recorded=now(), **draft_columns(draft))
            session.add(row)
            session.flush()
            return finding_of(row)

    def revise(self, finding: int, draft: FindingDraft) -> Finding:
        """Change what was written down."""
        _check(draft)
        with self._store.session() as session:
            row = find(session, FindingRow, finding)
            for name, value in draft_columns(draft).items():
                setattr(row, name, value)
            return finding_of(row)

    def settle(self, finding: int, on: dt.date | None) -> Finding:
        """Note the day the action was found done; None opens the finding again."""
        with self._store.session() as session:
            row = find(session, FindingRow, finding)
            row.closed = on
            return finding_of(row)

    def withdraw(self, finding: int) -> None:
        """Take a finding back; `reinstate` undoes that."""
        with self._store.session() as session:
            find(session, FindingRow, finding).deleted = now()

    def reinstate(self, finding: int) -> Finding:
        """Bring back a finding that was taken back."""
        with self._store.session() as session:
            row = find(session, FindingRow, finding, deleted=True)
            row.deleted = None
            return finding_of(row)

    def withdrawn(self, audit: int) -> tuple[Finding, ...]:
        """Return the findings of an audit that were taken back, the latest first."""
        query = select(FindingRow).where(
            FindingRow.audit_id == audit, FindingRow.deleted.is_not(None)
        )
        with self._store.session() as session:
            rows = session.scalars(query.order_by(FindingRow.deleted.desc()))
            return tuple(map(finding_of, rows))

    def findings(self, audit: int | None = None) -> tuple[Finding, ...]:
        """Return the findings of an audit, or all: open ones first, then by day due."""
        query = select(FindingRow).where(FindingRow.deleted.is_(None))
        if audit is not None:
            query = query.where(FindingRow.audit_id == audit)
        with self._store.session() as session:
            found = [finding_of(row) for row in session.scalars(query.order_by(FindingRow.id))]
        return tuple(
            sorted(found, key=lambda item: (item.closed is not None, item.draft.due or dt.date.max))
        )

    def _planned(self, year: int, kept: ColumnElement[bool]) -> tuple[Audit, ...]:
        span = AuditRow.month.between(dt.date(year, 1, 1), dt.date(year, 12, 31))
        query = select(AuditRow).where(span, kept).order_by(AuditRow.month, AuditRow.id)
        with self._store.session() as session:
            return tuple(map(audit_of, session.scalars(query)))

    def _done(self, on: dt.date) -> list[Audit]:
        query = select(AuditRow).where(AuditRow.done <= on, AuditRow.deleted.is_(None))
        with self._store.session() as session:
            return [audit_of(row) for row in session.scalars(query)]


def _check(draft: FindingDraft) -> None:
    if not draft.evidence.strip():
        raise AuditError("Phát hiện chưa có bằng chứng. Hãy ghi điều đã thấy, ở đâu, hồ sơ nào.")
    given = (draft.action.strip(), draft.responsible.strip(), draft.due)
    if draft.grade.needs_action and not all(given):
        raise AuditError(
            "Điểm không phù hợp cần hành động khắc phục, nơi chịu trách nhiệm và hạn hoàn thành. "
            "Hãy ghi đủ ba mục đó."
        )


def _months_before(day: dt.date, months: int) -> dt.date:
    """Return the day that many months earlier, the month's last where it has fewer days."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 - months, _MONTHS)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
