"""What pages draw and exports write: cells, rows, columns, the matrix. Plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.mapping.model import Decision, Evidence, Place, Relation, Review, State
from corpus.model import Document

__all__ = ["Cell", "CellDetail", "ClauseRow", "Matrix", "ProcedureColumn"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix; only cells with a proposal or a decision exist.

    `relation` and `state` are what holds now; `proposed` is the machine's relation, None
    without a proposal. `strength` is the proposal's, 1.0 where only a person says so.
    `guessed`: no document says so and no person does, two texts are merely alike.
    """

    clause: str
    document_id: str
    relation: Relation
    state: State
    strength: float
    proposed: Relation | None
    to_review: bool = False
    guessed: bool = False

    @property
    def covers(self) -> bool:
        """Whether the clause has the procedure by this cell."""
        return self.relation.covers and self.state is not State.REJECTED

    @property
    def closes_gap(self) -> bool:
        """Whether the clause is no gap any more: a guess that hid one would not be noticed."""
        return self.covers and not self.guessed


@dataclass(frozen=True, slots=True)
class CellDetail:
    """A cell with all that a person needs to decide on it.

    `sections` are the procedure's passages that fit the clause, best first; `evidence` the
    chains that led here; `clause_quotes` what the standard's text asks; `history` newest
    first.
    """

    cell: Cell | None
    document: Document | None
    clause_title: str
    clause_quotes: tuple[Place, ...]
    evidence: tuple[Evidence, ...]
    sections: tuple[Place, ...]
    history: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause of the tree. `assessed`: procedures are mapped to it, not to its parts.

    `gap`: no procedure covers it nor, where it has parts, any of them. `guesses` are the ids
    of the documents that may cover a gap by their wording. `exclusion` is the decision that
    the clause does not apply, None while it does.
    """

    number: str
    title: str
    parent: str | None
    level: int
    assessed: bool
    gap: bool
    guesses: tuple[str, ...]
    exclusion: Decision | None


@dataclass(frozen=True, slots=True)
class ProcedureColumn:
    """A procedure; `unit` is who is in charge as the document says, "" if it does not."""

    document: Document
    name: str
    unit: str
    covers: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Clauses by procedures; `cells` by (clause number, document id)."""

    edition: str
    generation: int
    clauses: tuple[ClauseRow, ...]
    procedures: tuple[ProcedureColumn, ...]
    cells: Mapping[tuple[str, str], Cell]
    to_review: tuple[Review, ...]

    def row(self, clause: str) -> tuple[Cell, ...]:
        """Return the cells of a clause in the order of the procedures."""
        found = (self.cells.get((clause, p.document.id)) for p in self.procedures)
        return tuple(cell for cell in found if cell is not None)

    @property
    def unplaced(self) -> tuple[Review, ...]:
        """The reviews that no cell shows: of documents that are gone, of clauses as a whole."""
        return tuple(
            review
            for review in self.to_review
            if not any((t, review.decision.key.document_id) in self.cells for t in review.targets)
        )
