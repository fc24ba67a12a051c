"""What the legal register knows and says of a document: typed facts, each with its flag."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model import Validity

__all__ = [
    "Article",
    "Ending",
    "LegalDocument",
    "Relation",
    "RelationKind",
    "StatusStatement",
    "Transition",
    "ValidityRule",
]


class RelationKind(StrEnum):
    """How one document acts on another; each kind has its inverse."""

    REPLACES = "replaces"
    REPLACED_BY = "replaced_by"
    AMENDS = "amends"
    AMENDED_BY = "amended_by"
    DETAILS = "details"
    DETAILED_BY = "detailed_by"
    CITES = "cites"
    CITED_BY = "cited_by"
    CANCELS = "cancels"
    CANCELLED_BY = "cancelled_by"

    @property
    def inverse(self) -> RelationKind:
        """The same relation seen from the other document."""
        return _INVERSE[self]


_PAIRS = (
    (RelationKind.REPLACES, RelationKind.REPLACED_BY),
    (RelationKind.AMENDS, RelationKind.AMENDED_BY),
    (RelationKind.DETAILS, RelationKind.DETAILED_BY),
    (RelationKind.CITES, RelationKind.CITED_BY),
    (RelationKind.CANCELS, RelationKind.CANCELLED_BY),
)
_INVERSE = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation to the document `number`.

    `day` is the day that document was issued, of a cancellation the day it cancels.
    `exceptions` are the parts of the replaced document that live on. `verified` is false
    when the relation was not seen at a source.
    """

    kind: RelationKind
    number: str
    verified: bool
    day: date | None = None
    note: str | None = None
    source: str | None = None
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """What one article is about, in the register's own words."""

    locator: str
    about: str
    verified: bool
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """Leave to go on using a cancelled document until a day, given by another document."""

    until: date
    by: str
    verified: bool


@dataclass(frozen=True, slots=True)
class ValidityRule:
    """What the law said of guiding documents whose parent ended within a period.

    `since` and `until` are the first and last day of that period, `until` None when open.
    """

    since: date
    until: date | None
    law: str
    effect: str
    verified: bool

    def covers(self, day: date) -> bool:
        """Tell whether a parent that ended on `day` falls under this rule."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """A document of the register. None means unknown, never "none".

    `issued`, `effective` and `expired` (first day no longer in force) hold what was seen
    at a source; dates from memory are left out, so that nothing can warn on them. `state`
    is the status seen at a source, `recorded` the day the facts were collected.
    `amendment` marks a document that does nothing but amend others. A `stub` is known only
    because another document names it.
    """

    number: str
    type: str | None
    title: str | None
    issuer: str | None
    verified: bool
    recorded: date
    title_verified: bool = True
    issued: date | None = None
    effective: date | None = None
    expired: date | None = None
    state: str | None = None
    amendment: bool = False
    relations: tuple[Relation, ...] = ()
    articles: tuple[Article, ...] = ()
    summary: str | None = None
    note: str | None = None
    transition: Transition | None = None
    stub: bool = False

    def related(self, kind: RelationKind, *, verified: bool = True) -> tuple[Relation, ...]:
        """Return the relations of `kind`; with `verified` only those seen at a source."""
        return tuple(
            relation
            for relation in self.relations
            if relation.kind is kind and (relation.verified or not verified)
        )


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a document: `day` is None when only the fact is known, not the date."""

    status: Validity
    day: date | None
    reason: str
    possible_from: date | None = None
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusStatement:
    """What can be said of one document on one day.

    `in_force` is None when it is not known. `since` is the first day in force, `until` the
    first day no longer in force, each None when unknown or open. `replaced_by` is the
    chain of replacements, nearest first. `reason` is one or two Vietnamese sentences.
    `unverified_steps` are the members of that chain whose relation was not seen at a
    source. `exceptions` names what lives on of a document that is partly in force.
    `verified` tells whether the status itself rests on facts seen at a source. `notice`
    is a second statement beside the status: leave to go on using a cancelled standard.
    """

    number: str
    on: date
    status: Validity
    in_force: bool | None
    since: date | None
    until: date | None
    replaced_by: tuple[str, ...]
    reason: str
    exceptions: tuple[str, ...]
    verified: bool
    unverified_steps: tuple[str, ...] = ()
    notice: str | None = None
