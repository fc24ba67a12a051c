"""Internal audits: the programme of a year, checklists, findings, what was not audited."""

from __future__ import annotations

import datetime as dt
import functools
from enum import StrEnum
from typing import Any

import streamlit as st

from assistant.audits import Audit, AuditPlan, Overdue, Scope
from assistant.audits.papers import overdue_sheet, programme_sheet
from assistant.exports import write_xlsx
from ui import markers
from ui.audit_checklist import draw_checklist
from ui.audit_findings import draw_findings
from ui.mapping_desk import Desk, act
from ui.mapping_tables import XLSX, draw_download
from ui.messages import AuditText, MappingText
from ui.plain_text import visible
from ui.signs import day
from ui.state import say

__all__ = ["draw_audit"]

Content = dict[str, Any]

_PART = "audit_part"
_YEAR = "audit_year"
_MONTHS = "audit_months"
_REMOVED = "audit_removed"
_CHOSEN = "audit_chosen"
_LONGEST_TITLE = 200
_INTERVAL, _LONGEST_INTERVAL = 12, 60  # months


class _Part(StrEnum):
    PROGRAMME = "programme"
    CHECKLIST = "checklist"
    FINDINGS = "findings"
    OVERDUE = "overdue"


def draw_audit(desk: Desk, edition: str) -> None:
    """Draw the switch between the parts of internal audits and the part that is open."""
    months = int(st.session_state.get(_MONTHS, _INTERVAL))
    overdue = desk.audits.overdue(dt.date.today(), edition, months)

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
        _draw_overdue(overdue)
    else:
        _draw_programme(desk, edition)


# --- the programme ---------------------------------------------------------------------


def _draw_programme(desk: Desk, edition: str) -> None:
    today = dt.date.today()
    year = int(
        st.number_input(
            say(AuditText.YEAR),
            min_value=2000,
            max_value=2100,
            value=today.year,
            key=_YEAR,
            width=160,
        )
    )
    audits = desk.audits.programme(year)
    _draw_restore(desk)
    content = {
        "columns": [
            {"label": say(text)}
            for text in (
                AuditText.TITLE,
                AuditText.MONTH,
                AuditText.UNIT,
                AuditText.CLAUSES,
                AuditText.STATUS,
            )
        ],
        "rows": [{"value": str(audit.id), "cells": _cells(audit)} for audit in audits],
        "empty": say(AuditText.PROGRAMME_EMPTY),
    }
    chosen: str | None = st.session_state.get(_CHOSEN)
    markers.table("programme", {"content": content, "chosen": chosen}, _choose)
    opened = next((audit for audit in audits if str(audit.id) == chosen), None)
    if opened is not None:
        _draw_actions(desk, opened)
    if audits:
        make = functools.partial(_programme_book, desk, year)
        draw_download(MappingText.DOWNLOAD_XLSX, f"chuong-trinh-{year}.xlsx", XLSX, make)
    _draw_plan(desk, edition, year)


def _programme_book(desk: Desk, year: int) -> bytes:
    return write_xlsx([programme_sheet(year, desk.audits.programme(year))])


def _choose(value: object) -> None:
    if isinstance(value, str):
        st.session_state[_CHOSEN] = value


def _cells(audit: Audit) -> list[Content]:
    plan, done = audit.plan, audit.done
    badge = {
        "tone": "green" if done else "orange",
        "symbol": "check_circle" if done else "schedule",
        "label": say(AuditText.DONE_ON, day=day(done)) if done else say(AuditText.NOT_DONE),
    }
    clauses = ", ".join(plan.scope.clauses) or say(AuditText.EVERYTHING)
    unit = plan.scope.unit or say(AuditText.UNIT_ALL)
    return [
        {"text": visible(plan.title), "sort": plan.title},
        {"text": f"{plan.month:%m/%Y}", "sort": plan.month.isoformat()},
        {"text": visible(unit), "sort": unit},
        {"text": clauses, "sort": clauses},
        {"text": "", "badges": [badge], "sort": done.isoformat() if done else None},
    ]


def _draw_actions(desk: Desk, audit: Audit) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(visible(audit.plan.title))
        closing = None if audit.done else dt.date.today()
        st.button(
            say(AuditText.MARK_OPEN if audit.done else AuditText.MARK_DONE),
            icon=":material/undo:" if audit.done else ":material/check:",
            on_click=act,
            args=(functools.partial(desk.audits.close, audit.id, closing), MappingText.SAVED),
        )
        st.button(
            say(AuditText.REMOVE),
            icon=":material/delete:",
            on_click=functools.partial(_remove, desk, audit),
        )


def _remove(desk: Desk, audit: Audit) -> None:
    def work() -> None:
        desk.audits.remove(audit.id)
        st.session_state[_REMOVED] = audit

    act(work, AuditText.REMOVED, title=visible(audit.plan.title))


def _draw_restore(desk: Desk) -> None:
    removed: Audit | None = st.session_state.get(_REMOVED)
    if removed is None:
        return

    def restore() -> None:
        desk.audits.restore(removed.id)
        st.session_state[_REMOVED] = None

    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(say(AuditText.REMOVED, title=visible(removed.plan.title)))
        st.button(
            say(AuditText.RESTORE),
            icon=":material/undo:",
            on_click=functools.partial(act, restore, MappingText.UNDONE),
        )


def _draw_plan(desk: Desk, edition: str, year: int) -> None:
    matrix = desk.mapping.matrix(edition)
    names = {column.document.id: column.name for column in matrix.procedures}
    titles = {row.number: f"{row.number} {row.title}" for row in matrix.clauses}
    with (
        st.expander(say(AuditText.PLAN)),
        st.form("audit-plan", clear_on_submit=True, border=False),
    ):
        title = st.text_input(say(AuditText.TITLE), max_chars=_LONGEST_TITLE)
        left, right = st.columns(2)
        month = left.selectbox(
            say(AuditText.MONTH),
            range(1, 13),
            index=dt.date.today().month - 1,
            format_func=lambda number: say(AuditText.MONTH_VALUE, month=number),
        )
        unit = right.selectbox(
            say(AuditText.UNIT),
            desk.audits.units(),
            index=None,
            placeholder=say(AuditText.UNIT_ALL),
            format_func=visible,
        )
        hint = say(AuditText.EMPTY_MEANS_ALL)
        clauses = left.multiselect(
            say(AuditText.CLAUSES), list(titles), format_func=titles.__getitem__, placeholder=hint
        )
        documents = right.multiselect(
            say(AuditText.PROCEDURES), list(names), format_func=names.__getitem__, placeholder=hint
        )
        if st.form_submit_button(say(AuditText.PLAN), type="primary", icon=":material/add:"):
            scope = Scope(edition, tuple(clauses), tuple(documents), unit or "")
            plan = AuditPlan(title, dt.date(year, month or 1, 1), scope)
            act(functools.partial(desk.audits.plan, plan), AuditText.PLANNED)
            st.rerun()


# --- what is overdue ---------------------------------------------------------------------


def _draw_overdue(overdue: tuple[Overdue, ...]) -> None:
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
        make = functools.partial(_overdue_book, overdue)
        draw_download(MappingText.DOWNLOAD_XLSX, "chua-danh-gia.xlsx", XLSX, make)


def _overdue_book(overdue: tuple[Overdue, ...]) -> bytes:
    return write_xlsx([overdue_sheet(overdue)])


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
