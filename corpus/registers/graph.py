"""Relations from both sides, and stubs for the documents that only relations name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from corpus.registers.numbers import number_key, type_of
from corpus.registers.records import LegalDocument, Relation, RelationKind
from corpus.registers.validity import STANDARD_TYPE

__all__ = ["complete"]


def complete(documents: Iterable[LegalDocument]) -> dict[str, LegalDocument]:
    """Return `documents` by number with inverse relations and stubs added.

    A relation stated on both sides is kept once on each; where the two differ in their
    flag, the one seen at a source wins. Numbers in relations take the spelling of the
    document they name.
    """
    nodes = {document.number: document for document in documents}
    spelling = {number_key(number): number for number in nodes}
    for document in list(nodes.values()):
        for relation in document.relations:
            number = spelling.setdefault(number_key(relation.number), relation.number)
            if number not in nodes:
                nodes[number] = _stub(number, document.recorded)
    relations: dict[str, list[Relation]] = {number: [] for number in nodes}
    for document in nodes.values():
        for relation in document.relations:
            other = nodes[spelling[number_key(relation.number)]]
            _keep(relations[document.number], replace(relation, number=other.number))
            _keep(relations[other.number], _inverse(relation, document))
    dated = _issue_days(nodes.values(), spelling)
    return {
        number: replace(
            document,
            relations=tuple(relations[number]),
            issued=document.issued or (dated.get(number) if document.stub else None),
        )
        for number, document in nodes.items()
    }


def _stub(number: str, recorded: date) -> LegalDocument:
    kind = STANDARD_TYPE if "ISO" in number else type_of(number)
    return LegalDocument(number, kind, None, None, verified=False, recorded=recorded, stub=True)


def _inverse(relation: Relation, document: LegalDocument) -> Relation:
    kind = relation.kind.inverse
    day = relation.day if kind is RelationKind.CANCELLED_BY else document.issued
    return replace(relation, kind=kind, number=document.number, day=day)


def _keep(relations: list[Relation], new: Relation) -> None:
    """Add `new` unless it is there; a verified statement takes an unverified one's place."""
    for index, old in enumerate(relations):
        if (old.kind, old.number) == (new.kind, new.number):
            if new.verified and not old.verified:
                relations[index] = new
            return
    relations.append(new)


def _issue_days(documents: Iterable[LegalDocument], spelling: dict[str, str]) -> dict[str, date]:
    """Return the issue days that verified relations state of the documents they name."""
    return {
        spelling[number_key(relation.number)]: relation.day
        for document in documents
        for relation in document.relations
        if relation.verified and relation.day and relation.kind is not RelationKind.CANCELS
    }
