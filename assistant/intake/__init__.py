"""Bringing documents in: files kept safely, read into a generation that waits for a decision."""

from assistant.intake.corrections import Correction
from assistant.intake.findings import Finding, FindingKind, Outcome, findings
from assistant.intake.run import Progress, Run, RunState
from assistant.intake.service import IntakeService
from assistant.intake.uploads import Conflict, SavedFile, Uploads, safe_name

__all__ = [
    "Conflict",
    "Correction",
    "Finding",
    "FindingKind",
    "IntakeService",
    "Outcome",
    "Progress",
    "Run",
    "RunState",
    "SavedFile",
    "Uploads",
    "findings",
    "safe_name",
]
