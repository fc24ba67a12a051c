"""The checklist of an audit: its scope, the questions, what to look at, papers to take along."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import streamlit as st

from assistant.audits import CheckItem, Scope, Source
from assistant.audits.papers import checklist_paper, checklist_sheet
from ui import markers
from ui.mapping_desk import Desk
from ui.mapping_quotes import quoted
from ui.mapping_tables import draw_papers
from ui.messages import AuditText, MappingText
from ui.plain_text import visible
from ui.state import say

__all__ = ["draw_checklist"]

Content = dict[str, Any]

_CHOSEN = "audit_question"
_SOURCES = {source: AuditText[f"SOURCE_{source.name}"] for source in Source}


def draw_checklist(desk: Desk, edition: str) -> None:
    """Draw the choice of a scope, then its questions; one opens what to look at."""
    checklist = desk.audits.checklist(_draw_scope(desk, edition))
    if not checklist.items:
        st.caption(say(AuditText.CHECKLIST_EMPTY))
        return
    title = AuditText.CHECKLIST_TITLE.value.vi
    draw_papers(
        "bang-cau-hoi",
        functools.partial(checklist_paper, title, checklist, dt.date.today()),
        functools.partial(checklist_sheet, checklist),
    )
    st.caption(say(AuditText.CHECKLIST_COUNT, count=len(checklist.items)))
    names = {column.document.id: column.name for column in desk.mapping.matrix(edition).procedures}
    chosen: str | None = st.session_state.get(_CHOSEN)
    places = {f"{number}": item for number, item in enumerate(checklist.items)}
    if chosen in places:
        with st.container(key="audit-question", border=True):
            _draw_item(places[chosen], names)
    content = {
        "columns": [
            {"label": say(text)}
            for text in (
                AuditText.QUESTION,
                AuditText.CLAUSE,
                AuditText.LOOK_AT,
                AuditText.SOURCE,
            )
        ],
        "rows": [{"value": key, "cells": _cells(item)} for key, item in places.items()],
        "empty": say(AuditText.CHECKLIST_EMPTY),
    }
    markers.table("checklist", {"content": content, "chosen": chosen}, _choose)


def _choose(value: object) -> None:
    if isinstance(value, str):
        st.session_state[_CHOSEN] = value


def _draw_scope(desk: Desk, edition: str) -> Scope:
    matrix = desk.mapping.matrix(edition)
    names = {column.document.id: column.name for column in matrix.procedures}
    titles = {row.number: f"{row.number} {row.title}" for row in matrix.clauses}
    unit_field, clause_field, document_field = st.columns(3)
    hint = say(AuditText.EMPTY_MEANS_ALL)
    unit = unit_field.selectbox(
        say(AuditText.UNIT),
        desk.audits.units(),
        index=None,
        placeholder=say(AuditText.UNIT_ALL),
        format_func=visible,
        key="checklist-unit",
    )
    clauses = clause_field.multiselect(
        say(AuditText.CLAUSES),
        list(titles),
        format_func=titles.__getitem__,
        placeholder=hint,
        key=f"checklist-clauses-{edition}",
    )
    documents = document_field.multiselect(
        say(AuditText.PROCEDURES),
        list(names),
        format_func=lambda key: visible(names[key]),
        placeholder=hint,
        key="checklist-procedures",
    )
    return Scope(edition, tuple(clauses), tuple(documents), unit or "")


def _cells(item: CheckItem) -> list[Content]:
    looks = "; ".join(dict.fromkeys(look.name for look in item.look_at))
    source = say(_SOURCES[item.source])
    return [
        {"text": visible(item.question), "sort": item.question},
        {"text": item.clause, "sub": visible(item.clause_title), "sort": item.clause},
        {"text": visible(looks), "sort": looks},
        {"text": source, "sort": source},
    ]


def _draw_item(item: CheckItem, names: dict[str, str]) -> None:
    looks = [
        quoted(_label(look.label, names.get(look.document_id)), look.quote, visible(look.name))
        for look in item.look_at
    ]
    content = {
        "title": visible(item.question),
        "text": visible(f"{item.clause} {item.clause_title}"),
        "badges": [],
        "notices": [],
        "columns": [{"heading": say(AuditText.LOOK_AT), "items": looks, "empty": ""}],
    }
    markers.compare("question", {"content": content, "reveal": True})
    st.button(
        say(MappingText.CLOSE),
        icon=":material/close:",
        type="tertiary",
        key="close-question",
        on_click=_choose,
        args=("",),
    )


def _label(label: str, document: str | None) -> str:
    return say(MappingText.LOCATOR_OF, label=label, document=document) if document else label
