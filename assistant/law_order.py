"""Which of two laws on the same matter leads: the one that is in force on the day asked about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.ranking import Ranked
from assistant.validity import judge
from corpus.model import Document, DocumentKind, Validity
from corpus.registers import LegalRegister, number_key
from corpus.registers.standards import EDITIONS
from corpus.text import search_form
from ingest.index import Index

__all__ = ["asks_past", "edition_on", "in_force_first"]

_PAST = re.compile(
    r"\b(?:hồi|trước (?:đây|kia)|ngày trước|thời đó|lúc đó|cũ)\b|đã (?:bị )?(?:thay|hết|hủy|bãi)|"
    r"\bnăm (?:19|20)\d\d\b"
)
_OVER = frozenset({Validity.REPLACED, Validity.CANCELLED, Validity.PARTLY})
_BEHIND = 0.999
"""Of the score of what leads: the most that a unit of a law that does not hold keeps."""

_NEARLY = 0.5
"""Of the score of a law still to come: what the one it will replace needs to lead for it."""


def asks_past(question: str) -> bool:
    """Tell whether a question is about what held before, on no day that it names."""
    return bool(_PAST.search(search_form(question)))


def edition_on(register: LegalRegister, edition: str, on: dt.date) -> str:
    """Return `edition` of the standard, or the one before it if that was not out on `on`."""
    if register.standard_status_on(edition, on).status is not Validity.NOT_YET:
        return edition
    return next((each for each in reversed(EDITIONS) if each < edition), edition)


def in_force_first(
    index: Index,
    ranking: Sequence[Ranked],
    register: LegalRegister,
    on: dt.date,
    named: Collection[str],
) -> list[Ranked]:
    """Return the ranking with the laws that held on the day `on` before those that did not.

    A law that was replaced stands behind what replaced it. One that was still to come stands
    behind what it replaced later, which takes its score, if it answers nearly as well.
    Documents of the ids `named`, and places that the question names, stay where they are; but
    a name that old and new law share ("Luật Lưu trữ") names neither before the other.
    """
    best = _best_scores(index, ranking)
    meant = {_key(index.documents[each]) for each in named}
    limits: dict[str, float] = {}
    lifts: dict[str, float] = {}
    for document_id in {index.units[item.unit].document_id for item in ranking}:
        law = index.documents[document_id]
        own = best.get(_key(law), 0.0)
        later, earlier = (
            _successors(law, register, on, best),
            _predecessors(law, register, on, best),
        )
        if document_id in named and not meant & {*later, *earlier}:
            continue
        if later:
            limits[document_id] = _BEHIND * max(best[key] for key in later)
        elif earlier:
            limits[document_id] = _BEHIND * own
            lifts.update({key: max(own, lifts.get(key, 0.0)) for key in earlier})
    if not limits:
        return list(ranking)
    held = [item if item.named else _held(index, item, best, limits, lifts) for item in ranking]
    return sorted(held, key=lambda item: (not item.named, -item.score))


def _best_scores(index: Index, ranking: Sequence[Ranked]) -> dict[str, float]:
    """Return the best score of each law of a ranking, by its key."""
    best: dict[str, float] = {}
    for item in ranking:
        key = _key(index.documents[index.units[item.unit].document_id])
        if key:
            best[key] = max(best.get(key, 0.0), item.score)
    return best


def _held(
    index: Index,
    item: Ranked,
    best: Mapping[str, float],
    limits: Mapping[str, float],
    lifts: Mapping[str, float],
) -> Ranked:
    document = index.documents[index.units[item.unit].document_id]
    score = min(item.score, limits.get(document.id, item.score))
    key = _key(document)
    if key in lifts and item.score == best[key]:
        score = max(score, lifts[key])
    return replace(item, score=score)


def _successors(
    law: Document, register: LegalRegister, on: dt.date, known: Mapping[str, float]
) -> set[str]:
    """Return which of the `known` laws stand in the place of one that is over on `on`."""
    if not _key(law):
        return set()
    statement = judge(law, on, register).statement
    if statement is None or statement.status not in _OVER:
        return set()
    return {number_key(number) for number in statement.replaced_by} & known.keys()


def _predecessors(
    law: Document, register: LegalRegister, on: dt.date, known: Mapping[str, float]
) -> set[str]:
    """Return which of the `known` laws hold on `on` in the place of one still to come."""
    key = _key(law)
    if not key or judge(law, on, register).status is not Validity.NOT_YET:
        return set()
    least = _NEARLY * known[key]
    return {
        other
        for other, score in known.items()
        if score >= least and other != key and _leads_to(other, key, register, on)
    }


def _leads_to(other: str, key: str, register: LegalRegister, on: dt.date) -> bool:
    """Tell whether the law `other` is in force on `on` and replaced by `key` some day."""
    if not register.status_on(other, on).in_force:
        return False
    in_the_end = register.status_on(other, dt.date.max)
    return key in {number_key(number) for number in in_the_end.replaced_by}


def _key(document: Document) -> str:
    """Return the key of a law's number; "" for other documents and laws without one."""
    if document.kind is not DocumentKind.LEGAL or not document.code:
        return ""
    return number_key(document.code)
