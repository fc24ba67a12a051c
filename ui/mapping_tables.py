"""Tables to take along and to take over: downloads, and the import with its differences."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import streamlit as st

from assistant.exports import Paper, Sheet, write_docx, write_pdf, write_xlsx
from assistant.mapping.importing import Difference, ImportPreview, preview_import
from assistant.mapping.model import CellKey
from assistant.mapping.views import Matrix
from corpus.errors import AssistantError
from ui import markers
from ui.mapping_desk import Desk, act, officer_now, take_back
from ui.mapping_place import choose_cell
from ui.mapping_words import DIFFERENCES, RELATIONS, relation_badge
from ui.messages import MappingText
from ui.plain_text import visible
from ui.screens import draw_error, user_line
from ui.signs import sign_of
from ui.state import say

__all__ = ["XLSX", "draw_download", "draw_import", "draw_papers"]

Content = dict[str, Any]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"
_APPLIED = "mapping_imported"
_LARGEST_MB = 20


def draw_download(label: MappingText, name: str, mime: str, make: Callable[[], bytes]) -> None:
    """Draw a button whose file is made only when it is pressed."""
    st.download_button(
        say(label), make, name, mime, icon=":material/download:", on_click="ignore", key=name
    )


def draw_papers(name: str, paper: Callable[[], Paper], *sheets: Callable[[], Sheet]) -> None:
    """Draw the downloads of one thing as DOCX, PDF and XLSX; `name` is that of the files."""

    def docx() -> bytes:
        return write_docx(paper())

    def pdf() -> bytes:
        return write_pdf(paper())

    def xlsx() -> bytes:
        return write_xlsx([sheet() for sheet in sheets])

    with st.container(horizontal=True):
        draw_download(MappingText.DOWNLOAD_DOCX, f"{name}.docx", _DOCX, docx)
        draw_download(MappingText.DOWNLOAD_PDF, f"{name}.pdf", _PDF, pdf)
        draw_download(MappingText.DOWNLOAD_XLSX, f"{name}.xlsx", XLSX, xlsx)


def draw_import(desk: Desk, matrix: Matrix) -> None:
    """Draw the import of an agency's own table: a file, its differences, then the record."""
    with st.expander(say(MappingText.IMPORT), icon=":material/upload_file:"):
        st.caption(say(MappingText.IMPORT_HELP, limit=_LARGEST_MB))
        _draw_undo(desk)
        file = st.file_uploader(
            say(MappingText.IMPORT),
            type="xlsx",
            label_visibility="collapsed",
            max_upload_size=_LARGEST_MB,
        )
        if file is None:
            return
        try:
            preview = preview_import(desk.mapping, file.getvalue(), matrix.edition)
        except AssistantError as error:
            draw_error("import-error", user_line(error))
            return
        _draw_preview(desk, preview)


def _draw_preview(desk: Desk, preview: ImportPreview) -> None:
    order = list(DIFFERENCES)
    changes = sorted(preview.changes, key=lambda change: order.index(change.difference))
    new = [change for change in changes if change.difference is not Difference.SAME]
    columns = (
        MappingText.CLAUSE,
        MappingText.PROCEDURE,
        MappingText.IMPORT_NEW,
        MappingText.IMPORT_NOW,
        MappingText.DIFFERENCE,
    )
    rows = []
    for change in changes:
        current = change.current
        now = [relation_badge(current.relation, current.state)] if current else []
        rows.append(
            {
                "value": f"{change.key.clause}#{change.key.document_id}",
                "cells": [
                    {"text": change.key.clause, "sort": change.key.clause},
                    {"text": visible(change.document_name), "sort": change.document_name},
                    {
                        "text": "",
                        "badges": [sign_of(RELATIONS[change.relation])],
                        "sub": visible(change.rationale),
                        "sort": change.relation,
                    },
                    {"text": "", "badges": now, "sort": current.relation if current else None},
                    {
                        "text": "",
                        "badges": [sign_of(DIFFERENCES[change.difference])],
                        "sort": order.index(change.difference),
                    },
                ],
            }
        )
    content = {
        "columns": [{"label": say(text)} for text in columns],
        "rows": rows,
        "empty": say(MappingText.IMPORT_NONE),
    }
    markers.table("import", {"content": content, "chosen": None}, _open_row)
    _draw_problems(preview)
    if not new:
        st.caption(say(MappingText.IMPORT_NONE))
        return

    def apply() -> None:
        def work() -> None:
            decisions = preview.apply(desk.mapping, officer_now(desk))
            st.session_state[_APPLIED] = [decision.key for decision in decisions]

        act(work, MappingText.IMPORT_APPLIED, count=len(new))

    st.button(
        say(MappingText.IMPORT_APPLY, count=len(new)),
        type="primary",
        icon=":material/done_all:",
        on_click=apply,
    )


def _open_row(value: object) -> None:
    if isinstance(value, str):
        clause, _, document = value.partition("#")
        choose_cell({"clause": clause, "document": document})


def _draw_problems(preview: ImportPreview) -> None:
    if preview.problems:
        facts = [
            {
                "label": say(MappingText.IMPORT_ROW, row=problem.row),
                "value": visible(f"{problem.text}: {problem.why}"),
            }
            for problem in preview.problems
        ]
        heading = say(MappingText.IMPORT_PROBLEMS)
        markers.details("import-problems", {"heading": heading, "facts": facts})


def _draw_undo(desk: Desk) -> None:
    applied: list[CellKey] = st.session_state.get(_APPLIED) or []
    if not applied:
        return

    def undo() -> None:
        for key in applied:
            take_back(desk, key)
        st.session_state[_APPLIED] = []

    st.button(
        say(MappingText.IMPORT_UNDO, count=len(applied)),
        icon=":material/undo:",
        on_click=functools.partial(act, undo, MappingText.UNDONE),
    )
