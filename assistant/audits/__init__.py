"""Internal audits: checklists from clauses and procedures, findings, a yearly programme."""

from assistant.audits.model import (
    Audit,
    AuditPlan,
    CheckItem,
    Checklist,
    Finding,
    FindingDraft,
    Grade,
    LookAt,
    Overdue,
    Scope,
    Source,
)
from assistant.audits.service import AuditService

__all__ = [
    "Audit",
    "AuditPlan",
    "AuditService",
    "CheckItem",
    "Checklist",
    "Finding",
    "FindingDraft",
    "Grade",
    "LookAt",
    "Overdue",
    "Scope",
    "Source",
]
