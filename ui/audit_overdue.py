"""The clauses and procedures that no audit reached within the planned interval."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import streamlit as st

from assistant.audits import Overdue
from assistant.audits.papers import overdue_paper, overdue_sheet
from ui import markers
from ui.mapping_tables import draw_papers
from ui.messages import AuditText, MappingText
from ui.plain_text import visible
from ui.signs import day
from ui.state import say

__all__ = ["draw_overdue", "interval"]

Content = dict[str, Any]

_MONTHS = "audit_months"
_INTERVAL, _LONGEST_INTERVAL = 12, 60  # months


def interval() -> int:
    """Return the longest time between two audits that the session asks for, in months."""
    return int(st.session_state.get(_MONTHS, _INTERVAL))


def draw_overdue(overdue: tuple[Overdue, ...]) -> None:
    """Draw the interval, what was not audited within it, and the papers of that."""
    st.number_input(
        say(AuditText.INTERVAL),
        min_value=1,
        max_value=_LONGEST_INTERVAL,
        value=_INTERVAL,
        key=_MONTHS,
        width=220,
    )
    content = {
        "columns": [
            {"label": say(text)}
            for text in (MappingText.NAME, AuditText.OVERDUE_KIND, AuditText.LAST)
        ],
        "rows": [{"value": item.key, "cells": _overdue_cells(item)} for item in overdue],
        "empty": say(AuditText.OVERDUE_NONE),
    }
    markers.table("overdue", {"content": content, "chosen": None}, lambda _: None)
    if overdue:
        draw_papers(
            "chua-danh-gia",
            functools.partial(overdue_paper, overdue, interval(), dt.date.today()),
            functools.partial(overdue_sheet, overdue),
        )


def _overdue_cells(item: Overdue) -> list[Content]:
    name = f"{item.key} {item.name}" if item.is_clause else item.name
    kind = say(AuditText.OVERDUE_CLAUSE if item.is_clause else AuditText.OVERDUE_PROCEDURE)
    return [
        {"text": visible(name), "sort": name},
        {"text": kind, "sort": kind},
        {
            "text": day(item.last) or say(AuditText.NEVER),
            "sort": item.last.isoformat() if item.last else "",
        },
    ]
