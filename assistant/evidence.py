"""Ranked units to evidence: which of them an answer cites, and with which quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.quotes import Quote, best_quote
from assistant.ranking import Ranked
from corpus.model import Document, DocumentKind
from ingest.index import Index

__all__ = ["Evidence", "choose", "gather"]

_NEAR_BEST = 0.55
"""A kind's best unit is cited if its score is at least this share of the best score."""

_MIN_PROBABILITY = 0.35
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document and the quote from it that an answer cites; `score` in 0..1."""

    document: Document
    quote: Quote
    score: float


def choose(index: Index, ranking: Sequence[Ranked]) -> list[Ranked]:
    """Return the units an answer cites: the named ones, else the best of each kind.

    The best unit of all is always among them; that of another kind only if it answers
    nearly as well.
    """
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
        or (item.score >= _NEAR_BEST * top.score and item.probability >= _MIN_PROBABILITY)
    ]


def gather(index: Index, question: str, chosen: Iterable[Ranked]) -> list[Evidence]:
    """Return evidence for the chosen units, leaving out those that hold no sentence."""
    gathered = []
    for item in chosen:
        unit = index.units[item.unit]
        quote = best_quote(question, index.provisions_of(unit), item.focus, index.lexical.idf)
        if quote is not None:
            gathered.append(Evidence(index.documents[unit.document_id], quote, item.score))
    return gathered
