"""What procedures cite and whether it is still in force; which procedures to revise first."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import streamlit as st

from assistant.labels import document_label
from assistant.mapping.export_xlsx import citations_sheet
from assistant.mapping.papers import stale_paper
from assistant.mapping.stale import Citation, Revision, StaleReport
from ui import markers
from ui.mapping_desk import Desk
from ui.mapping_quotes import passages
from ui.mapping_tables import draw_papers
from ui.messages import MappingText
from ui.plain_text import visible
from ui.signs import badge_of, unverified
from ui.state import decimal, say

__all__ = ["draw_stale"]

Content = dict[str, Any]

_ON = "mapping_stale_on"
_SHOW = "mapping_stale_show"
_CHOSEN = "mapping_citation"
_EARLIEST, _LATEST = dt.date(1945, 9, 2), dt.date(2100, 12, 31)
_SHOWS = {
    "all": MappingText.ALL,
    "ended": MappingText.STALE_ENDED,
    "unknown": MappingText.STALE_UNKNOWN,
}


def draw_stale(desk: Desk) -> None:
    """Draw the procedures to revise, then every reference; one opens its passages."""
    on = st.date_input(
        say(MappingText.STALE_ON),
        value=dt.date.today(),
        min_value=_EARLIEST,
        max_value=_LATEST,
        format="DD/MM/YYYY",
        key=_ON,
        width=220,
    )
    report = desk.mapping.stale(on if isinstance(on, dt.date) else dt.date.today())
    matrix = desk.mapping.matrix()
    draw_papers(
        f"vien-dan-{report.on:%Y-%m-%d}",
        functools.partial(stale_paper, report, matrix),
        functools.partial(citations_sheet, report),
    )
    count = len(report.revisions)
    st.subheader(say(MappingText.REVISIONS, count=count), anchor=False)
    if report.revisions:
        items = [_revision(n, revision) for n, revision in enumerate(report.revisions, 1)]
        markers.choices("revisions", {"heading": None, "items": items}, _choose)
    else:
        st.caption(say(MappingText.REVISIONS_NONE))
    st.subheader(say(MappingText.CITATIONS), anchor=False)
    _draw_citations(desk, report)


def _choose(value: object) -> None:
    if isinstance(value, str):
        st.session_state[_CHOSEN] = value


def _value(citation: Citation) -> str:
    return f"{citation.procedure.id}#{citation.number}"


def _revision(rank: int, revision: Revision) -> Content:
    return {
        "value": _value(revision.citations[0]),
        "number": f"{rank}.",
        "label": visible(document_label(revision.procedure)),
        "text": visible(revision.reason),
        "badge": {"tone": "orange", "symbol": "priority_high", "label": decimal(revision.urgency)},
    }


def _draw_citations(desk: Desk, report: StaleReport) -> None:
    kept = {"all": report.citations, "ended": report.ended, "unknown": report.unknown}
    show = st.segmented_control(
        say(MappingText.STALE_SHOW),
        list(_SHOWS),
        default="all",
        required=True,
        format_func=lambda name: f"{say(_SHOWS[name])} ({len(kept[name])})",
        key=_SHOW,
        label_visibility="collapsed",
    )
    chosen: str | None = st.session_state.get(_CHOSEN)
    opened = next((item for item in report.citations if _value(item) == chosen), None)
    if opened is not None:
        with st.container(key="mapping-citation", border=True):
            _draw_passages(desk, opened)
    rows = sorted(kept[show or "all"], key=lambda item: (not item.ended, not item.unknown))
    columns = (
        MappingText.CITED,
        MappingText.PROCEDURE,
        MappingText.STATUS,
        MappingText.REPLACED_BY,
        MappingText.WHERE,
    )
    content = {
        "columns": [{"label": say(text)} for text in columns],
        "rows": [{"value": _value(item), "cells": _cells(item)} for item in rows],
        "empty": say(MappingText.NOTHING),
    }
    markers.table("citations", {"content": content, "chosen": chosen}, _choose)


def _cells(citation: Citation) -> list[Content]:
    statement = citation.statement
    places = ", ".join(dict.fromkeys(place.label for place in citation.places))
    replaced = ", ".join(statement.replaced_by)
    procedure = document_label(citation.procedure)
    badges = [badge_of(statement.status)]
    if citation.listed and not statement.verified:
        badges.append(unverified())
    return [
        {
            "text": visible(citation.number),
            "sub": visible(citation.title or "") or None,
            "sort": citation.number,
        },
        {"text": visible(procedure), "sort": procedure},
        {
            "text": "",
            "badges": badges,
            "sub": None if citation.listed else say(MappingText.NOT_LISTED),
            "sort": statement.status,
        },
        {"text": visible(replaced), "sort": replaced or None},
        {"text": visible(places), "sort": places},
    ]


def _draw_passages(desk: Desk, citation: Citation) -> None:
    statement = citation.statement
    items = passages(desk.mapping.agency, citation.places)
    column = {"heading": say(MappingText.WHERE), "items": items, "empty": ""}
    content = {
        "title": visible(f"{document_label(citation.procedure)}: {citation.number}"),
        "text": visible(statement.reason),
        "badges": [badge_of(statement.status)],
        "notices": [visible(text) for text in statement.exceptions],
        "columns": [column],
    }
    markers.compare("citation", {"content": content, "reveal": True})
    st.button(
        say(MappingText.CLOSE),
        icon=":material/close:",
        type="tertiary",
        key="close-citation",
        on_click=_choose,
        args=("",),
    )
