"""What an edition makes mandatory, looked for in the procedures that cover its clauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.mapping.model import Place, Proposal
from assistant.mapping.quoting import locate, proposal_place
from assistant.mapping.reading import Agency, Procedure
from assistant.mapping.views import Cell, Matrix
from corpus.model import Provision
from corpus.registers import MandatoryItem, StandardRegister
from corpus.registers.standards import MandatoryKind
from corpus.text import fold, syllables

__all__ = ["Finding", "MandatoryRow", "find_mandatory"]

_LEAST_SHARE = 0.5
"""A title or a row names an item where it holds this share of the weight of its words."""

_KIND = re.compile(r"^(?:thủ tục|hồ sơ|bằng chứng(?: về)?|kết quả)\s+")
"""Words at the head of a name that say what kind of thing an item is, not which one."""


class Finding(StrEnum):
    """FOUND by name; TO_CHECK: a procedure covers the clause, none names the item; MISSING.

    EXCLUDED: the clause does not apply, with the reason in the row.
    """

    FOUND = "found"
    TO_CHECK = "to_check"
    MISSING = "missing"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class MandatoryRow:
    """A mandatory item with what was found; `place` is None for a missing one.

    `reason` is why the clause does not apply, "" while it does.
    """

    item: MandatoryItem
    finding: Finding
    place: Place | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """A passage that may name an item, with the share of the item's words it holds."""

    share: float
    place: Place


def find_mandatory(
    agency: Agency,
    register: StandardRegister,
    matrix: Matrix,
    proposals: Mapping[tuple[str, str], Proposal],
) -> tuple[MandatoryRow, ...]:
    """Look for every mandatory item of the edition of `matrix`."""
    # Guesses are left out: what is mandatory must not be thought found by a likeness.
    cells = [cell for cell in matrix.cells.values() if cell.closes_gap]
    exclusions = {row.number: row.exclusion for row in matrix.clauses}
    rows = []
    for item in register.mandatory():
        excluded = exclusions.get(item.clause)
        if excluded is not None:
            rows.append(MandatoryRow(item, Finding.EXCLUDED, None, excluded.rationale))
            continue
        covering = _covering(cells, item.clause)
        named = max(_named(agency, item, covering), key=lambda found: found.share, default=None)
        if named is not None and named.share >= _LEAST_SHARE:
            rows.append(MandatoryRow(item, Finding.FOUND, named.place))
            continue
        place = _supporting(agency, matrix.edition, covering, proposals)
        finding = Finding.TO_CHECK if covering else Finding.MISSING
        rows.append(MandatoryRow(item, finding, place))
    return tuple(rows)


def _covering(cells: Iterable[Cell], clause: str) -> list[Cell]:
    """Return the cells of a clause, a part of it or the clause it is a part of, best first."""
    return sorted(
        (
            cell
            for cell in cells
            if f"{cell.clause}.".startswith(f"{clause}.") or clause.startswith(f"{cell.clause}.")
        ),
        key=lambda cell: -cell.strength,
    )


def _named(agency: Agency, item: MandatoryItem, cells: Sequence[Cell]) -> Iterable[_Named]:
    """Yield the passages that may name the item.

    A mandatory procedure is known by its title, whatever it is thought to cover; records by
    the lists of forms and records of the procedures that cover the clause, documents to
    maintain by their titles and sections too.
    """
    share = _share_of(item.name, agency)
    if item.kind is MandatoryKind.PROCEDURE:
        for procedure in agency.procedures:
            yield from _title(procedure, share)
        return
    for document_id in dict.fromkeys(cell.document_id for cell in cells):
        owner = agency.procedure(document_id)
        if owner is None:
            continue
        yield from _listed(owner, share)
        if item.kind in {MandatoryKind.MAINTAIN, MandatoryKind.MAINTAIN_AND_RETAIN}:
            yield from _title(owner, share)
            yield from _headed(owner, share)


def _title(procedure: Procedure, share: Callable[[str], float]) -> Iterable[_Named]:
    for provision in procedure.provisions[:1]:
        yield _Named(
            share(procedure.document.title),
            locate(procedure.document, provision, *_line(provision, procedure.document.title)),
        )


def _line(provision: Provision, title: str) -> tuple[int, int]:
    """Return the span of the line that prints the title, else of the first one."""
    wanted, start = fold(title), 0
    for line in provision.text.split("\n"):
        if wanted in fold(line):
            return start, start + len(line)
        start += len(line) + 1
    return 0, len(provision.text.partition("\n")[0])


def _listed(procedure: Procedure, share: Callable[[str], float]) -> Iterable[_Named]:
    for provision in procedure.lists:
        start = 0
        for line in provision.text.split("\n"):
            place = locate(procedure.document, provision, start, start + len(line))
            yield _Named(share(line), place)
            start += len(line) + 1


def _headed(procedure: Procedure, share: Callable[[str], float]) -> Iterable[_Named]:
    for section in procedure.sections:
        if not section.frame:
            first = section.provisions[0]
            place = locate(procedure.document, first, 0, len(first.text))
            yield _Named(share(section.title), place)


def _share_of(name: str, agency: Agency) -> Callable[[str], float]:
    weights = {word: agency.idf(word) for word in syllables(_KIND.sub("", name))}
    whole = sum(weights.values()) or 1.0

    def share(text: str) -> float:
        said = agency.words(text)
        return sum(weight for word, weight in weights.items() if word in said) / whole

    return share


def _supporting(
    agency: Agency,
    edition: str,
    cells: Sequence[Cell],
    proposals: Mapping[tuple[str, str], Proposal],
) -> Place | None:
    for cell in cells:
        proposal = proposals.get((cell.clause, cell.document_id))
        place = proposal_place(agency, edition, proposal) if proposal else None
        if place is not None:
            return place
    return None
