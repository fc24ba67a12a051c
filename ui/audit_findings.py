"""Findings of audits: written down, followed up, settled."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import streamlit as st

from assistant.audits import Audit, Finding, FindingDraft, Grade
from assistant.audits.papers import findings_paper, findings_sheet
from assistant.mapping.views import Matrix
from ui import markers
from ui.mapping_desk import Desk, act
from ui.mapping_tables import draw_papers
from ui.messages import AuditText, MappingText
from ui.plain_text import excerpt_start, visible
from ui.press import sent
from ui.signs import day, sign_of
from ui.state import say
from ui.vocabulary import Sign

__all__ = ["draw_findings"]

Content = dict[str, Any]

_AUDIT = "audit_findings_of"
_CHOSEN = "audit_finding"
_LONGEST = 4_000  # code points of evidence or action
_SHORT = 160  # code points of evidence in a line
_GRADES = {
    Grade.CONFORMING: Sign("green", "check_circle", AuditText.CONFORMING),
    Grade.RECOMMENDATION: Sign("blue", "lightbulb", AuditText.RECOMMENDATION),
    Grade.MINOR: Sign("yellow", "warning", AuditText.MINOR),
    Grade.MAJOR: Sign("red", "error", AuditText.MAJOR),
}


def draw_findings(desk: Desk, edition: str) -> None:
    """Draw the findings of an audit, open ones first, and the form for a new one."""
    year = dt.date.today().year
    audits = {audit.id: audit for y in (year, year - 1) for audit in desk.audits.programme(y)}
    if not audits:
        st.caption(say(AuditText.AUDIT_NONE))
        return
    chosen = st.selectbox(
        say(AuditText.AUDIT), list(audits), format_func=lambda key: _named(audits[key]), key=_AUDIT
    )
    audit = audits[chosen if chosen in audits else next(iter(audits))]
    matrix = desk.mapping.matrix(edition)
    findings = desk.audits.findings(audit.id)
    names = {column.document.id: column.name for column in matrix.procedures}
    _draw_table(desk, findings, names)
    if findings:
        title = AuditText.FINDINGS_TITLE.value.vi
        draw_papers(
            "phat-hien",
            functools.partial(findings_paper, title, findings, names, dt.date.today()),
            functools.partial(findings_sheet, findings, names),
        )
    _draw_withdrawn(desk, audit)
    _draw_form(desk, audit, matrix)


def _named(audit: Audit) -> str:
    return visible(f"{audit.plan.title} ({audit.plan.month:%m/%Y})")


def _choose(value: object) -> None:
    if isinstance(value, str):
        st.session_state[_CHOSEN] = value


def _draw_table(desk: Desk, findings: tuple[Finding, ...], names: dict[str, str]) -> None:
    columns = (
        AuditText.EVIDENCE,
        AuditText.GRADE,
        AuditText.CLAUSE,
        AuditText.ACTION,
        AuditText.DUE,
    )
    content = {
        "columns": [{"label": say(text)} for text in columns],
        "rows": [{"value": str(item.id), "cells": _cells(item, names)} for item in findings],
        "empty": say(AuditText.FINDINGS_EMPTY),
    }
    chosen: str | None = st.session_state.get(_CHOSEN)
    markers.table("findings", {"content": content, "chosen": chosen}, _choose)
    opened = next((item for item in findings if str(item.id) == chosen), None)
    if opened is not None:
        _draw_actions(desk, opened)


def _cells(finding: Finding, names: dict[str, str]) -> list[Content]:
    draft = finding.draft
    state = {"tone": "gray", "symbol": "radio_button_unchecked", "label": say(AuditText.OPEN)}
    if finding.closed:
        label = say(AuditText.CLOSED, day=day(finding.closed))
        state = {"tone": "green", "symbol": "check_circle", "label": label}
    elif finding.late(dt.date.today()):
        state = {"tone": "red", "symbol": "schedule", "label": say(AuditText.LATE)}
    owner = names.get(draft.document_id, "")
    return [
        {"text": visible(draft.evidence), "sub": visible(owner) or None, "sort": draft.evidence},
        {
            "text": "",
            "badges": [sign_of(_GRADES[draft.grade])],
            "sort": list(Grade).index(draft.grade),
        },
        {"text": draft.clause, "sort": draft.clause},
        {
            "text": visible(draft.action),
            "sub": visible(draft.responsible) or None,
            "sort": draft.action or None,
        },
        {
            "text": day(draft.due),
            "badges": [state] if draft.grade.needs_action or finding.closed else [],
            "sort": draft.due.isoformat() if draft.due else None,
        },
    ]


def _draw_actions(desk: Desk, finding: Finding) -> None:
    with st.container(horizontal=True):
        closing = None if finding.closed else dt.date.today()
        st.button(
            say(AuditText.UNSETTLE if finding.closed else AuditText.SETTLE),
            icon=":material/undo:" if finding.closed else ":material/check:",
            on_click=act,
            args=(functools.partial(desk.audits.settle, finding.id, closing), MappingText.SAVED),
        )
        st.button(
            say(AuditText.WITHDRAW),
            icon=":material/delete:",
            on_click=act,
            args=(functools.partial(desk.audits.withdraw, finding.id), MappingText.SAVED),
        )


def _draw_withdrawn(desk: Desk, audit: Audit) -> None:
    withdrawn = desk.audits.withdrawn(audit.id)
    if not withdrawn:
        return
    with st.expander(say(AuditText.WITHDRAWN, count=len(withdrawn))):
        for finding in withdrawn:
            draft = finding.draft
            grade, evidence = say(_GRADES[draft.grade].text), excerpt_start(draft.evidence, _SHORT)
            text = say(
                AuditText.WITHDRAWN_ITEM, grade=grade, clause=draft.clause, evidence=evidence
            )
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(visible(text))
                st.button(
                    say(AuditText.RESTORE),
                    icon=":material/undo:",
                    type="tertiary",
                    key=f"reinstate-{finding.id}",
                    on_click=act,
                    args=(
                        functools.partial(desk.audits.reinstate, finding.id),
                        MappingText.UNDONE,
                    ),
                )


def _draw_form(desk: Desk, audit: Audit, matrix: Matrix) -> None:
    names = {column.document.id: column.name for column in matrix.procedures}
    titles = {row.number: f"{row.number} {row.title}" for row in matrix.clauses if row.assessed}
    with st.expander(say(AuditText.RECORD)), st.form("finding", border=False):
        left, right = st.columns(2)
        clause = left.selectbox(
            say(AuditText.CLAUSES), list(titles), format_func=titles.__getitem__
        )
        grade = right.selectbox(
            say(AuditText.GRADE), list(Grade), format_func=lambda item: say(_GRADES[item].text)
        )
        evidence = st.text_area(say(AuditText.EVIDENCE), max_chars=_LONGEST)
        document = left.selectbox(
            say(MappingText.PROCEDURE),
            list(names),
            index=None,
            format_func=lambda key: visible(names[key]),
            placeholder=say(AuditText.NO_PROCEDURE),
        )
        responsible = right.text_input(say(AuditText.RESPONSIBLE), max_chars=200)
        action = st.text_area(say(AuditText.ACTION), max_chars=_LONGEST)
        due = st.date_input(say(AuditText.DUE), value=None, format="DD/MM/YYYY", width=220)
        if sent(AuditText.RECORD, "finding-record", ":material/save:", "primary"):
            draft = FindingDraft(
                clause=clause or "",
                grade=grade or Grade.CONFORMING,
                evidence=evidence,
                document_id=document or "",
                unit=audit.plan.scope.unit,
                action=action,
                responsible=responsible,
                due=due if isinstance(due, dt.date) else None,
            )
            act(functools.partial(desk.audits.record, audit.id, draft), AuditText.RECORDED)
            st.rerun()
