"""Which clauses cannot stand against each other as options: the corpus supports both."""

from __future__ import annotations

from functools import cached_property

from assistant.training.quizzes.mapped import Mapped
from assistant.training.sources import Sources
from corpus.model import DocumentKind
from corpus.text import fold

__all__ = ["Kinship", "in_line"]

_EDITIONS = ("2008", "2015")
_FOLLOWED = 5
"""A document with so many sections titled like clauses is a manual of the whole standard."""


class Kinship:
    """Relations between clauses, and between procedures and clauses.

    `mapped` is what the agency's mapping says of `edition`.
    """

    def __init__(self, sources: Sources, edition: str, mapped: Mapped) -> None:
        self._sources = sources
        self._edition = edition
        self._mapped = mapped

    def akin(self, one: str, other: str) -> bool:
        """Tell whether a clause is, holds, is a part of, or corresponds as another does.

        Two clauses of an edition that took over the same clause of the other one both
        answer what was asked of that.
        """
        if in_line(one, other) or self._title(one) == self._title(other):
            return True
        return bool(self._counterparts(one) & self._counterparts(other))

    def named(self, document_id: str) -> tuple[str, ...]:
        """Return the clauses of the edition that a procedure names itself, in order."""
        found = self._sources.named_clauses.get(document_id, ())
        return tuple(dict.fromkeys(c.number for c in found if c.edition == self._edition))

    def proven(self, document_id: str) -> tuple[str, ...]:
        """Return the clauses that a procedure names and no person denied to it, in order."""
        rejected = self._mapped.rejected
        return tuple(c for c in self.named(document_id) if (c, document_id) not in rejected)

    def implements(self, document_id: str, clause: str) -> bool:
        """Tell whether anything says that a procedure implements a clause, or one akin."""
        if document_id in self._manuals:
            return True
        own = set(self.named(document_id))
        for other in self._sources.named_clauses.get(document_id, ()):
            if other.edition != self._edition:
                own |= self._carried(other.number)
        own |= {number for number, owner in self._mapped.covered if owner == document_id}
        return any(self.akin(number, clause) for number in own)

    @cached_property
    def _manuals(self) -> frozenset[str]:
        """The documents whose sections follow the standard: they speak of every clause."""
        titles = {
            fold(clause.title_vi)
            for edition in _EDITIONS
            for clause in self._sources.register(edition).clauses
            if clause.title_vi
        }
        found = set()
        for document in self._sources.of_kind(DocumentKind.PROCEDURE):
            provisions = self._sources.provisions(document.id)
            if sum(fold(p.title) in titles for p in provisions) >= _FOLLOWED:
                found.add(document.id)
        return frozenset(found)

    def _carried(self, number: str) -> set[str]:
        """Return the clauses of the edition for a clause of the other edition."""
        table = self._sources.correspondence
        return set(table.to_2008(number) if self._edition == "2008" else table.to_2015(number))

    def _counterparts(self, number: str) -> set[str]:
        table = self._sources.correspondence
        return set(table.to_2015(number) if self._edition == "2008" else table.to_2008(number))

    def _title(self, number: str) -> str:
        register = self._sources.register(self._edition)
        return register.title(number).text if number in register else number


def in_line(one: str, other: str) -> bool:
    """Tell whether a clause is another, stands under it or above it."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
