"""Internal audits: the switch between their parts."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import streamlit as st

from ui.audit_checklist import draw_checklist
from ui.audit_findings import draw_findings
from ui.audit_overdue import draw_overdue, interval
from ui.audit_programme import draw_programme
from ui.mapping_desk import Desk
from ui.messages import AuditText
from ui.state import say

__all__ = ["draw_audit"]

_PART = "audit_part"


class _Part(StrEnum):
    PROGRAMME = "programme"
    CHECKLIST = "checklist"
    FINDINGS = "findings"
    OVERDUE = "overdue"


def draw_audit(desk: Desk, edition: str) -> None:
    """Draw the switch between the parts of internal audits and the part that is open."""
    overdue = desk.audits.overdue(dt.date.today(), edition, interval())

    def label(part: _Part) -> str:
        return say(AuditText[part.name], count=len(overdue))

    part = st.segmented_control(
        say(AuditText.PARTS),
        list(_Part),
        default=_Part.PROGRAMME,
        required=True,
        format_func=label,
        key=_PART,
        label_visibility="collapsed",
    )
    if part == _Part.CHECKLIST:
        draw_checklist(desk, edition)
    elif part == _Part.FINDINGS:
        draw_findings(desk, edition)
    elif part == _Part.OVERDUE:
        draw_overdue(overdue)
    else:
        draw_programme(desk, edition)
