"""The lists of the library as the components show them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from assistant.library import (
    Attention,
    AttentionKind,
    ClauseRow,
    DocumentRow,
    Edition,
    LegalRow,
    Library,
    search,
)
from corpus.model import DocumentKind
from ui.exchange import document_name
from ui.library_place import address
from ui.messages import Text
from ui.plain_text import visible
from ui.signs import badge_of, sign_of
from ui.state import say
from ui.vocabulary import KINDS

__all__ = [
    "Part",
    "attention_groups",
    "clause_words",
    "document_words",
    "entries",
    "legal_words",
    "standard_tree",
]

_ATTENTION = {
    AttentionKind.STALE_BASIS: Text.STALE_BASIS,
    AttentionKind.OLD_EDITION: Text.OLD_EDITION,
    AttentionKind.SHARED_CODE: Text.SHARED_CODE,
}

Content = dict[str, Any]


class Part(StrEnum):
    """A part of the library; the page opens on the first."""

    ATTENTION = "attention"
    STANDARD = "standard"
    DOCUMENTS = "documents"
    LEGAL = "legal"
    UPLOAD = "upload"


# --- what is searched --------------------------------------------------------------


def clause_words(row: ClauseRow) -> str:
    """Return what a search finds a clause by."""
    return f"{row.number} {row.title} {row.title_en or ''}"


def document_words(row: DocumentRow) -> str:
    """Return what a search finds a document of the agency by."""
    return f"{row.document.code or ''} {row.document.title} {row.name}"


def legal_words(row: LegalRow) -> str:
    """Return what a search finds a legal document by."""
    return f"{row.entry.type or ''} {row.entry.number} {row.entry.title or ''}"


# --- what needs attention ----------------------------------------------------------


def attention_groups(library: Library, query: str) -> dict[str, Content]:
    """Return a list of choices for each kind of thing that needs a look, without empty ones."""
    groups: dict[str, Content] = {}
    for item in search(query, library.attention, _attention_words):
        group = groups.setdefault(
            item.kind.value, {"heading": say(_ATTENTION[item.kind]), "items": []}
        )
        group["items"].append(_attention(item))
    return groups


def _attention_words(item: Attention) -> str:
    number = item.statement.number if item.statement else ""
    return f"{document_words(item.row)} {number}"


def _attention(item: Attention) -> Content:
    document, statement = item.row.document, item.statement
    if statement is None:
        text = say(Text.ATTENTION_CODE, code=document.code, name=item.row.name)
    else:
        text = say(Text.ATTENTION_BASIS, number=statement.number, reason=statement.reason)
    return {
        "value": address(document.id),
        "kind": sign_of(KINDS[document.kind]),
        "label": document_name(document),
        "text": visible(text),
        "badge": badge_of(statement.status) if statement else None,
    }


# --- the standard ------------------------------------------------------------------


def standard_tree(library: Library, edition: Edition, query: str) -> Content:
    """Return the clauses of an edition as a tree, each beside its counterparts.

    A search keeps the clauses that match, with all that stand above them.
    """
    other = next(item for item in library.editions if item is not edition)
    kept = {row.number for row in search(query, edition.clauses, clause_words)}
    for row in reversed(edition.clauses):
        if row.number in kept and row.parent:
            kept.add(row.parent)
    rows = [row for row in edition.clauses if row.number in kept]
    opened = rows if query.strip() else [row for row in rows if row.level == 1]
    return {
        "tree": edition.code,
        "nodes": _branches(rows, None, edition, other),
        "opened": [address(edition.code, row.number) for row in opened],
        "heading": [
            say(Text.TREE_CLAUSE, edition=edition.edition),
            say(Text.TREE_COUNTERPART, edition=other.edition),
        ],
        "labels": {"toggle": say(Text.TREE_TOGGLE)},
        "empty": say(Text.NOTHING_FOUND),
    }


def _branches(
    rows: Sequence[ClauseRow], parent: str | None, edition: Edition, other: Edition
) -> list[Content]:
    return [
        {
            "value": address(edition.code, row.number),
            "number": row.number,
            "title": visible(row.title),
            "mark": None if row.verified else say(Text.UNVERIFIED),
            "badges": _changes(row, edition),
            "aside": [
                {
                    "value": address(other.code, item.number),
                    "label": item.number,
                    "title": visible(item.title),
                    "mark": None if item.verified else say(Text.UNVERIFIED),
                }
                for item in row.counterparts
            ],
            "children": _branches(rows, row.number, edition, other),
        }
        for row in rows
        if row.parent == parent
    ]


def _changes(row: ClauseRow, edition: Edition) -> list[Content]:
    if row.change is None:
        return []
    dropped = edition.edition == "2008"
    text = say(Text.CLAUSE_DROPPED if dropped else Text.CLAUSE_NEW)
    symbol, tone = ("remove", "orange") if dropped else ("add", "blue")
    return [{"tone": tone, "symbol": symbol, "label": text}]


# --- search ------------------------------------------------------------------------


def entries(library: Library, query: str) -> list[Content]:
    """Return what matches a search in any part, as choices that name their `part`."""
    clauses = [
        {
            "part": Part.STANDARD.value,
            "value": address(edition.code, row.number),
            "kind": sign_of(KINDS[DocumentKind.STANDARD]),
            "label": visible(f"{row.number} {row.title}"),
            "text": edition.code,
            "badge": badge_of(edition.statement.status),
        }
        for edition in library.editions
        for row in search(query, edition.clauses, clause_words)
    ]
    documents = [
        {
            "part": Part.DOCUMENTS.value,
            "value": address(row.document.id),
            "kind": sign_of(KINDS[row.document.kind]),
            "label": document_name(row.document),
            "text": visible(row.name),
        }
        for row in search(query, library.documents, document_words)
    ]
    legal = [
        {
            "part": Part.LEGAL.value,
            "value": address(row.entry.number),
            "kind": sign_of(KINDS[DocumentKind.LEGAL]),
            "label": visible(f"{row.entry.type or ''} {row.entry.number}".strip()),
            "text": visible(row.entry.title or ""),
            "badge": badge_of(row.statement.status),
        }
        for row in search(query, library.legal, legal_words)
    ]
    return [*documents, *legal, *clauses]
