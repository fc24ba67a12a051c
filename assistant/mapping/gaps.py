"""What is missing: clauses without a procedure, procedures without a clause, mandatory items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.mapping.mandatory import Finding, MandatoryRow, find_mandatory
from assistant.mapping.model import Decision, Proposal
from assistant.mapping.reading import Agency
from assistant.mapping.views import ClauseRow, Matrix, ProcedureColumn
from corpus.registers import StandardRegister

__all__ = ["Gaps", "find_gaps"]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of an edition.

    `clauses` are assessed clauses that no procedure covers and no decision excludes;
    `procedures` those that cover no clause; `exclusions` the clauses an officer declared
    not applicable, each decision with its reason.
    """

    edition: str
    clauses: tuple[ClauseRow, ...]
    procedures: tuple[ProcedureColumn, ...]
    mandatory: tuple[MandatoryRow, ...]
    exclusions: tuple[Decision, ...]

    @property
    def missing(self) -> tuple[MandatoryRow, ...]:
        """The mandatory items of which nothing was found."""
        return tuple(row for row in self.mandatory if row.finding is Finding.MISSING)


def find_gaps(
    agency: Agency,
    register: StandardRegister,
    matrix: Matrix,
    proposals: Mapping[tuple[str, str], Proposal],
) -> Gaps:
    """Return the gaps of the edition of `matrix`."""
    exclusions = {
        row.exclusion.key: row.exclusion for row in matrix.clauses if row.exclusion is not None
    }
    return Gaps(
        edition=matrix.edition,
        clauses=tuple(row for row in matrix.clauses if row.gap and row.assessed),
        procedures=tuple(column for column in matrix.procedures if not column.covers),
        mandatory=find_mandatory(agency, register, matrix, proposals),
        exclusions=tuple(exclusions.values()),
    )
