"""The tables of the library as the component shows them."""

from __future__ import annotations

from typing import Any

from assistant.library import DocumentRow, LegalRow, Library, search
from corpus.model import Validity
from ui.library_lists import document_words, legal_words
from ui.library_place import address
from ui.messages import Text
from ui.plain_text import visible
from ui.signs import badge_of, day, sign_of
from ui.state import say
from ui.vocabulary import KINDS

__all__ = ["document_table", "legal_table"]

Content = dict[str, Any]


def document_table(library: Library, query: str) -> Content:
    """Return the agency's documents, those on ended bases first."""
    rows = search(query, library.documents, document_words)
    rows.sort(key=lambda row: not row.stale)
    return {
        "columns": _columns(
            Text.COLUMN_CODE, Text.COLUMN_TITLE, Text.COLUMN_STEPS, Text.COLUMN_BASES
        ),
        "rows": [
            {"value": address(row.document.id), "cells": _document_cells(row)} for row in rows
        ],
        "empty": say(Text.NOTHING_FOUND),
    }


def _document_cells(row: DocumentRow) -> list[Content]:
    document, stale = row.document, len(row.stale)
    named = say(Text.BASES_NAMED, count=len(row.bases)) if row.bases else say(Text.BASES_NONE)
    ended = {"tone": "orange", "symbol": "warning", "label": say(Text.BASES_STALE, count=stale)}
    return [
        {
            "text": visible(document.code or say(Text.NO_CODE)),
            "kind": sign_of(KINDS[document.kind]),
            "sort": document.code,
        },
        {
            "text": visible(document.title),
            "sub": visible(row.name),
            "sort": document.title,
        },
        {"text": str(row.steps) if row.steps else "", "sort": row.steps},
        {"text": named, "badges": [ended] if stale else [], "sort": -stale},
    ]


def legal_table(library: Library, query: str, statuses: frozenset[Validity]) -> Content:
    """Return the legal register, only the documents with one of `statuses`."""
    found = search(query, library.legal, legal_words)
    rows = [row for row in found if row.statement.status in statuses]
    return {
        "columns": _columns(
            Text.COLUMN_NUMBER, Text.COLUMN_TITLE, Text.COLUMN_FROM, Text.COLUMN_STATUS
        ),
        "rows": [{"value": address(row.entry.number), "cells": _legal_cells(row)} for row in rows],
        "empty": say(Text.NOTHING_FOUND),
    }


def _legal_cells(row: LegalRow) -> list[Content]:
    entry, statement = row.entry, row.statement
    by = [step.by for step in row.chain if step.number == entry.number and step.by]
    return [
        {
            "text": visible(entry.number),
            "mark": None if entry.verified else say(Text.UNVERIFIED),
            "sub": visible(entry.type) if entry.type else None,
            "sort": entry.number,
        },
        {
            "text": visible(entry.title or ""),
            "mark": None if entry.title_verified else say(Text.UNVERIFIED),
            "sort": entry.title,
        },
        {
            "text": day(statement.since),
            "sort": statement.since.isoformat() if statement.since else None,
        },
        {
            "text": "",
            "badges": [badge_of(statement.status)],
            "sub": visible(say(Text.CHAIN_BY, number=by[0])) if by else None,
            "sort": list(Validity).index(statement.status),
        },
    ]


def _columns(*titles: Text) -> list[Content]:
    return [{"label": say(title)} for title in titles]
