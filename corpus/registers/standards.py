"""The clause list of TCVN ISO 9001, one register an edition, with what it makes mandatory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.registers.loading import DATA, RegisterFile, read_register

__all__ = [
    "EDITIONS",
    "Clause",
    "ClauseTitle",
    "MandatoryItem",
    "MandatoryKind",
    "StandardRegister",
    "load_standard",
]

EDITIONS = ("2008", "2015")


class MandatoryKind(StrEnum):
    """What has to exist; MAINTAIN is a document kept current, RETAIN a record kept."""

    PROCEDURE = "procedure"
    RECORD = "record"
    MAINTAIN = "maintain"
    RETAIN = "retain"
    MAINTAIN_AND_RETAIN = "maintain_and_retain"


@dataclass(frozen=True, slots=True)
class MandatoryItem:
    """A procedure, record or documented information that a clause requires.

    `point` is the lettered point of the clause or None; `sequence` the number in the list
    of the 21 records of the 2008 edition, else None.
    """

    clause: str
    kind: MandatoryKind
    name: str
    verified: bool
    point: str | None = None
    sequence: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: number ("7.5.3"), titles, parent's number, level from 1.

    `untitled` clauses print a number only. `verified` is about the Vietnamese title, or
    about the existence of an untitled clause; `title_en_verified` about the English one.
    `excludable`: the 2008 edition allows an organisation to leave the clause out.
    """

    number: str
    title_vi: str | None
    title_en: str | None
    parent: str | None
    level: int
    verified: bool
    title_en_verified: bool = False
    untitled: bool = False
    excludable: bool = False
    mandatory: tuple[MandatoryItem, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseTitle:
    """A title to show: `inherited` from the parent, `verified` against a source."""

    text: str
    inherited: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class StandardRegister:
    """All clauses of one edition, in the order of the standard."""

    edition: str
    code: str
    clauses: tuple[Clause, ...]

    def get(self, number: str) -> Clause | None:
        """Return the clause with that number, None if the edition has no such clause."""
        return next((clause for clause in self.clauses if clause.number == number), None)

    def __contains__(self, number: object) -> bool:
        return any(clause.number == number for clause in self.clauses)

    def children(self, number: str) -> tuple[Clause, ...]:
        """Return the direct subclauses of `number`."""
        return tuple(clause for clause in self.clauses if clause.parent == number)

    def title(self, number: str) -> ClauseTitle:
        """Return the title to show for `number`; an untitled clause shows its parent's.

        Raises KeyError when the edition has no such clause.
        """
        clause = self.get(number)
        if clause is None:
            raise KeyError(number)
        if clause.title_vi is not None:
            return ClauseTitle(clause.title_vi, inherited=False, verified=clause.verified)
        if clause.parent is None:
            raise KeyError(number)
        above = self.title(clause.parent)
        return ClauseTitle(above.text, inherited=True, verified=above.verified)

    def mandatory(self, *kinds: MandatoryKind) -> tuple[MandatoryItem, ...]:
        """Return what the edition makes mandatory, of all kinds when none is named."""
        return tuple(
            item
            for clause in self.clauses
            for item in clause.mandatory
            if not kinds or item.kind in kinds
        )


def load_standard(edition: str) -> StandardRegister:
    """Load the clause list of `edition` ("2008" or "2015").

    Raises ValueError for another edition, RegisterError for a broken file.
    """
    if edition not in EDITIONS:
        raise ValueError(f"no register of edition {edition!r}")
    file = read_register(DATA / f"iso9001_{edition}.yaml", "standard")
    _check_tree(file)
    clauses = tuple(_clause(entry) for entry in file.data["clauses"])
    return StandardRegister(edition, file.data["standard"], clauses)


def _check_tree(file: RegisterFile) -> None:
    seen: set[str] = set()
    for position, entry in enumerate(file.data["clauses"]):
        number, parent = entry["number"], entry["parent"]
        if number in seen:
            raise file.error(f"điều {number} ghi hai lần", "clauses", position)
        if parent != (number.rpartition(".")[0] or None) or (parent and parent not in seen):
            raise file.error(f"điều {number} sai điều cha", "clauses", position, "parent")
        if entry["title_vi"] is None and parent is None:
            raise file.error(f"điều {number} thiếu tiêu đề", "clauses", position, "title_vi")
        seen.add(number)


def _clause(entry: Mapping[str, Any]) -> Clause:
    return Clause(
        number=entry["number"],
        title_vi=entry["title_vi"],
        title_en=entry.get("title_en"),
        parent=entry["parent"],
        level=entry["level"],
        verified=entry["verified"],
        title_en_verified=entry.get("title_en_verified", False),
        untitled=entry.get("untitled", False),
        excludable=entry.get("excludable", False),
        mandatory=tuple(_mandatory(entry)),
        source=entry.get("source"),
    )


def _mandatory(entry: Mapping[str, Any]) -> list[MandatoryItem]:
    items = [
        MandatoryItem(
            entry["number"],
            MandatoryKind.RECORD,
            record["name"],
            record["verified"],
            point=record.get("point"),
            sequence=record["seq"],
            source=record.get("source"),
        )
        for record in entry.get("records", ())
    ]
    for kind, prefix in ((MandatoryKind.PROCEDURE, "procedure"), (None, "information")):
        if entry.get(f"shall_{prefix}"):
            items.append(
                MandatoryItem(
                    entry["number"],
                    kind or MandatoryKind(entry["shall_information"]),
                    entry[f"{prefix}_name"],
                    entry[f"shall_{prefix}_verified"],
                    source=entry.get(f"shall_{prefix}_source"),
                )
            )
    return items
