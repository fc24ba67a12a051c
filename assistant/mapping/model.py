"""The nouns of the mapping: relations, evidence, proposals, decisions. Plain frozen data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "CellKey",
    "Claim",
    "Decision",
    "Evidence",
    "Hop",
    "HopKind",
    "Place",
    "Proposal",
    "QuoteChange",
    "Quotes",
    "Relation",
    "Review",
    "ReviewReason",
    "State",
]


Quotes = tuple[tuple[str, str], ...]
"""Quotes as they are kept with a decision: (locator, words)."""


class Relation(StrEnum):
    """How much of what a clause asks a procedure does."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"

    @property
    def covers(self) -> bool:
        """Whether the clause has, with this relation, a procedure."""
        return self in {Relation.FULL, Relation.PARTIAL}


class State(StrEnum):
    """Who stands behind a cell: the machine, or a person who confirmed or rejected it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class HopKind(StrEnum):
    """One step from a procedure to a clause.

    NAMED: the text names the clause. NUMBERED: a section has the clause's number in a
    document that follows the standard. SENT: such a section only sends to the procedure.
    TABLE: the quality manual's own table. CORRESPONDENCE: from the other edition.
    SUBCLAUSE: from a clause to one under it, or to the one above. MEANING: the sections
    say what the clause asks.
    """

    NAMED = "named"
    NUMBERED = "numbered"
    SENT = "sent"
    TABLE = "table"
    CORRESPONDENCE = "correspondence"
    SUBCLAUSE = "subclause"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Hop:
    """A step of `strength` 0..1; `about` is what it rests on, in the document's own words.

    `verified` is False for a correspondence that was not seen at a source.
    """

    kind: HopKind
    strength: float
    about: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A verbatim quote and where it stands.

    `quote == text[start:end]` of the provision `locator` of the document; `page` counts
    from 1, None where the format has no pages.
    """

    document_id: str
    locator: str
    label: str
    quote: str
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a procedure is thought to cover a clause: hops in order, and the quoted place."""

    hops: tuple[Hop, ...]
    place: Place

    @property
    def strength(self) -> float:
        """The strength of the weakest hop, 0..1."""
        return min(hop.strength for hop in self.hops)


@dataclass(frozen=True, slots=True)
class Claim:
    """A document's word, or a person's table, that a procedure covers a clause.

    `hops` lead there in order; what the first rests on stands at `span` of the provision
    `locator` of the document `said_in`, which need not be the procedure itself.
    """

    clause: str
    document_id: str
    hops: tuple[Hop, ...]
    said_in: str
    locator: str
    span: tuple[int, int]

    @property
    def strength(self) -> float:
        """The strength of the weakest hop, 0..1."""
        return min(hop.strength for hop in self.hops)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the machine proposes for a clause and a procedure.

    `strength` 0..1 is that of the weakest link: of the best claim, and of the fit of the
    procedure's own sections. `fit` is that fit in standard deviations, None where the
    edition has no text in the index. `claims` are strongest first; `sections` the locators
    of the units that fit, best first.
    """

    clause: str
    document_id: str
    relation: Relation
    strength: float
    fit: float | None
    claims: tuple[Claim, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellKey:
    """A clause of an edition and a procedure; `document_id` "" is the clause as a whole."""

    edition: str
    clause: str
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a cell.

    `document_version` and `edition_version` are the content hashes that were decided on,
    `quotes` and `clause_quotes` the evidence shown then, (locator, quote) each, of the
    procedure and of the standard. `undone_at` is set once the decision was taken back.
    """

    id: int
    key: CellKey
    document_name: str
    relation: Relation
    state: State
    rationale: str
    officer: str
    at: dt.datetime
    document_version: str
    edition_version: str
    quotes: Quotes
    clause_quotes: Quotes
    undone_at: dt.datetime | None = None
    undone_by: str | None = None


class ReviewReason(StrEnum):
    """What changed since a decision was taken.

    EDITION_MOVED: it was taken on the other edition of the standard, and the clauses that
    took its clause over have none yet.
    """

    DOCUMENT_CHANGED = "document_changed"
    DOCUMENT_GONE = "document_gone"
    EDITION_CHANGED = "edition_changed"
    EDITION_MOVED = "edition_moved"


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quoted passage then and now; `old` or `new` is None where there is none."""

    locator: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """Why a decision must be looked at again, and what the evidence says now.

    `reasons` say what changed since. `changes` are the quoted passages that read
    differently now, empty when none of them does. `targets` are the clauses of the matrix
    that the decision is about: its own, or those that took it over in a newer edition.
    """

    decision: Decision
    reasons: tuple[ReviewReason, ...]
    targets: tuple[str, ...]
    changes: tuple[QuoteChange, ...] = ()
