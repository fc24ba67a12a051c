"""What the library page shows: clauses of both editions, legal documents, procedures.

Everything is frozen and holds for one day; `assistant.library_reading` makes it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from corpus.model import Document, Validity
from corpus.references import code_key
from corpus.registers import LegalDocument, MandatoryItem, StatusStatement, number_key
from corpus.text import fold

__all__ = [
    "Attention",
    "AttentionKind",
    "ChainStep",
    "ClauseRow",
    "Counterpart",
    "DocumentRow",
    "Edition",
    "LegalRow",
    "Library",
    "search",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The corresponding clause of the other edition; `verified` is about the pair."""

    number: str
    title: str
    verified: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause of an edition.

    `title` is the parent's when the clause prints a number only. `verified` is about the
    Vietnamese title, `title_en_verified` about the English one. `change` says what is new
    in the clause, or why the other edition dropped it; None where neither is known.
    """

    number: str
    title: str
    title_en: str | None
    parent: str | None
    level: int
    verified: bool
    title_en_verified: bool
    counterparts: tuple[Counterpart, ...]
    mandatory: tuple[MandatoryItem, ...]
    change: str | None


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the standard with its clauses in order; `documents` hold its text."""

    edition: str
    code: str
    statement: StatusStatement
    clauses: tuple[ClauseRow, ...]
    documents: tuple[Document, ...]

    def clause(self, number: str) -> ClauseRow | None:
        """Return the clause with that number, None if there is none."""
        return next((row for row in self.clauses if row.number == number), None)


@dataclass(frozen=True, slots=True)
class ChainStep:
    """A member of a chain of replacements.

    `start` and `end` are the first day in force and the first day no longer, None when
    unknown or open. `by` is the member that replaced it; `by_verified` tells whether that
    relation was seen at a source.
    """

    number: str
    title: str | None
    start: dt.date | None
    end: dt.date | None
    status: Validity
    by: str | None
    by_verified: bool


@dataclass(frozen=True, slots=True)
class LegalRow:
    """A document of the legal register; without `documents` its text is not in the corpus.

    `chain` goes from the oldest document it replaced to the newest that replaced it, and
    holds the document itself.
    """

    entry: LegalDocument
    statement: StatusStatement
    chain: tuple[ChainStep, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A procedure or another document of the agency, with what it says it rests on.

    `steps` counts the steps that have no steps of their own. `bases` are the legal
    documents, `clauses` the (edition, number) that its section of references names.
    """

    document: Document
    name: str
    steps: int
    bases: tuple[StatusStatement, ...]
    clauses: tuple[tuple[str, str], ...]

    @property
    def stale(self) -> tuple[StatusStatement, ...]:
        """The bases that have ended by the day of the library."""
        return tuple(basis for basis in self.bases if _has_ended(basis))


class AttentionKind(StrEnum):
    """Why a document needs a look: an ended basis, an ended edition, a shared code."""

    STALE_BASIS = "stale_basis"
    OLD_EDITION = "old_edition"
    SHARED_CODE = "shared_code"


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to look at; `statement` of what has ended, None for a shared code."""

    kind: AttentionKind
    row: DocumentRow
    statement: StatusStatement | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """The whole library as it stands on the day `on`; the newest edition comes first."""

    on: dt.date
    editions: tuple[Edition, ...]
    legal: tuple[LegalRow, ...]
    documents: tuple[DocumentRow, ...]

    @property
    def attention(self) -> tuple[Attention, ...]:
        """What needs a look, most serious first."""
        ended = {e.edition: e.statement for e in self.editions if _has_ended(e.statement)}
        codes = [code_key(row.document.code) for row in self.documents if row.document.code]
        found: dict[AttentionKind, list[Attention]] = {kind: [] for kind in AttentionKind}
        for row in self.documents:
            stale = [Attention(AttentionKind.STALE_BASIS, row, basis) for basis in row.stale]
            found[AttentionKind.STALE_BASIS] += stale
            for edition in sorted({edition for edition, _ in row.clauses} & ended.keys()):
                old = Attention(AttentionKind.OLD_EDITION, row, ended[edition])
                found[AttentionKind.OLD_EDITION].append(old)
            if row.document.code and codes.count(code_key(row.document.code)) > 1:
                found[AttentionKind.SHARED_CODE].append(Attention(AttentionKind.SHARED_CODE, row))
        return tuple(item for items in found.values() for item in items)

    def edition(self, key: str) -> Edition | None:
        """Return the edition with that code or with a document of that id."""
        return next((e for e in self.editions if e.code == key or _holds(e.documents, key)), None)

    def legal_row(self, key: str) -> LegalRow | None:
        """Return the row with that number or with a document of that id."""
        wanted = number_key(key)
        return next(
            (
                row
                for row in self.legal
                if number_key(row.entry.number) == wanted or _holds(row.documents, key)
            ),
            None,
        )

    def document_row(self, key: str) -> DocumentRow | None:
        """Return the row of the document with that id."""
        return next((row for row in self.documents if row.document.id == key), None)


def search(query: str, items: Sequence[T], words: Callable[[T], str]) -> list[T]:
    """Return the items whose `words` have `query`, case and diacritics aside, in their order.

    These are the items with the query as it stands; only where there is none, those in
    which each of its words begins a word. An empty query returns all.
    """
    folded = " ".join(fold(query).split())
    texts = [(item, " ".join(fold(words(item)).split())) for item in items]
    found = [item for item, text in texts if _begins(folded, text)]
    if found:
        return found
    return [item for item, text in texts if all(_begins(word, text) for word in folded.split())]


def _begins(wanted: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(wanted)}", text))


def _has_ended(statement: StatusStatement) -> bool:
    return statement.in_force is False and statement.status is not Validity.NOT_YET


def _holds(documents: Iterable[Document], key: str) -> bool:
    return any(document.id == key for document in documents)
