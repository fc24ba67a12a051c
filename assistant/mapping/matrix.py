"""The matrix: proposals under decisions, gaps, and what is to be reviewed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from assistant.labels import document_label
from assistant.mapping.model import CellKey, Decision, Proposal, Relation, Review, State
from assistant.mapping.reading import Agency, Procedure, assessed_clauses
from assistant.mapping.views import Cell, ClauseRow, Matrix, ProcedureColumn
from corpus.registers import StandardRegister

__all__ = ["Standing", "build_matrix", "cell_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one edition: proposals, decisions that hold, and reviews due."""

    proposals: Mapping[tuple[str, str], Proposal]
    decisions: Mapping[CellKey, Decision]
    reviews: tuple[Review, ...]


def cell_of(
    clause: str,
    document_id: str,
    proposal: Proposal | None,
    decision: Decision | None,
    to_review: bool,
) -> Cell | None:
    """Return the cell of a proposal and a decision, None where there is neither."""
    if proposal is None and decision is None:
        return None
    strength = proposal.strength if proposal else 1.0
    proposed = proposal.relation if proposal else None
    if decision is not None:
        relation, state = decision.relation, decision.state
    else:
        relation, state = proposed or Relation.NONE, State.PROPOSED
    guessed = decision is None and proposal is not None and not proposal.claims
    return Cell(clause, document_id, relation, state, strength, proposed, to_review, guessed)


def build_matrix(agency: Agency, register: StandardRegister, standing: Standing) -> Matrix:
    """Return the matrix of an edition. Documents that are gone have no column."""
    edition = register.edition
    due = {
        (target, review.decision.key.document_id)
        for review in standing.reviews
        for target in review.targets
    }
    decided = {(key.clause, key.document_id) for key in standing.decisions}
    cells: dict[tuple[str, str], Cell] = {}
    for clause, document_id in sorted(standing.proposals.keys() | decided):
        if agency.procedure(document_id) is None:
            continue
        cell = cell_of(
            clause,
            document_id,
            standing.proposals.get((clause, document_id)),
            standing.decisions.get(CellKey(edition, clause, document_id)),
            (clause, document_id) in due,
        )
        if cell is not None:
            cells[clause, document_id] = cell
    rows = _rows(register, tuple(cells.values()), standing.decisions)
    columns = tuple(_column(procedure, cells.values()) for procedure in agency.procedures)
    return Matrix(edition, agency.generation, rows, columns, cells, standing.reviews)


def _rows(
    register: StandardRegister, cells: Sequence[Cell], decisions: Mapping[CellKey, Decision]
) -> tuple[ClauseRow, ...]:
    assessed = set(assessed_clauses(register))
    covered = {cell.clause for cell in cells if cell.closes_gap}
    rows = []
    for clause in register.clauses:
        exclusion = _exclusion(register.edition, clause.number, decisions)
        gap = exclusion is None and not _has_procedure(clause.number, covered, assessed)
        guesses = [c.document_id for c in cells if c.clause == clause.number and c.guessed]
        rows.append(
            ClauseRow(
                clause.number,
                register.title(clause.number).text,
                clause.parent,
                clause.level,
                assessed=clause.number in assessed,
                gap=gap,
                guesses=tuple(guesses) if gap else (),
                exclusion=exclusion,
            )
        )
    return tuple(rows)


def _exclusion(edition: str, clause: str, decisions: Mapping[CellKey, Decision]) -> Decision | None:
    """Return the decision that a clause, or one above it, does not apply."""
    parts = clause.split(".")
    for length in range(len(parts), 0, -1):
        decision = decisions.get(CellKey(edition, ".".join(parts[:length])))
        if decision is not None:
            return decision
    return None


def _has_procedure(clause: str, covered: Collection[str], assessed: Collection[str]) -> bool:
    """Tell whether a procedure covers a clause, a part of it, or what it is a part of."""
    if any(f"{number}.".startswith(f"{clause}.") for number in covered):
        return True
    return clause not in assessed and any(
        clause.startswith(f"{number}.") for number in covered if number in assessed
    )


def _column(procedure: Procedure, cells: Iterable[Cell]) -> ProcedureColumn:
    own = sum(cell.covers for cell in cells if cell.document_id == procedure.id)
    document = procedure.document
    name = document_label(document) or PurePosixPath(document.path).stem
    return ProcedureColumn(document, name, procedure.unit, own)
