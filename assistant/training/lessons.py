"""A lesson on one clause: everything the corpus, the registers and the bank hold of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.library import ClauseRow, Counterpart, DocumentRow, Library
from assistant.model import Citation
from assistant.training.bank import QuestionBank
from assistant.training.model import BankEntry, BankFilter
from assistant.training.quizzes.kinship import in_line
from assistant.training.sources import Sources
from corpus.errors import TrainingError
from corpus.model import Document
from corpus.registers import MandatoryItem, Situations, StatusStatement

__all__ = ["Lesson", "LessonProcedure", "NoteLine", "build_lesson"]

_REQUIRED, _PRACTICE = "Yêu cầu", "Trong cơ quan nhà nước"
_EVIDENCE, _MISTAKES = "Bằng chứng thường gặp", "Lỗi thường gặp"
_LINE = re.compile(r"^([^:\n]{3,40}): (.+)$", re.M)
_ITEM = re.compile(r"\s*[;]\s*|(?<=\w),\s+(?=\w)")
_MOST_SITUATIONS = 5


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of the notes on a clause, in the authors' own words: its label and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class LessonProcedure:
    """A procedure of the agency that names the clause, and the words by which it does."""

    document: Document
    citation: Citation


@dataclass(frozen=True, slots=True)
class Lesson:
    """What there is to teach of a clause, as of the day `on`.

    `title_en` is None where it is not known. `counterparts` are the clauses of the other
    edition, `change` what is new or was dropped, None where neither is known. `note` is in
    own words, never the standard's text. `bases` are the legal documents that the
    procedures rest on. `nonconformities` and `audit_questions` are sentences to discuss.
    """

    edition: str
    clause: str
    title: str
    title_en: str | None
    code: str
    on: dt.date
    counterparts: tuple[Counterpart, ...]
    change: str | None
    mandatory: tuple[MandatoryItem, ...]
    note: tuple[NoteLine, ...]
    procedures: tuple[LessonProcedure, ...]
    bases: tuple[StatusStatement, ...]
    nonconformities: tuple[str, ...]
    audit_questions: tuple[str, ...]
    entries: tuple[BankEntry, ...]


def build_lesson(
    place: tuple[str, str],
    library: Library,
    sources: Sources,
    bank: QuestionBank,
    situations: Situations,
) -> Lesson:
    """Return the lesson on `place`, (edition, clause number), as of the library's day.

    Raises `TrainingError` for a clause that the edition lacks.
    """
    edition, clause = place
    row = _row(library, edition, clause)
    notes = tuple(_notes(sources, edition, clause))
    procedures = tuple(_procedures(sources, place, library.on))
    entries = bank.listing(BankFilter(clause=clause, approved_only=True))
    return Lesson(
        edition=edition,
        clause=clause,
        title=row.title,
        title_en=row.title_en,
        code=sources.register(edition).code,
        on=library.on,
        counterparts=row.counterparts,
        change=row.change,
        mandatory=row.mandatory,
        note=tuple(line for line in notes if line.label in {_REQUIRED, _PRACTICE}),
        procedures=procedures,
        bases=tuple(_bases(library, procedures)),
        nonconformities=tuple(_items(notes, _MISTAKES, re.compile(r"\s*;\s*"))),
        audit_questions=tuple(_questions(notes, situations.of(edition, clause))),
        entries=tuple(entry for entry in entries if entry.details.edition == edition),
    )


def _row(library: Library, edition: str, clause: str) -> ClauseRow:
    found = next((e for e in library.editions if e.edition == edition), None)
    row = found.clause(clause) if found else None
    if row is None:
        raise TrainingError(f"TCVN ISO 9001:{edition} không có điều {clause}. Hãy chọn điều khác.")
    return row


def _notes(sources: Sources, edition: str, clause: str) -> Iterator[NoteLine]:
    for document in sources.standards(edition):
        provision = sources.provision(document.id, clause)
        for match in _LINE.finditer(provision.text if provision else ""):
            yield NoteLine(match.group(1).strip(), match.group(2).strip())


def _procedures(sources: Sources, place: tuple[str, str], on: dt.date) -> Iterator[LessonProcedure]:
    """Yield the procedures that name the clause or one in line with it."""
    edition, clause = place
    for document_id, named in sources.named_clauses.items():
        found = next((c for c in named if c.edition == edition and in_line(c.number, clause)), None)
        if found is not None:
            cited = sources.cite_naming(document_id, found, on)
            yield LessonProcedure(sources.document(document_id), cited)


def _bases(library: Library, procedures: Iterable[LessonProcedure]) -> Iterator[StatusStatement]:
    seen: set[str] = set()
    for procedure in procedures:
        row: DocumentRow | None = library.document_row(procedure.document.id)
        for basis in row.bases if row else ():
            if basis.number not in seen:
                seen.add(basis.number)
                yield basis


def _items(notes: Iterable[NoteLine], label: str, mark: re.Pattern[str]) -> Iterator[str]:
    for line in notes:
        if line.label == label:
            for item in mark.split(line.text.rstrip(".")):
                yield f"{item[:1].upper()}{item[1:]}."


def _questions(notes: Sequence[NoteLine], situations: Sequence[str]) -> Iterator[str]:
    """Yield what an auditor asks to see, then questions that people ask of the clause."""
    for item in _items(notes, _EVIDENCE, _ITEM):
        yield f"Đề nghị cho xem: {item[:1].lower()}{item[1:]}"
    asked = [text for text in situations if text.endswith("?")]
    yield from asked[:_MOST_SITUATIONS]
