"""How documents end and what comes after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.model import Validity
from corpus.registers import wording
from corpus.registers.records import Ending, LegalDocument, Relation, RelationKind

__all__ = ["Succession"]


@dataclass(frozen=True, slots=True)
class Succession:
    """Endings and replacements among `documents` (keyed by number, stubs included).

    Only facts seen at a source end a document.
    """

    documents: Mapping[str, LegalDocument]

    def chain(self, document: LegalDocument) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what replaced `document`, nearest first, and the steps not seen at a source.

        At each step the verified replacement is followed where there is one.
        """
        chain: list[str] = []
        unverified: list[str] = []
        steps = self._replacements(document)
        while steps:
            step = steps[0]
            chain.append(step.number)
            if not step.verified:
                unverified.append(step.number)
            passed = {document.number, *chain}
            following = self._replacements(self.documents[step.number])
            steps = [relation for relation in following if relation.number not in passed]
        return tuple(chain), tuple(unverified)

    def _replacements(self, document: LegalDocument) -> list[Relation]:
        """Return what replaced a document; of a mere amendment, what replaced its object."""
        kind = RelationKind.REPLACED_BY
        own = document.related(kind) or document.related(kind, verified=False)
        if own or not document.amendment or self.ending(document) is None:
            return list(own)
        amended = (self.documents[r.number] for r in document.related(RelationKind.AMENDS))
        return [relation for act in amended for relation in act.related(kind)]

    def ending(
        self, document: LegalDocument, visited: frozenset[str] = frozenset()
    ) -> Ending | None:
        """Return how and when `document` ended, None when nothing seen ended it."""
        if document.number in visited:
            return None
        return self._own_ending(document) or self._ending_with_parent(
            document, visited | {document.number}
        )

    def _own_ending(self, document: LegalDocument) -> Ending | None:
        replaced = document.related(RelationKind.REPLACED_BY)
        cancelled = document.related(RelationKind.CANCELLED_BY)
        if document.expired is None and not replaced and not cancelled:
            return None
        status = _ended_status(document, replaced=bool(replaced))
        acts = [self.documents[relation.number] for relation in (*replaced, *cancelled)]
        days = [act.effective for act in acts] + [relation.day for relation in cancelled]
        day = document.expired or min((day for day in days if day), default=None)
        return Ending(
            status=status,
            day=day,
            reason=wording.ended(document, status, day),
            possible_from=min((act.issued for act in acts if act.issued), default=None),
            exceptions=tuple(text for relation in replaced for text in relation.exceptions),
        )

    def _ending_with_parent(
        self, document: LegalDocument, visited: frozenset[str]
    ) -> Ending | None:
        if not document.amendment:
            return None
        numbers = [relation.number for relation in document.related(RelationKind.AMENDS)]
        ends = [self.ending(self.documents[number], visited) for number in numbers]
        if not ends or None in ends:
            return None
        days = [end.day for end in ends if end is not None and end.day is not None]
        day = max(days) if len(days) == len(ends) else None
        return Ending(Validity.REPLACED, day, wording.amended_ended(numbers, day))


def _ended_status(document: LegalDocument, *, replaced: bool) -> Validity:
    if document.state in {"replaced", "cancelled"}:
        return Validity(document.state)
    return Validity.REPLACED if replaced else Validity.CANCELLED
