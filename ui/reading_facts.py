"""What the reading pane lists beside a text: facts, counterparts, bases, the chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.library import ChainStep, ClauseRow, DocumentRow, Edition, LegalRow, Library
from corpus.model import Document, DocumentKind, Provision, ProvisionKind
from corpus.registers import MandatoryItem
from ui.library_place import address
from ui.messages import Text
from ui.plain_text import excerpt_start, visible
from ui.signs import badge_of, day, sign_of, unverified
from ui.state import say
from ui.vocabulary import KINDS

__all__ = [
    "basis_items",
    "chain_steps",
    "clause_facts",
    "clause_items",
    "counterpart_items",
    "document_facts",
    "legal_facts",
    "mandatory_facts",
    "outline",
]

_HEADING = 90  # code points of a provision in the table of contents

Content = dict[str, Any]


# --- clauses -----------------------------------------------------------------------


def counterpart_items(clause: ClauseRow, other: Edition) -> list[Content]:
    """Return the corresponding clauses as choices."""
    return [
        {
            "value": address(other.code, item.number),
            "number": item.number,
            "label": visible(item.title),
            "text": visible(item.note) if item.note else None,
            "badge": None if item.verified else unverified(),
        }
        for item in clause.counterparts
    ]


def clause_facts(clause: ClauseRow) -> list[Content]:
    """Return the English title and what changed between the editions."""
    return [
        *_fact(Text.FACT_ENGLISH, clause.title_en, verified=clause.title_en_verified),
        *_fact(Text.FACT_CHANGE, clause.change),
    ]


def mandatory_facts(clause: ClauseRow) -> list[Content]:
    """Return what the clause makes mandatory."""
    return [_mandatory(item) for item in clause.mandatory]


def _mandatory(item: MandatoryItem) -> Content:
    point = f"{item.point}) " if item.point else ""
    return {
        "label": say(Text[f"MANDATORY_{item.kind.name}"]),
        "value": visible(f"{point}{item.name}"),
        "mark": None if item.verified else unverified(),
    }


# --- the law -----------------------------------------------------------------------


def legal_facts(row: LegalRow) -> list[Content]:
    """Return what the register knows of a document; what it does not know is said.

    Why a document is not in force stands in the head of the pane.
    """
    entry, statement, unknown = row.entry, row.statement, say(Text.FACT_UNKNOWN)
    in_force = statement.reason if statement.in_force else None
    return [
        *_fact(Text.COLUMN_STATUS, in_force),
        *_fact(Text.FACT_NUMBER, entry.number, verified=entry.verified),
        *_fact(Text.FACT_TYPE, entry.type),
        *_fact(Text.FACT_ISSUER, entry.issuer or unknown),
        *_fact(Text.FACT_ISSUED, day(entry.issued) or unknown),
        *_fact(Text.FACT_FROM, day(statement.since) or unknown),
        *_fact(Text.FACT_UNTIL, day(statement.until)),
    ]


def chain_steps(row: LegalRow) -> list[Content]:
    """Return the chain of replacements, oldest first."""
    return [
        {
            "value": address(step.number),
            "number": visible(step.number),
            "title": visible(step.title) if step.title else None,
            "dates": _days(step),
            "badge": badge_of(step.status),
            "by": visible(say(Text.CHAIN_BY, number=step.by)) if step.by else None,
            "mark": unverified() if step.by and not step.by_verified else None,
            "here": step.number == row.entry.number,
        }
        for step in row.chain
    ]


def _days(step: ChainStep) -> str:
    if step.start and step.end:
        return say(Text.DAYS, start=day(step.start), end=day(step.end))
    if step.start:
        return say(Text.DAYS_FROM, start=day(step.start))
    if step.end:
        return say(Text.DAYS_UNTIL, end=day(step.end))
    return say(Text.DAYS_UNKNOWN)


# --- procedures --------------------------------------------------------------------


def document_facts(row: DocumentRow) -> list[Content]:
    """Return the file and the number of steps."""
    steps = str(row.steps) if row.steps else None
    return [*_fact(Text.FACT_FILE, row.name), *_fact(Text.FACT_STEPS, steps)]


def basis_items(library: Library, row: DocumentRow) -> list[Content]:
    """Return the legal documents that a procedure cites as choices."""
    items = []
    for statement in row.bases:
        entry = library.legal_row(statement.number)
        items.append(
            {
                "value": address(statement.number),
                "kind": sign_of(KINDS[DocumentKind.LEGAL]),
                "label": visible(statement.number),
                "text": visible(statement.reason if not entry else _about(entry)),
                "badge": badge_of(statement.status),
            }
        )
    return items


def _about(row: LegalRow) -> str:
    statement = row.statement
    return statement.reason if statement.in_force is False else row.entry.title or statement.reason


def clause_items(library: Library, row: DocumentRow) -> list[Content]:
    """Return the clauses that a procedure cites as choices."""
    items = []
    for number, locator in row.clauses:
        edition = next((e for e in library.editions if e.edition == number), None)
        clause = edition.clause(locator) if edition else None
        if edition and clause:
            ended = edition.statement.in_force is False
            items.append(
                {
                    "value": address(edition.code, clause.number),
                    "number": clause.number,
                    "label": visible(clause.title),
                    "text": edition.code,
                    "badge": badge_of(edition.statement.status) if ended else None,
                }
            )
    return items


def _fact(label: Text, value: str | None, *, verified: bool = True) -> list[Content]:
    """Return one fact, none without a value."""
    if not value:
        return []
    mark = None if verified else unverified()
    return [{"label": say(label), "value": visible(value), "mark": mark}]


# --- contents ----------------------------------------------------------------------


def outline(
    document: Document, provisions: Sequence[Provision], parent: str | None
) -> list[Content]:
    """Return the provisions under `parent` as nodes of a tree; None means the top."""
    return [
        {
            "value": address(document.id, item.locator),
            "number": visible(item.locator.removeprefix(parent or "").strip()),
            "title": visible(_heading(item)),
            "mark": None,
            "badges": [],
            "aside": [],
            "children": outline(document, provisions, item.locator),
        }
        for item in provisions
        if item.parent == parent
    ]


def _heading(provision: Provision) -> str:
    if provision.kind is ProvisionKind.BLOCK and not provision.title:
        return ""
    return excerpt_start(provision.title or " ".join(provision.text.split()), _HEADING)
