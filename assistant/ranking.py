"""Search results and looked-up places into one ranking, with the edition obeyed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from assistant.confidence import probability
from assistant.lookup import Lookup
from assistant.model import QueryOptions, Result
from assistant.search import Found
from ingest.index import Index

__all__ = ["Ranked", "rank", "results"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in the final ranking.

    `unit` is its row, `score` and `probability` in 0..1, `focus` the locator of the
    provision that search found best, `named` whether the question names the place itself.
    `signals` are the raw signals of all candidates of the search by name, `place` its own there.
    """

    unit: int
    score: float
    probability: float
    focus: str
    named: bool = False
    signals: Mapping[str, npt.NDArray[np.float32]] = field(
        default_factory=dict, compare=False, repr=False
    )
    place: int = 0

    @property
    def features(self) -> dict[str, float]:
        """The raw signals of the unit by name; empty for one that only the question names."""
        return {name: round(float(values[self.place]), 4) for name, values in self.signals.items()}


def rank(
    index: Index,
    found: Found,
    lookup: Lookup,
    options: QueryOptions,
    edition: str | None,
) -> list[Ranked]:
    """Return units best first: those the question names, then by score.

    Where the question names documents, their units take the upper half of the scale and all
    others the lower one. Clauses of another edition than `edition` are left out where the index
    holds that edition and the options name no documents.
    """
    named = [
        Ranked(row, 1.0, 1.0, place, named=True)
        for row, place in lookup.places
        if _wanted(index, row, options)
    ]
    left_out = set() if options.documents else _other_editions(index, edition)
    taken = {row for row, _ in lookup.places}
    searched: list[Ranked] = []
    focus = index.catalog.chunk_locators(found.chunks.tolist())
    for place, row in enumerate(map(int, found.units)):
        document_id = index.units[row].document_id
        if row in taken or document_id in left_out:
            continue
        score = float(found.scores[place])
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
                focus=focus[place],
                signals=found.signals,
                place=place,
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
        score = round(item.score, 4)
        chosen.append(Result(len(chosen) + 1, document, unit.locator, title, score, item.features))
        if len(chosen) == top_k:
            break
    return tuple(chosen)


def _wanted(index: Index, row: int, options: QueryOptions) -> bool:
    if options.kinds and index.unit_kinds[row] not in options.kinds:
        return False
    return not options.documents or index.units[row].document_id in options.documents


def _other_editions(index: Index, edition: str | None) -> set[str]:
    editions = {d.id: d.edition for d in index.documents.values() if d.edition is not None}
    if edition is None or edition not in editions.values():
        return set()
    return {document_id for document_id, its_own in editions.items() if its_own != edition}
