"""Search results and looked-up places into one ranking, with the edition obeyed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.confidence import probability
from assistant.lookup import Lookup
from assistant.model import Result
from assistant.search import Found
from corpus.model import DocumentKind
from ingest.index import Index

__all__ = ["Ranked", "rank", "results"]

_FRAME = re.compile(
    r"(?:[\dIVX]+\.?\s+)?"
    r"(?:mục đích|phạm vi|tài liệu viện dẫn|định nghĩa|biểu mẫu|hồ sơ lưu|mở đầu)",
    re.IGNORECASE,
)
"""Sections that most procedures share almost word for word."""

_FRAME_MALUS = 0.08


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in the final ranking.

    `unit` is its row, `score` and `probability` in 0..1, `focus` the locator of the
    provision that search found best, `named` whether the question names the place itself.
    """

    unit: int
    score: float
    probability: float
    focus: str
    named: bool = False


def rank(
    index: Index,
    found: Found,
    lookup: Lookup,
    kinds: Collection[DocumentKind],
    edition: str | None,
) -> list[Ranked]:
    """Return units best first: those the question names, then by score.

    Where the question names documents, their units take the upper half of the scale and all
    others the lower one. Clauses of another edition than `edition` are left out where the index
    holds that edition.
    """
    named = [
        Ranked(row, 1.0, 1.0, place, named=True)
        for row, place in lookup.places
        if not kinds or index.unit_kinds[row] in kinds
    ]
    left_out = _other_editions(index, edition)
    taken = {row for row, _ in lookup.places}
    searched: list[Ranked] = []
    for place, row in enumerate(map(int, found.units)):
        document_id = index.units[row].document_id
        if row in taken or document_id in left_out:
            continue
        score = float(found.scores[place]) - (_FRAME_MALUS if _is_frame(index, row) else 0.0)
        if lookup.documents:
            score = score / 2 + (0.5 if document_id in lookup.documents else 0.0)
        searched.append(
            Ranked(
                unit=row,
                score=max(0.0, score),
                probability=probability(
                    float(found.dense[place]),
                    float(found.coverage[place]),
                    float(found.lexical[place]),
                ),
                focus=index.chunk_locator(int(found.chunks[place])),
            )
        )
    return named + sorted(searched, key=lambda ranked: -ranked.score)


def results(index: Index, ranking: Sequence[Ranked], top_k: int, level: str) -> tuple[Result, ...]:
    """Return the best `top_k` units, each once, or documents with `level` "document"."""
    chosen: list[Result] = []
    seen: set[str | int] = set()
    for item in ranking:
        unit = index.units[item.unit]
        key = unit.document_id if level == "document" else item.unit
        if key in seen:
            continue
        seen.add(key)
        document = index.documents[unit.document_id]
        title = unit.heading.rpartition(" › ")[2]
        chosen.append(Result(len(chosen) + 1, document, unit.locator, title, round(item.score, 4)))
        if len(chosen) == top_k:
            break
    return tuple(chosen)


def _is_frame(index: Index, row: int) -> bool:
    title = index.units[row].heading.rpartition(" › ")[2]
    return index.unit_kinds[row] is DocumentKind.PROCEDURE and bool(_FRAME.match(title))


def _other_editions(index: Index, edition: str | None) -> set[str]:
    editions = {d.id: d.edition for d in index.documents.values() if d.edition is not None}
    if edition is None or edition not in editions.values():
        return set()
    return {document_id for document_id, its_own in editions.items() if its_own != edition}
