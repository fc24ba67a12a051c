"""The mapping in the JSON of the command-line contract."""

from __future__ import annotations

from typing import Any

from assistant.mapping.model import CellKey
from assistant.mapping.service import MappingService
from assistant.mapping.views import Cell, Matrix

__all__ = ["mapping_json"]


def mapping_json(service: MappingService, edition: str | None = None) -> dict[str, Any]:
    """Return the object that `python -m assistant mapping --json` prints."""
    matrix = service.matrix(edition)
    return {
        "edition": matrix.edition,
        "clauses": [
            {
                "number": row.number,
                "title": row.title,
                "gap": row.gap,
                "procedures": [_cell(service, matrix, cell) for cell in matrix.row(row.number)],
            }
            for row in matrix.clauses
        ],
    }


def _cell(service: MappingService, matrix: Matrix, cell: Cell) -> dict[str, Any]:
    column = next(p for p in matrix.procedures if p.document.id == cell.document_id)
    place = service.place(CellKey(matrix.edition, cell.clause, cell.document_id))
    return {
        "document": column.document.as_json(),
        "locator": place.locator if place else None,
        "relation": cell.relation.value,
        "strength": cell.strength,
        "state": cell.state.value,
        "quote": place.quote if place else None,
    }
