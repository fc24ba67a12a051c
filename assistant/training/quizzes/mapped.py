"""What the agency's mapping says of clauses and procedures, as the gate of quizzes asks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.mapping.model import State

if TYPE_CHECKING:
    from assistant.mapping import MappingService

__all__ = ["Mapped", "MappingReader", "read_mapping"]

_Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Mapped:
    """Pairs (clause, document id) of one edition.

    `covered`: the mapping holds or proposes that the procedure meets the clause.
    `rejected`: a person decided that it does not.
    """

    covered: _Pairs = frozenset()
    rejected: _Pairs = frozenset()


MappingReader = Callable[[str], Mapped]
"""Returns what the mapping says of an edition ("2008" or "2015") now."""


def read_mapping(service: MappingService, edition: str) -> Mapped:
    """Return what a mapping says of an edition now, decisions of people over proposals."""
    cells = service.matrix(edition).cells
    return Mapped(
        covered=frozenset(pair for pair, cell in cells.items() if cell.covers),
        rejected=frozenset(pair for pair, cell in cells.items() if cell.state is State.REJECTED),
    )
