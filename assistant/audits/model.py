"""The nouns of internal audits: checklists, audits, findings, the programme of a year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Audit",
    "AuditPlan",
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


class Source(StrEnum):
    """Where a question comes from.

    SITUATION: how people speak of the clause. STEP: a procedure's step. RECORD: its list of
    records. NONCONFORMITY: a wrong that is typical of the clause.
    """

    SITUATION = "situation"
    STEP = "step"
    RECORD = "record"
    NONCONFORMITY = "nonconformity"


class Grade(StrEnum):
    """What an auditor makes of what was seen."""

    CONFORMING = "conforming"
    RECOMMENDATION = "recommendation"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def needs_action(self) -> bool:
        """Whether a finding of this grade asks for corrective action."""
        return self in (Grade.MINOR, Grade.MAJOR)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is audited: clauses of an edition, procedures, a unit; an empty one means all."""

    edition: str
    clauses: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LookAt:
    """A record, form or passage to look at, and the words that name it.

    `quote` stands verbatim in the provision `locator` of the document.
    """

    name: str
    document_id: str
    label: str
    locator: str
    quote: str


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A question of a checklist with its clause and what to look at."""

    clause: str
    clause_title: str
    question: str
    source: Source
    look_at: tuple[LookAt, ...]
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The questions of a scope, by clause in the standard's order."""

    scope: Scope
    items: tuple[CheckItem, ...]


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """An audit as it is planned: a title, its month and its scope."""

    title: str
    month: dt.date
    scope: Scope


@dataclass(frozen=True, slots=True)
class Audit:
    """A planned audit; `done` is the day it was closed, None before."""

    id: int
    plan: AuditPlan
    done: dt.date | None


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """What an auditor writes down; `responsible` is a role, `due` a day to be ready by."""

    clause: str
    grade: Grade
    evidence: str
    document_id: str = ""
    unit: str = ""
    action: str = ""
    responsible: str = ""
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of an audit; `closed` is the day its action was found done."""

    id: int
    audit_id: int
    draft: FindingDraft
    recorded: dt.datetime
    closed: dt.date | None

    def late(self, on: dt.date) -> bool:
        """Whether its action should have been done before `on` and was not."""
        due = self.draft.due
        return self.closed is None and due is not None and due < on


@dataclass(frozen=True, slots=True)
class Overdue:
    """A clause or a procedure that no audit reached in the interval; `last` may be never."""

    key: str
    name: str
    is_clause: bool
    last: dt.date | None
