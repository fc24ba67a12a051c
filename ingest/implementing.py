"""What an agency's procedures say about clauses: a step that fits points to its clause.

A standard speaks of "documented information", an agency's step of the cupboard that the
papers are locked in. The procedure names the clauses that it implements, so the step's words
lead from the everyday question to the clause.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import DocumentKind
from corpus.references import ReferenceKind, list_items, parse_references
from ingest.catalog import Catalog, Unit

__all__ = ["implemented_clauses"]

_STANDARD_MARK = "9001"
"""Provisions without it name no standard; parsing them all would cost milliseconds each."""


def implemented_clauses(catalog: Catalog, units: Iterable[Unit]) -> dict[str, tuple[int, ...]]:
    """Return the rows of the clauses that each procedure names, by its document id.

    `units` are all units in row order. A clause that is named stands for those under it; a
    reference that names no edition of TCVN ISO 9001 says too little and is left out.
    """
    documents = {document.id: document for document in catalog.documents()}
    clauses = [
        (documents[unit.document_id].edition, unit.locator, row)
        for row, unit in enumerate(units)
        if documents[unit.document_id].kind is DocumentKind.STANDARD
    ]
    found: dict[str, tuple[int, ...]] = {}
    for document in documents.values():
        if document.kind is not DocumentKind.PROCEDURE:
            continue
        named = _named_clauses(catalog, document.id)
        rows = tuple(
            row
            for edition, locator, row in clauses
            if any(edition == e and f"{locator}.".startswith(f"{n}.") for e, n in named)
        )
        if rows:
            found[document.id] = rows
    return found


def _named_clauses(catalog: Catalog, document_id: str) -> set[tuple[str, str]]:
    return {
        (reference.edition, reference.locator)
        for provision in catalog.provisions(document_id)
        if _STANDARD_MARK in provision.text
        for _, item in list_items(provision.text)
        for reference in parse_references(item)
        if reference.kind is ReferenceKind.CLAUSE and reference.edition and reference.locator
    }
