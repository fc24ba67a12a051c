"""Which clause of the 2015 edition took over a clause of 2008, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from corpus.registers.loading import DATA, RegisterFile, read_register
from corpus.registers.standards import StandardRegister, load_standard

__all__ = ["Change", "Correspondence", "Link", "load_correspondence"]


@dataclass(frozen=True, slots=True)
class Link:
    """One pair of corresponding clauses; `verified` when the pair was seen at a source."""

    clause_2008: str
    clause_2015: str
    verified: bool
    note: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A requirement that the 2015 edition added or dropped, and why this is said."""

    clause: str
    why: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The table, read both ways.

    `links` holds the stated pairs in the order of the table, `reverse_links` the pairs that
    only the matrix from 2015 to 2008 states. `new` maps clauses of 2015 to
    what is new in them; one that is a target too has new parts only. `dropped` maps
    clauses of 2008 whose requirement 2015 no longer has in its own right.
    """

    edition_2008: StandardRegister
    edition_2015: StandardRegister
    links: tuple[Link, ...]
    reverse_links: tuple[Link, ...]
    new: Mapping[str, Change]
    dropped: Mapping[str, Change]

    def to_2015(self, number: str) -> tuple[str, ...]:
        """Return the 2015 clauses for the 2008 clause `number`, () if there is none."""
        return _unique(link.clause_2015 for link in self.links_of_2008(number))

    def to_2008(self, number: str) -> tuple[str, ...]:
        """Return the 2008 clauses for the 2015 clause `number`, () if there is none."""
        return _unique(link.clause_2008 for link in self.links_of_2015(number))

    def links_of_2008(self, number: str) -> tuple[Link, ...]:
        """Return the pairs of a 2008 clause; one without a row has its parent's."""
        clause = self.edition_2008.get(number)
        if clause is None:
            return ()
        found = tuple(link for link in self.links if link.clause_2008 == number)
        if found or clause.parent is None:
            return found
        return self.links_of_2008(clause.parent)

    def links_of_2015(self, number: str) -> tuple[Link, ...]:
        """Return the pairs of a 2015 clause; one without a row has its parent's.

        A clause that is new has no pair of its parent's.
        """
        clause = self.edition_2015.get(number)
        if clause is None:
            return ()
        pairs = (*self.links, *self.reverse_links)
        found = tuple(link for link in pairs if link.clause_2015 == number)
        if found or clause.parent is None or number in self.new:
            return found
        return self.links_of_2015(clause.parent)


def load_correspondence(
    edition_2008: StandardRegister | None = None, edition_2015: StandardRegister | None = None
) -> Correspondence:
    """Load the table; the clause lists are loaded too unless they are given.

    Raises RegisterError when the file is broken or names a clause that an edition lacks.
    """
    old = edition_2008 or load_standard("2008")
    new = edition_2015 or load_standard("2015")
    file = read_register(DATA / "correspondence.yaml", "correspondence")
    _check(file, old, new)
    data = file.data
    links = tuple(link for row in data["rows"] for link in _links(row))
    reverse = tuple(link for row in data.get("reverse_rows", ()) for link in _reverse_links(row))
    added = {e["number"]: Change(e["number"], e["why"], e["verified"]) for e in data["new_in_2015"]}
    dropped = {
        row["from_2008"]: Change(row["from_2008"], row["note"] or "", row["verified"])
        for row in data["rows"]
        if row.get("dropped")
    }
    return Correspondence(
        old, new, links, reverse, MappingProxyType(added), MappingProxyType(dropped)
    )


def _check(file: RegisterFile, old: StandardRegister, new: StandardRegister) -> None:
    for position, row in enumerate(file.data["rows"]):
        if row["from_2008"] not in old:
            raise file.error(f"bản 2008 không có điều {row['from_2008']}", "rows", position)
        targets = [target["to"] for target in row["targets"]]
        if targets != row["to_2015"] or any(number not in new for number in targets):
            raise file.error("to_2015 và targets không khớp bản 2015", "rows", position, "to_2015")
    for position, entry in enumerate(file.data["new_in_2015"]):
        if entry["number"] not in new:
            raise file.error(
                f"bản 2015 không có điều {entry['number']}", "new_in_2015", position, "number"
            )


def _links(row: Mapping[str, Any]) -> list[Link]:
    return [
        Link(row["from_2008"], target["to"], target["verified"], row["note"], target.get("source"))
        for target in row["targets"]
    ]


def _reverse_links(row: Mapping[str, Any]) -> list[Link]:
    return [
        Link(number, row["to_2015"], row["verified"], row.get("note"), row.get("source"))
        for number in row["from_2008"]
    ]


def _unique(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(numbers))
