"""Ranked units to evidence: which of them an answer cites, and with which quote."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.quotes import Quote, best_quote, leading_quotes
from assistant.ranking import Ranked
from corpus.model import Document, DocumentKind, Provision
from ingest.index import Index

__all__ = ["Evidence", "choose", "gather"]

_NEAR_BEST = 0.6
_MIN_PROBABILITY = 0.7
"""Beside the best unit of all, another kind's best is cited only if its score is that share
of the best and it is that probable by itself; docs/experiments.md has the counts."""

_OPENINGS = ("Mở đầu", "Đoạn")
"""Blocks of loose text; they are cited when they answer best, never beside an answer."""

_MOST_NAMED = 4
_MOST_OF_A_PLACE = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document and the quote from it that an answer cites; `score` in 0..1."""

    document: Document
    quote: Quote
    score: float


def choose(
    index: Index, ranking: Sequence[Ranked], only: Collection[str] | None = None
) -> list[Ranked]:
    """Return the units an answer cites: the named ones, else the best of each kind.

    The best unit of all is always among them; that of another kind only if it answers
    nearly as well. `only` are the ids of documents that the question is about, if any of
    them is to be cited alone.
    """
    if only:
        ranking = [item for item in ranking if index.units[item.unit].document_id in only]
    named = [item for item in ranking if item.named][:_MOST_NAMED]
    if named or not ranking:
        return named
    best: dict[DocumentKind, Ranked] = {}
    for item in ranking:
        best.setdefault(index.unit_kinds[item.unit], item)
    top = ranking[0]
    return [
        item
        for item in best.values()
        if item is top
        or (
            item.score >= _NEAR_BEST * top.score
            and item.probability >= _MIN_PROBABILITY
            and not index.units[item.unit].locator.startswith(_OPENINGS)
        )
    ]


def gather(index: Index, question: str, chosen: Iterable[Ranked]) -> list[Evidence]:
    """Return evidence for the chosen units, leaving out those that hold no sentence."""
    gathered: list[Evidence] = []
    for item in chosen:
        unit = index.units[item.unit]
        document = index.documents[unit.document_id]
        provisions = index.provisions_of(unit)
        if item.named and item.focus != unit.locator:
            quotes = leading_quotes(_under(provisions, item.focus), _MOST_OF_A_PLACE)
        else:
            best = best_quote(question, provisions, item.focus, index.lexical.idf)
            quotes = [best] if best else []
        gathered.extend(Evidence(document, quote, item.score) for quote in quotes)
    return gathered


def _under(provisions: Sequence[Provision], locator: str) -> list[Provision]:
    return [p for p in provisions if p.locator == locator or p.locator.startswith(f"{locator} ")]
