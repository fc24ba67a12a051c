"""Hybrid search: candidates from words and vectors, their signals, and one score a unit.

A clause gains beside its own signals from the best procedure that implements it, and the
procedure from the best of its clauses. Clauses that the best units are linked with, counterparts
in the other edition too, are scored even where no signal of their own found them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from assistant.fusion import Weights, combine, scaled
from assistant.query import Query
from assistant.sections import asked_sections, section_units, with_sections
from assistant.signals import Candidates, Scores, Signals
from corpus.model import DocumentKind
from ingest.fields import Field
from ingest.index import Index

__all__ = ["Found", "Query", "Weights", "search"]

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

_LINKING = 10
"""Units, best first, whose links are followed."""

_POWER = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Units by falling score, with the raw signals behind each.

    All arrays are (n,): `units` unit rows, `scores` in 0..1, `chunks` the row of the best
    chunk, `lexical` BM25 >= 0 and `dense` cosine of the best chunks, `coverage` in 0..1 the
    share of the question's term weight that the best chunk holds. `signals` are all raw
    signals of each unit by name, for showing why it stands where it does.
    """

    units: Rows
    scores: Floats
    chunks: Rows
    lexical: Floats
    dense: Floats
    coverage: Floats
    signals: Mapping[str, Floats] = field(default_factory=dict)


def search(
    index: Index,
    query: Query,
    kinds: Collection[DocumentKind],
    weights: Weights,
    documents: Collection[str] = (),
) -> Found:
    """Rank the units of `kinds` (empty: all) for a question.

    With `documents`, only units of the documents with those ids are ranked.
    """
    scores = Scores(index, query)
    allowed = set(kinds or DocumentKind)
    if documents:
        found = scores.candidates_within(documents)
    else:
        # Procedures are searched beside clauses even where only clauses are wanted.
        beside = {DocumentKind.PROCEDURE} if DocumentKind.STANDARD in allowed else set()
        found = scores.candidates(allowed | beside)
    if not len(found.units):
        return _nothing()
    linking = DocumentKind.STANDARD in allowed and not documents
    asked = asked_sections(query.text)
    likely = combine(scores.signals(found), weights, lambda _: None, restored=False)
    best = found.units[np.argsort(-likely, kind="stable")[:_LINKING]]
    more = np.setdiff1d(_beside(index, scores, best, asked, linking), found.units)
    if len(more):
        found = scores.joined(found, map(int, more))
    signals = scores.signals(found)
    own = combine(signals, weights, lambda best: scores.late(found, best), query.restored)
    if linking:
        own = _with_links(index, found.units, own, weights)
    own = own - _losses(index, found, signals, weights)
    own = _with_scopes(index, found.units, own, weights)
    own = _with_aspects(index, found.units, own, signals.aspect, weights)
    own = with_sections(index, found.units, own, asked, weights.section)
    return _ranked(index, allowed, scores, (found, signals, own))


def _beside(
    index: Index, scores: Scores, best: Rows, asked: frozenset[Field], linking: bool
) -> Rows:
    """Return the units that the `best` ones lead to.

    These are the units of the same procedures that likely tell what is asked, their sections
    that are `asked` for and, if `linking`, the clauses that the best ones are linked with.
    """
    documents = np.unique(index.unit_documents[best]).astype(np.int64)
    beside = {*scores.asked(documents), *section_units(index, documents, asked)}
    if linking:
        beside |= _linked(index, map(int, best))
    return np.fromiter(map(int, beside), dtype=np.int64, count=len(beside))


def _linked(index: Index, units: Iterable[int]) -> set[int]:
    """Return the clauses that units are linked with, counterparts in the other edition too."""
    documents: set[str] = set()
    linked: set[int] = set()
    for row in units:
        documents.add(index.units[row].document_id)
        linked.update(index.counterparts.get(row, ()))
    for document_id in documents & index.implemented_clauses.keys():
        linked.update(index.implemented_clauses[document_id])
    return linked


def _ranked(
    index: Index,
    allowed: Collection[DocumentKind],
    scores: Scores,
    scored: tuple[Candidates, Signals, Floats],
) -> Found:
    found, signals, total = scored
    order = np.argsort(-total, kind="stable")
    order = order[[index.unit_kinds[row] in allowed for row in found.units[order]]]
    near = scaled(signals.chunk_lexical) + scaled(signals.chunk_dense)
    return Found(
        units=found.units[order],
        scores=np.maximum(total[order], 0),
        chunks=found.best_chunks(near)[order],
        lexical=signals.lexical[order],
        dense=signals.dense[order],
        coverage=scores.coverage(signals.lexical)[order],
        signals={name: values[order] for name, values in signals.by_unit().items()},
    )


def _with_links(index: Index, units: Rows, scores: Floats, weights: Weights) -> Floats:
    """Add what clauses and the procedures that implement them lend each other.

    `scores` in 0..1 are those of `units` by themselves; so are the results. The power keeps
    what is only near from lifting others.
    """
    place = {int(row): place for place, row in enumerate(units)}
    documents = [index.units[row].document_id for row in place]
    best: dict[str, float] = {}
    for document_id, score in zip(documents, map(float, scores), strict=True):
        best[document_id] = max(best.get(document_id, 0.0), score)
    implemented = np.zeros(len(units), dtype=np.float32)
    implementing: dict[str, float] = {}
    for document_id in best.keys() & index.implemented_clauses.keys():
        clauses = [place[r] for r in index.implemented_clauses[document_id] if r in place]
        implemented[clauses] = np.maximum(implemented[clauses], best[document_id] ** _POWER)
        implementing[document_id] = float(scores[clauses].max(initial=0.0)) ** _POWER
    gained = (
        scores
        + weights.implemented * implemented
        + weights.implementing * np.asarray([implementing.get(d, 0.0) for d in documents])
    )
    total = 1 + weights.implemented + weights.implementing
    return np.asarray(gained / total, dtype=np.float32)


def _losses(index: Index, found: Candidates, signals: Signals, weights: Weights) -> Floats:
    """Return what units of procedures lose for words and sections that all of them have."""
    best = found.best_chunks(scaled(signals.chunk_lexical) + scaled(signals.chunk_dense))
    shared = 1 - index.own_share[best].astype(np.float32)
    frame = index.unit_fields[found.units] != Field.BODY
    losses = weights.boilerplate * shared + weights.frame * frame
    return np.asarray(losses, dtype=np.float32)


def _with_scopes(index: Index, units: Rows, scores: Floats, weights: Weights) -> Floats:
    """Let the purpose and scope of a procedure speak for the best of its steps.

    Who asks about a service is answered by its steps, but which service it is often stands in
    the scope alone. The best step scores at least what the scope would if it were a step;
    without any step found, the scope itself does.
    """
    fields, documents = index.unit_fields[units], index.unit_documents[units]
    result = scores.copy()
    for document in np.unique(documents[fields == Field.SCOPE]):
        places = np.flatnonzero(documents == document)
        scopes = places[fields[places] == Field.SCOPE]
        steps = places[fields[places] == Field.BODY]
        speaking = scopes[np.argmax(scores[scopes])]
        heard = steps[np.argmax(scores[steps])] if len(steps) else speaking
        result[heard] = max(scores[heard], scores[speaking] + weights.frame)
    return result


def _with_aspects(
    index: Index, units: Rows, scores: Floats, likely: Floats, weights: Weights
) -> Floats:
    """Let what is asked about a procedure decide which of its units comes first.

    Procedures that keep their parts apart have the best score that they had: whether one
    answers is for the other signals to say.
    """
    if not weights.aspect:
        return scores
    apart = index.aspects.apart[units]
    documents = index.unit_documents[units]
    frame = index.unit_fields[units] != Field.BODY
    # What sections lost because nobody asks for them most of the time is settled here.
    result = scores + weights.frame * frame + weights.aspect * np.sqrt(likely)
    for document in np.unique(documents[apart]):
        places = documents == document
        result[places] += scores[places].max() - result[places].max()
    return np.where(apart, result, scores).astype(np.float32)


def _nothing() -> Found:
    values = np.zeros(0, dtype=np.float32)
    rows = np.zeros(0, dtype=np.int64)
    return Found(rows, values, rows, values, values, values)
