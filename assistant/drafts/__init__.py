"""Drafts of procedures, checked before they are issued and without indexing them.

service = DraftService(mapping, engine.encoder, settings)
report = service.check_draft("QT-05.docx", data)
"""

from assistant.drafts.model import (
    Change,
    ChangeKind,
    DraftClause,
    DraftReport,
    Finding,
    FindingKind,
    Nearest,
    Rewording,
)
from assistant.drafts.papers import CHANGES, KINDS, draft_paper, findings_sheet
from assistant.drafts.service import DraftService

__all__ = [
    "CHANGES",
    "KINDS",
    "Change",
    "ChangeKind",
    "DraftClause",
    "DraftReport",
    "DraftService",
    "Finding",
    "FindingKind",
    "Nearest",
    "Rewording",
    "draft_paper",
    "findings_sheet",
]
