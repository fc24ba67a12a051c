"""What is missing: clauses and procedures without each other, mandatory items, exclusions."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

import streamlit as st

from assistant.mapping.export_xlsx import gaps_sheet, mandatory_sheet
from assistant.mapping.gaps import Gaps
from assistant.mapping.mandatory import Finding, MandatoryRow
from assistant.mapping.papers import gaps_paper
from assistant.mapping.views import ClauseRow
from assistant.mapping.wording import MANDATORY
from ui import markers
from ui.mapping_desk import Desk, act, take_back
from ui.mapping_place import Part, choose_cell, go_to
from ui.mapping_tables import draw_papers
from ui.mapping_words import FINDINGS
from ui.messages import MappingText
from ui.plain_text import excerpt_start, visible
from ui.signs import sign_of
from ui.state import say

__all__ = ["draw_gaps"]

Content = dict[str, Any]

_QUOTE = 220  # code points of the evidence in the table
_FILTER = "mapping_findings"


def draw_gaps(desk: Desk, edition: str) -> None:
    """Draw the gaps of an edition; a clause leads to its place in the matrix."""
    gaps = desk.mapping.gaps(edition)
    matrix = desk.mapping.matrix(edition)
    names = {column.document.id: column.name for column in matrix.procedures}
    draw_papers(
        f"khoang-trong-{edition}",
        functools.partial(gaps_paper, gaps, matrix, dt.date.today()),
        functools.partial(gaps_sheet, gaps, matrix),
        functools.partial(mandatory_sheet, gaps, matrix),
    )
    _heading(MappingText.GAP_CLAUSES, len(gaps.clauses))
    clauses = [
        {
            "value": row.number,
            "number": row.number,
            "label": visible(row.title),
            "text": _guesses(row, names),
        }
        for row in gaps.clauses
    ]
    _draw_items("gap-clauses", clauses, MappingText.GAP_CLAUSES_NONE)
    _heading(MappingText.MANDATORY, len(gaps.mandatory))
    _draw_mandatory(gaps, names)
    _heading(MappingText.GAP_PROCEDURES, len(gaps.procedures))
    procedures = [
        {"value": "", "label": visible(column.name), "text": visible(column.unit)}
        for column in gaps.procedures
    ]
    _draw_items("gap-procedures", procedures, MappingText.GAP_PROCEDURES_NONE)
    _draw_exclusions(desk, gaps)


def _guesses(row: ClauseRow, names: Mapping[str, str]) -> str:
    if not row.guesses:
        return ""
    known = ", ".join(visible(names[document_id]) for document_id in row.guesses)
    return say(MappingText.GAP_GUESSES, names=known)


def _heading(text: MappingText, count: int) -> None:
    st.subheader(say(text, count=count), anchor=False)


def _open_clause(value: object) -> None:
    if isinstance(value, str) and value:
        choose_cell({"clause": value, "document": ""})
    go_to(Part.MATRIX, "")


def _draw_items(key: str, items: list[Content], nothing: MappingText) -> None:
    if items:
        markers.choices(key, {"heading": None, "items": items}, _open_clause)
    else:
        st.caption(say(nothing))


def _draw_mandatory(gaps: Gaps, names: dict[str, str]) -> None:
    counts = {finding: sum(r.finding is finding for r in gaps.mandatory) for finding in FINDINGS}
    chosen = st.pills(
        say(MappingText.FILTER_FINDING),
        [finding for finding, count in counts.items() if count],
        selection_mode="multi",
        format_func=lambda finding: f"{say(FINDINGS[finding].text)} ({counts[finding]})",
        key=_FILTER,
        label_visibility="collapsed",
    )
    order = list(FINDINGS)
    rows = [row for row in gaps.mandatory if not chosen or row.finding in chosen]
    rows.sort(key=lambda row: order.index(row.finding))
    content = {
        "columns": [
            {"label": say(text)}
            for text in (
                MappingText.MANDATORY_ITEM,
                MappingText.STATUS,
                MappingText.CLAUSE,
                MappingText.MANDATORY_EVIDENCE,
            )
        ],
        "rows": [
            {"value": row.item.clause, "cells": _mandatory(row, names, order.index(row.finding))}
            for row in rows
        ],
        "empty": say(MappingText.NOTHING),
    }
    markers.table("mandatory", {"content": content, "chosen": None}, _open_clause)


def _mandatory(row: MandatoryRow, names: dict[str, str], rank: int) -> list[Content]:
    place = row.place
    text = say(MappingText.MANDATORY_NO_EVIDENCE)
    quote = row.reason if row.finding is Finding.EXCLUDED else ""
    if place is not None:
        document = names.get(place.document_id, "")
        text = say(MappingText.LOCATOR_OF, label=place.label, document=document)
        quote = place.quote
    return [
        {
            "text": visible(_capital(row.item.name)),
            "sub": MANDATORY[row.item.kind],
            "sort": row.item.name,
        },
        {"text": "", "badges": [sign_of(FINDINGS[row.finding])], "sort": rank},
        {"text": row.item.clause, "sort": row.item.clause},
        {
            "text": visible(text),
            "sub": visible(excerpt_start(quote, _QUOTE)) if quote else None,
            "sort": text,
        },
    ]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _draw_exclusions(desk: Desk, gaps: Gaps) -> None:
    _heading(MappingText.EXCLUSIONS, len(gaps.exclusions))
    if not gaps.exclusions:
        st.caption(say(MappingText.EXCLUSIONS_NONE))
    for decision in gaps.exclusions:
        clause = decision.key.clause
        with st.container(horizontal=True, vertical_alignment="center"):
            reason, name = visible(decision.rationale), visible(decision.officer)
            text = say(MappingText.EXCLUDED_BY, reason=reason, officer=name)
            st.text(f"{say(MappingText.CLAUSE)} {clause}. {text}")
            undo = functools.partial(take_back, desk, decision.key)
            st.button(
                say(MappingText.UNDO),
                icon=":material/undo:",
                type="tertiary",
                key=f"undo-exclusion-{clause}",
                on_click=act,
                args=(undo, MappingText.UNDONE),
            )
