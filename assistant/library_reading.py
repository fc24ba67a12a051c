"""Reads the library from the index and the registers for one day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.bases import references_of_bases, single_number
from assistant.library import (
    ChainStep,
    ClauseRow,
    Counterpart,
    DocumentRow,
    Edition,
    LegalRow,
    Library,
)
from corpus.model import Document, DocumentKind, Provision, ProvisionKind
from corpus.references import law_names
from corpus.registers import (
    Correspondence,
    LegalDocument,
    LegalRegister,
    Link,
    RelationKind,
    StandardRegister,
    StatusStatement,
    number_key,
)

if TYPE_CHECKING:
    from assistant.engine import Engine

__all__ = ["read_library"]


def read_library(
    engine: Engine, legal: LegalRegister, correspondence: Correspondence, on: dt.date
) -> Library:
    """Read the library from the index and the registers, with statuses of the day `on`."""
    documents = engine.documents()
    standards: dict[str, list[Document]] = defaultdict(list)
    laws: dict[str, list[Document]] = defaultdict(list)
    others = []
    for document in documents:
        if document.kind is DocumentKind.STANDARD and document.edition:
            standards[document.edition].append(document)
        elif document.kind is DocumentKind.LEGAL:
            laws[number_key(document.code or document.title)].append(document)
        else:
            others.append(document)
    names = law_names(legal)
    rows = [_document_row(d, engine.provisions(d.id), (legal, names), on) for d in others]
    return Library(
        on=on,
        editions=tuple(
            Edition(
                register.edition,
                register.code,
                legal.standard_status_on(register.edition, on),
                tuple(_clauses(register, correspondence)),
                tuple(standards[register.edition]),
            )
            for register in (correspondence.edition_2015, correspondence.edition_2008)
        ),
        legal=tuple(_legal_rows(legal, laws, on)),
        documents=tuple(sorted(rows, key=_reading_order)),
    )


def _reading_order(row: DocumentRow) -> tuple[bool, str]:
    return row.document.kind is not DocumentKind.PROCEDURE, row.document.code or row.name


# --- the standard ------------------------------------------------------------------


def _clauses(register: StandardRegister, table: Correspondence) -> Iterable[ClauseRow]:
    for clause in register.clauses:
        title = register.title(clause.number)
        if register is table.edition_2015:
            links = table.links_of_2015(clause.number)
            pairs = [(link.clause_2008, link) for link in links]
            other, change = table.edition_2008, table.new.get(clause.number)
        else:
            links = table.links_of_2008(clause.number)
            pairs = [(link.clause_2015, link) for link in links]
            other, change = table.edition_2015, table.dropped.get(clause.number)
        yield ClauseRow(
            number=clause.number,
            title=title.text,
            title_en=clause.title_en,
            parent=clause.parent,
            level=clause.level,
            verified=clause.verified and title.verified,
            title_en_verified=clause.title_en_verified,
            counterparts=tuple(_counterpart(n, link, other) for n, link in pairs),
            mandatory=clause.mandatory,
            change=change.why if change else None,
        )


def _counterpart(number: str, link: Link, other: StandardRegister) -> Counterpart:
    return Counterpart(number, other.title(number).text, link.verified, link.note)


# --- the law -----------------------------------------------------------------------


def _legal_rows(
    register: LegalRegister, laws: Mapping[str, list[Document]], on: dt.date
) -> Iterable[LegalRow]:
    listed = {number_key(entry.number) for entry in register.documents}
    unlisted = [
        LegalDocument(d.code or d.title, None, d.title, None, verified=False, recorded=on)
        for key, documents in laws.items()
        if key not in listed
        for d in documents[:1]
    ]
    for entry in (*register.documents, *unlisted):
        statement = register.status_on(entry.number, on)
        yield LegalRow(
            entry,
            statement,
            tuple(_chain(entry, statement, register)),
            tuple(laws.get(number_key(entry.number), ())),
        )


def _chain(
    entry: LegalDocument, statement: StatusStatement, register: LegalRegister
) -> Iterable[ChainStep]:
    earlier = _earlier(entry, register, frozenset({entry.number, *statement.replaced_by}))
    for before in sorted(earlier, key=lambda number: _begin(number, register)):
        yield _step(before, *earlier[before], statement.on, register)
    following = (*statement.replaced_by, None)
    for number, by in zip((entry.number, *statement.replaced_by), following, strict=True):
        verified = by is not None and by not in statement.unverified_steps
        yield _step(number, by, verified, statement.on, register)


def _earlier(
    entry: LegalDocument, register: LegalRegister, passed: frozenset[str]
) -> dict[str, tuple[str, bool]]:
    """Return what `entry` replaced, directly or not: number -> (replaced by, verified)."""
    found: dict[str, tuple[str, bool]] = {}
    for relation in entry.related(RelationKind.REPLACES, verified=False):
        document = register.get(relation.number)
        if document is None or relation.number in passed or relation.number in found:
            continue
        found[relation.number] = (entry.number, relation.verified)
        older = _earlier(document, register, passed | found.keys())
        found |= {number: how for number, how in older.items() if number not in found}
    return found


def _begin(number: str, register: LegalRegister) -> dt.date:
    document = register.get(number)
    days = (document.effective, document.issued) if document else ()
    return next((day for day in days if day), dt.date.min)


def _step(
    number: str, by: str | None, by_verified: bool, on: dt.date, register: LegalRegister
) -> ChainStep:
    statement, document = register.status_on(number, on), register.get(number)
    return ChainStep(
        number,
        document.title if document else None,
        statement.since,
        statement.until,
        statement.status,
        by,
        by_verified,
    )


# --- the agency's documents --------------------------------------------------------


def _document_row(
    document: Document,
    provisions: Sequence[Provision],
    known: tuple[LegalRegister, tuple[str, ...]],
    on: dt.date,
) -> DocumentRow:
    register, names = known
    references = list(references_of_bases(provisions, names))
    laws = (single_number(r, register) for r in references if r.edition is None)
    numbers = dict.fromkeys(filter(None, laws))
    cited = ((r.edition, r.locator) for r in references if r.edition and r.locator)
    parents = {p.parent for p in provisions if p.kind is ProvisionKind.STEP}
    steps = [p for p in provisions if p.kind is ProvisionKind.STEP and p.locator not in parents]
    return DocumentRow(
        document,
        document.path.rpartition("/")[2],
        len(steps),
        tuple(register.status_on(number, on) for number in numbers),
        tuple(dict.fromkeys(pair for pair in cited if pair[0] and pair[1])),
    )
