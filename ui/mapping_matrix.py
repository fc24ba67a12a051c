"""The matrix as its component shows it, and the cells that wait for a decision."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import Any

import streamlit as st

from assistant.mapping.export_xlsx import evidence_sheet, matrix_sheet
from assistant.mapping.model import CellKey, State
from assistant.mapping.papers import matrix_paper
from assistant.mapping.views import ClauseRow, Matrix, ProcedureColumn
from ui import markers
from ui.mapping_cell import draw_cell
from ui.mapping_desk import Desk
from ui.mapping_place import cell_shown, choose_cell, shown_only
from ui.mapping_review import draw_unplaced
from ui.mapping_tables import draw_import, draw_papers
from ui.mapping_words import RELATIONS, STATES
from ui.messages import MappingText
from ui.plain_text import visible
from ui.signs import sign_of
from ui.state import say

__all__ = ["draw_matrix", "matrix_content"]

Content = dict[str, Any]

_KIND = re.compile(r"^quy trình\s+", re.IGNORECASE)
_LABELS = {
    "corner": MappingText.CORNER,
    "grid": MappingText.GRID,
    "search": MappingText.SEARCH,
    "show": MappingText.SHOW,
    "relation": MappingText.FILTER_RELATION,
    "relations": MappingText.ALL_RELATIONS,
    "unit": MappingText.UNIT,
    "units": MappingText.ALL_UNITS,
    "fold": MappingText.FOLD_ALL,
    "unfold": MappingText.UNFOLD_ALL,
    "gap": MappingText.GAP,
    "excluded": MappingText.NOT_APPLICABLE,
    "review": MappingText.TO_REVIEW,
    "nothing": MappingText.NO_RELATION,
    "count": MappingText.MATRIX_COUNT,
    "empty": MappingText.MATRIX_EMPTY,
    "keys": MappingText.KEYS,
}
_SHOWS = {
    "": MappingText.SHOW_ALL,
    "gaps": MappingText.SHOW_GAPS,
    "review": MappingText.SHOW_REVIEW,
    "proposed": MappingText.SHOW_PROPOSED,
}


def draw_matrix(desk: Desk, matrix: Matrix) -> None:
    """Draw the matrix, under it the open cell with its evidence, then what is taken along."""
    key = cell_shown(matrix.edition)
    if key is not None and not _exists(matrix, key):
        key = None
    chosen = {"clause": key.clause, "document": key.document_id} if key else None
    markers.matrix(
        f"matrix-{matrix.edition}",
        {"content": matrix_content(matrix), "chosen": chosen, "show": shown_only()},
        choose_cell,
    )
    if key is not None:
        with st.container(key="mapping-cell", border=True):
            draw_cell(desk, matrix, key)
    draw_unplaced(desk, matrix)
    draw_papers(
        f"ma-tran-{matrix.edition}",
        functools.partial(matrix_paper, matrix, dt.date.today()),
        functools.partial(matrix_sheet, matrix),
        functools.partial(evidence_sheet, desk.mapping, matrix),
    )
    draw_import(desk, matrix)


def _exists(matrix: Matrix, key: CellKey) -> bool:
    documents = {column.document.id for column in matrix.procedures} | {""}
    clauses = {row.number for row in matrix.clauses}
    return key.clause in clauses and key.document_id in documents


def matrix_content(matrix: Matrix) -> Content:
    """Return what `matrix.js` draws; its shape stands there."""
    return {
        "clauses": [_clause(row) for row in matrix.clauses],
        "procedures": [_procedure(column) for column in matrix.procedures],
        "cells": [
            [cell.clause, cell.document_id, cell.relation, cell.state, cell.to_review]
            for cell in matrix.cells.values()
        ],
        "relations": {relation: sign_of(sign) for relation, sign in RELATIONS.items()},
        "states": {state: say(STATES[state]) for state in State},
        "shows": [[value, say(text)] for value, text in _SHOWS.items()],
        "labels": {name: say(text) for name, text in _LABELS.items()},
    }


def _clause(row: ClauseRow) -> Content:
    state = "excluded" if row.exclusion else "gap" if row.gap and row.assessed else ""
    return {
        "number": row.number,
        "title": visible(row.title),
        "parent": row.parent,
        "level": row.level,
        "state": state,
    }


def _procedure(column: ProcedureColumn) -> Content:
    document = column.document
    return {
        "id": document.id,
        "code": visible(document.code or ""),
        "title": visible(document.title),
        # Almost every title begins so; in a narrow column the words after it tell them apart.
        "short": visible(_KIND.sub("", document.title)),
        "unit": visible(column.unit),
    }
