"""The programme of internal audits of a year."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import streamlit as st

from assistant.audits import Audit, AuditPlan, Scope
from assistant.audits.papers import programme_paper, programme_sheet
from ui import markers
from ui.mapping_desk import Desk, act
from ui.mapping_tables import draw_papers
from ui.messages import AuditText, MappingText
from ui.plain_text import visible
from ui.press import sent
from ui.signs import day
from ui.state import say

__all__ = ["draw_programme"]

Content = dict[str, Any]

_YEAR = "audit_year"
_CHOSEN = "audit_chosen"
_LONGEST_TITLE = 200


def draw_programme(desk: Desk, edition: str) -> None:
    """Draw the audits of a year, what can be done with one, and the form for a new one."""
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
    names = {c.document.id: c.name for c in desk.mapping.matrix(edition).procedures}
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
        "rows": [{"value": str(audit.id), "cells": _cells(audit, names)} for audit in audits],
        "empty": say(AuditText.PROGRAMME_EMPTY),
    }
    chosen: str | None = st.session_state.get(_CHOSEN)
    markers.table("programme", {"content": content, "chosen": chosen}, _choose)
    opened = next((audit for audit in audits if str(audit.id) == chosen), None)
    if opened is not None:
        _draw_actions(desk, opened)
    if audits:
        draw_papers(
            f"chuong-trinh-{year}",
            functools.partial(programme_paper, year, audits, names, today),
            functools.partial(programme_sheet, year, audits, names),
        )
    _draw_removed(desk, year)
    _draw_plan(desk, edition, year)


def _choose(value: object) -> None:
    if isinstance(value, str):
        st.session_state[_CHOSEN] = value


def _cells(audit: Audit, names: dict[str, str]) -> list[Content]:
    plan, done = audit.plan, audit.done
    badge = {
        "tone": "green" if done else "orange",
        "symbol": "check_circle" if done else "schedule",
        "label": say(AuditText.DONE_ON, day=day(done)) if done else say(AuditText.NOT_DONE),
    }
    clauses = ", ".join(plan.scope.clauses) or say(AuditText.EVERYTHING)
    procedures = ", ".join(names.get(key, key) for key in plan.scope.document_ids)
    unit = plan.scope.unit or say(AuditText.UNIT_ALL)
    return [
        {"text": visible(plan.title), "sort": plan.title},
        {"text": f"{plan.month:%m/%Y}", "sort": plan.month.isoformat()},
        {"text": visible(unit), "sort": unit},
        {"text": clauses, "sub": visible(procedures) or None, "sort": clauses},
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
            on_click=act,
            args=(functools.partial(desk.audits.remove, audit.id), MappingText.SAVED),
        )


def _draw_removed(desk: Desk, year: int) -> None:
    removed = desk.audits.removed(year)
    if not removed:
        return
    with st.expander(say(AuditText.REMOVED, count=len(removed))):
        for audit in removed:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(visible(f"{audit.plan.title} ({audit.plan.month:%m/%Y})"))
                st.button(
                    say(AuditText.RESTORE),
                    icon=":material/undo:",
                    type="tertiary",
                    key=f"restore-{audit.id}",
                    on_click=act,
                    args=(functools.partial(desk.audits.restore, audit.id), MappingText.UNDONE),
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
            say(AuditText.PROCEDURES),
            list(names),
            format_func=lambda key: visible(names[key]),
            placeholder=hint,
        )
        if sent(AuditText.PLAN, "audit-plan-add", ":material/add:", "primary"):
            scope = Scope(edition, tuple(clauses), tuple(documents), unit or "")
            plan = AuditPlan(title, dt.date(year, month or 1, 1), scope)
            act(functools.partial(desk.audits.plan, plan), AuditText.PLANNED)
            st.rerun()
