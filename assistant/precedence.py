"""Which of two units that say the same leads: the licensed text before the notes on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.ranking import Ranked
from ingest.index import Index

__all__ = ["licensed_first", "licensed_unit"]


def licensed_first(index: Index, ranking: Sequence[Ranked]) -> list[Ranked]:
    """Return the ranking with each clause of a licensed standard before the notes on it.

    It takes the notes' score where that is higher: everyday words find the notes.
    """
    ahead: dict[int, Ranked] = {}
    for item in ranking:
        row = licensed_unit(index, item.unit)
        if row is not None and (row not in ahead or item.score > ahead[row].score):
            ahead[row] = replace(item, unit=row, focus=index.units[row].locator)
    if not ahead:
        return list(ranking)
    best = {**{item.unit: item for item in reversed(ranking)}}
    for row, item in ahead.items():
        if row not in best or (item.named, item.score) > (best[row].named, best[row].score):
            best[row] = item
    return sorted(
        best.values(),
        key=lambda item: (
            not item.named,
            -item.score,
            index.documents[index.units[item.unit].document_id].notes,
        ),
    )


def licensed_unit(index: Index, row: int) -> int | None:
    """Return the row of the licensed clause that the notes at `row` are about, if any."""
    unit = index.units[row]
    noted = index.documents[unit.document_id]
    if not noted.notes or noted.edition is None:
        return None
    rows = (
        index.unit_rows.get((document.id, unit.locator))
        for document in index.documents.values()
        if document.edition == noted.edition and not document.notes
    )
    return next((row for row in rows if row is not None), None)
