"""The clauses of one edition beside those that took over from them in the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.model import Document, DocumentKind
from corpus.registers import Correspondence
from ingest.catalog import Unit

__all__ = ["counterpart_clauses"]


def counterpart_clauses(
    documents: Mapping[str, Document], units: Sequence[Unit], table: Correspondence
) -> dict[int, tuple[int, ...]]:
    """Return the rows of each clause's counterparts by its own row.

    `units` are all units in row order. Clauses without a counterpart in the index have no key.
    """
    rows: dict[tuple[str, str], list[int]] = {}
    for row, unit in enumerate(units):
        document = documents[unit.document_id]
        if document.kind is DocumentKind.STANDARD and document.edition:
            rows.setdefault((document.edition, unit.locator), []).append(row)
    found: dict[int, tuple[int, ...]] = {}
    for (edition, number), own in rows.items():
        other, numbers = (
            ("2015", table.to_2015(number))
            if edition == "2008"
            else ("2008", table.to_2008(number))
        )
        linked = tuple(row for name in numbers for row in rows.get((other, name), ()))
        if linked:
            found |= dict.fromkeys(own, linked)
    return found
