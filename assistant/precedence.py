"""Which of two units that say the same leads: the licensed text, the law that is in force."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.ranking import Ranked
from assistant.validity import judge
from corpus.model import Document, DocumentKind, Validity
from corpus.registers import LegalRegister, number_key
from corpus.text import search_form
from ingest.index import Index

__all__ = ["asks_past", "licensed_first", "licensed_unit", "successors_first"]

_PAST = re.compile(
    r"\b(?:hồi|trước (?:đây|kia)|ngày trước|thời đó|lúc đó|cũ)\b|đã (?:bị )?(?:thay|hết|hủy|bãi)|"
    r"\bnăm (?:19|20)\d\d\b"
)
_OVER = frozenset({Validity.REPLACED, Validity.CANCELLED, Validity.PARTLY})
_BEHIND = 0.999
"""Of the score of what replaced it: the most that a replaced document's unit keeps."""


def asks_past(question: str) -> bool:
    """Tell whether a question is about what held before."""
    return bool(_PAST.search(search_form(question)))


def successors_first(
    index: Index,
    ranking: Sequence[Ranked],
    register: LegalRegister,
    on: dt.date,
    named: Collection[str],
) -> list[Ranked]:
    """Return the ranking with the laws replaced by the day `on` behind what replaced them.

    Documents of the ids `named`, and places that the question names, stay where they are; but
    a name that old and new law share ("Luật Lưu trữ") names neither before the other.
    """
    best: dict[str, float] = {}
    for item in ranking:
        document = index.documents[index.units[item.unit].document_id]
        if document.kind is DocumentKind.LEGAL and document.code:
            key = number_key(document.code)
            best[key] = max(best.get(key, 0.0), item.score)
    limits: dict[str, float] = {}
    meant = {number_key(index.documents[each].code or "") for each in named}
    for document_id in {index.units[item.unit].document_id for item in ranking}:
        successors = _successors(index.documents[document_id], register, on)
        found = [best[key] for key in successors if key in best]
        if found and (document_id not in named or successors & meant):
            limits[document_id] = _BEHIND * max(found)
    if not limits:
        return list(ranking)
    held = [
        item if item.named else _limited(item, limits.get(index.units[item.unit].document_id))
        for item in ranking
    ]
    return sorted(held, key=lambda item: (not item.named, -item.score))


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


def _successors(document: Document, register: LegalRegister, on: dt.date) -> set[str]:
    if document.kind is not DocumentKind.LEGAL:
        return set()
    statement = judge(document, on, register).statement
    if statement is None or statement.status not in _OVER:
        return set()
    return {number_key(number) for number in statement.replaced_by}


def _limited(item: Ranked, limit: float | None) -> Ranked:
    return item if limit is None else replace(item, score=min(item.score, limit))
