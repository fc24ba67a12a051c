"""One cell: the clause's words beside the procedure's, and the decision on it."""

from __future__ import annotations

from typing import Any

from assistant.mapping.model import CellKey, Evidence, Review
from assistant.mapping.views import CellDetail, Matrix
from ui import markers
from ui.mapping_decide import draw_decision
from ui.mapping_desk import Desk
from ui.mapping_quotes import passages
from ui.mapping_review import review_changes, review_notices
from ui.mapping_words import relation_badge, spoken_hops
from ui.messages import MappingText
from ui.plain_text import visible
from ui.state import decimal, say

__all__ = ["draw_cell"]

Content = dict[str, Any]


def draw_cell(desk: Desk, matrix: Matrix, key: CellKey) -> None:
    """Draw the evidence of a cell and what can be decided on it.

    A clause as a whole (`document_id` "") can be declared not applicable only.
    """
    detail = desk.mapping.cell(key)
    markers.compare("cell", {"content": _content(desk, matrix, key, detail), "reveal": True})
    draw_decision(desk, matrix, detail, key)


def _content(desk: Desk, matrix: Matrix, key: CellKey, detail: CellDetail) -> Content:
    names = {column.document.id: column.name for column in matrix.procedures}
    clause = f"{key.clause} {detail.clause_title}"
    title = clause
    if key.document_id:
        title = say(MappingText.CELL_TITLE, clause=clause, document=names[key.document_id])
    asked = {
        "heading": say(MappingText.ASKED, clause=key.clause, edition=key.edition),
        "items": passages(desk.mapping.agency, detail.clause_quotes),
        "empty": say(MappingText.ASKED_NONE),
    }
    said = {
        "heading": say(MappingText.SAID if key.document_id else MappingText.CLAUSE_PROCEDURES),
        "items": _said(desk, detail, names) if key.document_id else _owners(matrix, key, names),
        "empty": say(MappingText.SAID_NONE if key.document_id else MappingText.GAP),
    }
    reviews = [review for review in matrix.to_review if _about(review, key)]
    return {
        "title": visible(title),
        "text": None,
        "badges": _badges(detail),
        "notices": [line for review in reviews for line in review_notices(review)],
        "columns": [asked, said, *review_changes(reviews)],
    }


def _badges(detail: CellDetail) -> list[Content]:
    cell = detail.cell
    if cell is None:
        return []
    strength = say(MappingText.STRENGTH, value=decimal(cell.strength))
    return [
        relation_badge(cell.relation, cell.state),
        {"tone": "gray", "symbol": "link", "label": strength},
    ]


def _said(desk: Desk, detail: CellDetail, names: dict[str, str]) -> list[Content]:
    """Return the sections that fit, then the passages that name the clause, each once."""
    agency = desk.mapping.agency
    note = say(MappingText.HOP_MEANING)
    shown = [{**item, "note": note} for item in passages(agency, detail.sections)]
    claims: dict[tuple[str, str], list[Evidence]] = {}
    for item in detail.evidence:
        claims.setdefault((item.place.document_id, item.place.locator), []).append(item)
    for (document_id, _), items in claims.items():
        lines = list(dict.fromkeys(spoken_hops(item.hops) for item in items))
        if detail.document is None or document_id != detail.document.id:
            lines.insert(0, say(MappingText.SAID_IN, document=names.get(document_id, "")))
        place = passages(agency, [item.place for item in items])[0]
        shown.append({**place, "note": visible("; ".join(lines))})
    return shown


def _owners(matrix: Matrix, key: CellKey, names: dict[str, str]) -> list[Content]:
    return [
        {
            "label": visible(names[cell.document_id]),
            "badge": relation_badge(cell.relation, cell.state),
        }
        for cell in matrix.row(key.clause)
    ]


def _about(review: Review, key: CellKey) -> bool:
    return key.clause in review.targets and review.decision.key.document_id == key.document_id
