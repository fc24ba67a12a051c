"""Ranked units to evidence: which of them an answer cites, and with which quotes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.precedence import licensed_unit
from assistant.quotes import Quote, leading_quotes
from assistant.ranking import Ranked
from assistant.sentences import best_quotes
from corpus.model import Document, DocumentKind, Provision
from corpus.text import fold
from ingest.index import Index

__all__ = ["Evidence", "choose", "gather", "naming"]

_LINKED = 0.8
_IN_MANUAL = 0.7
"""Beside the best unit of all, a unit linked with it is cited from that share of its score on;
docs/experiments.md has the counts."""

_MOST_OF_A_DOCUMENT = 2
_AS_GOOD = 0.9
"""Of the score of a document's best unit that goes with another document's: what a second one
needs. Else the steps of a procedure whose title says it all would all be cited."""

_ASKED_TOO = 0.25
_AS_LIKELY = 0.4
"""How likely another part of the same procedure must be asked for, by itself and against the
best one, to be cited too: "mất bao nhiêu tiền, ai ký?" asks for two."""

_LOOKED_AT = 12
_MOST_NAMED = 4
_MOST_OF_A_PLACE = 3
_MOST_OF_A_UNIT = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document and the quote from it that an answer cites; `score` in 0..1."""

    document: Document
    quote: Quote
    score: float


def choose(
    index: Index,
    ranking: Sequence[Ranked],
    only: Collection[str] | None = None,
    *,
    clause_wanted: bool = False,
) -> list[Ranked]:
    """Return the units an answer cites: the named ones, else the best and what goes with it.

    With a clause goes the procedure that implements it, with a procedure its clause, if they
    answer nearly as well; with a part of a procedure another one that is asked for too; with a
    licensed clause go the notes on it. `only` are the ids of
    documents that the question is about, if any of them is to be cited alone. Where a clause
    is wanted, as by one who chose an edition, the best one is cited in any case.
    """
    if only:
        ranking = [item for item in ranking if index.units[item.unit].document_id in only]
    named = [item for item in ranking if item.named][:_MOST_NAMED]
    if named or not ranking:
        return named
    top = ranking[0]
    chosen = [top]
    for item in ranking[1:_LOOKED_AT]:
        share = item.score / top.score if top.score else 0.0
        if (
            licensed_unit(index, item.unit) == top.unit
            or (_goes_with(index, top, item, share) and _is_wanted_too(index, chosen, item))
            or _is_asked_too(index, top, item)
        ):
            chosen.append(item)
    if clause_wanted and not any(_is_clause(index, item) for item in chosen):
        chosen += [item for item in ranking if _is_clause(index, item)][:1]
    return chosen


def naming(index: Index, ranking: Iterable[Ranked], numbers: Collection[str]) -> list[Ranked]:
    """Return the units of a ranking in whose text one of some laws' numbers stands."""
    wanted = [fold(number) for number in numbers]
    return [
        item
        for item in ranking
        if any(
            number in fold(provision.text)
            for provision in index.provisions_of(index.units[item.unit])
            for number in wanted
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
            quotes = best_quotes(
                question, provisions, item.focus, index.lexical.idf, _MOST_OF_A_UNIT
            )
        gathered.extend(Evidence(document, quote, item.score) for quote in quotes)
    return gathered


def _goes_with(index: Index, top: Ranked, item: Ranked, share: float) -> bool:
    """Tell whether a unit belongs beside the best one."""
    kinds = {index.unit_kinds[top.unit], index.unit_kinds[item.unit]}
    if kinds != {DocumentKind.STANDARD, DocumentKind.PROCEDURE}:
        return False
    clause, step = sorted(
        (index.units[top.unit], index.units[item.unit]),
        key=lambda unit: index.documents[unit.document_id].kind is DocumentKind.PROCEDURE,
    )
    procedure = index.documents[step.document_id]
    if "so tay chat luong" in fold(procedure.title):
        return share >= _IN_MANUAL and _akin(clause.locator, step.locator)
    named = index.implemented_clauses.get(procedure.id, ())
    rows = {*named, *(other for row in named for other in index.counterparts.get(row, ()))}
    return share >= _LINKED and any(
        clause.document_id == index.units[row].document_id
        and _akin(clause.locator, index.units[row].locator)
        for row in rows
    )


def _is_wanted_too(index: Index, chosen: Sequence[Ranked], item: Ranked) -> bool:
    """Tell whether a document is to be cited for a unit after those of it that are chosen."""
    own = index.unit_documents[item.unit]
    before = [each for each in chosen if index.unit_documents[each.unit] == own]
    return not before or (
        len(before) < _MOST_OF_A_DOCUMENT and item.score >= _AS_GOOD * before[0].score
    )


def _is_asked_too(index: Index, top: Ranked, item: Ranked) -> bool:
    """Tell whether a question asks for a second part of the procedure that answers it."""
    likely = item.features.get("aspect", 0.0)
    return (
        bool(index.aspects.named[item.unit])
        and index.units[item.unit].document_id == index.units[top.unit].document_id
        and likely >= max(_ASKED_TOO, _AS_LIKELY * top.features.get("aspect", 0.0))
    )


def _is_clause(index: Index, item: Ranked) -> bool:
    return index.unit_kinds[item.unit] is DocumentKind.STANDARD


def _akin(number: str, other: str) -> bool:
    """Tell whether two clauses are the same, or one stands under the other."""
    return f"{number}.".startswith(f"{other}.") or f"{other}.".startswith(f"{number}.")


def _under(provisions: Sequence[Provision], locator: str) -> list[Provision]:
    return [p for p in provisions if p.locator == locator or p.locator.startswith(f"{locator} ")]
