"""What procedures name: clauses, other procedures, legal documents, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.model import Provision
from corpus.references import Reference, ReferenceKind, list_items, parse_references
from corpus.registers import StandardRegister

__all__ = ["Named", "NamedClause", "named_clauses", "references_in"]

_RANGE = re.compile(
    r"\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?:(?:điều khoản|điều|khoản|mục)\s+)?"
    r"((?:[4-9]|10)(?:\.\d+)+)",
    re.IGNORECASE,
)
_OWN_PLACE = re.compile(r"mục|bước|phần|tiểu mục|chương", re.IGNORECASE)
"""Words before a number that more often mean a place in the same document."""

_MAY_NAME = re.compile(r"9001|(?:điều|khoản|yêu cầu|clause)\D{0,12}\d+\.\d", re.IGNORECASE)
"""What a text must hold to name a clause; parsing every text would take seconds."""


@dataclass(frozen=True, slots=True)
class Named:
    """A reference and where it stands: `span` in the text of the provision `locator`."""

    reference: Reference
    locator: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class NamedClause:
    """A clause that a document names, `words` as it names it."""

    edition: str
    number: str
    words: str
    locator: str
    span: tuple[int, int]


def references_in(provision: Provision, names: Sequence[str] = ()) -> list[Named]:
    """Return the references in a provision; `names` are folded names of laws."""
    found = []
    for start, item in list_items(provision.text):
        for reference in parse_references(item.replace("\n", " "), names):
            span = (start + reference.span[0], start + reference.span[1])
            found.append(Named(reference, provision.locator, span))
    return found


def named_clauses(
    provisions: Iterable[Provision],
    registers: Mapping[str, StandardRegister],
    default_edition: str,
) -> list[NamedClause]:
    """Return the clauses that a procedure names, in order.

    A number without an edition is one of the edition named in the same item, else of the
    one the document names most, else of `default_edition`; "mục 5.2" without a standard is
    a place of the document itself. Numbers that the edition lacks are left out.
    """
    named = [
        found
        for provision in provisions
        if _MAY_NAME.search(provision.text)
        for found in _clauses(provision)
    ]
    editions = [clause.edition for clause in named if clause.edition]
    usual = max(editions, key=editions.count, default=default_edition)
    complete = [c if c.edition else replace(c, edition=usual) for c in named]
    return [clause for clause in complete if clause.number in registers[clause.edition]]


def _clauses(provision: Provision) -> list[NamedClause]:
    found: list[NamedClause] = []
    edition, item_start = "", -1
    starts = [start for start, _ in list_items(provision.text)]
    for named in references_in(provision):
        reference = named.reference
        begin = max(start for start in starts if start <= named.span[0])
        if begin != item_start:
            edition, item_start = "", begin
        edition = reference.edition or edition
        if reference.kind is not ReferenceKind.CLAUSE or reference.locator is None:
            continue
        if not (reference.edition or edition) and not _means_a_standard(reference):
            continue
        clause = NamedClause(
            reference.edition or edition,
            reference.locator,
            reference.text,
            named.locator,
            named.span,
        )
        found += [clause, *_range(provision.text, clause)]
    return found


def _means_a_standard(reference: Reference) -> bool:
    """Tell whether a number without an edition is one of a standard: "điều khoản 7.5.3"."""
    if reference.document is not None:
        return True
    return "." in (reference.locator or "") and not _OWN_PLACE.match(reference.text)


def _range(text: str, first: NamedClause) -> list[NamedClause]:
    """Return the rest of "4.1 đến 4.4", which names the siblings between too."""
    match = _RANGE.match(text, first.span[1])
    if match is None:
        return []
    parent, _, begin = first.number.rpartition(".")
    last_parent, _, end = match.group(1).rpartition(".")
    if parent != last_parent or not begin.isdigit():
        return []
    span = (first.span[0], match.end())
    return [
        replace(first, number=f"{parent}.{n}", words=text[slice(*span)], span=span)
        for n in range(int(begin) + 1, int(end) + 1)
    ]
