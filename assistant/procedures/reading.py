"""Facts read from the provisions of a procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.procedures.model import Form, Note, ProcedureFacts, Record, StepFacts, Term
from assistant.procedures.tables import Row, rows_of
from corpus.model import Part, Provision, ProvisionKind
from corpus.text import fold

__all__ = ["FORM_CODE", "read_facts"]

FORM_CODE = re.compile(r"\bBM[-–.\s]?\d[\d./-]*\d|\bBM[-–.\s]?\d\b")
"""The code of a form as agencies print it: "BM-03.05", "BM 01"."""

_STATED = {
    "role": re.compile(r"(?:Trách nhiệm|Người thực hiện|Thực hiện)\s*:\s*([^.\n]+)"),
    "time": re.compile(
        r"(?:Thời gian|Thời hạn)(?: thực hiện| giải quyết)?\s*:\s*((?:[^.\n]|\.(?=\d))+)"
    ),
}
_COLUMN = {
    "role": re.compile(r"trach nhiem|nguoi thuc hien|don vi thuc hien|chu tri"),
    "time": re.compile(r"thoi gian|thoi han"),
    "name": re.compile(r"ten (?:ho so|bieu mau)|^ho so$|ten$"),
    "keeper": re.compile(r"noi luu|luu tru|nguoi luu|bo phan luu"),
}
_FORMS_SECTION = re.compile(r"bieu mau|phu luc|mau bieu")
_RECORDS_SECTION = re.compile(r"^(?:luu )?ho so|luu tru|ho so luu")
_TERMS_SECTION = re.compile(r"dinh nghia|thuat ngu|viet tat|giai thich tu ngu")
_TERM = re.compile(r"^\W*([^:|\n–]{2,60}?)\s*[:|–]\s*(.+)$")
_NUMBER = re.compile(r"^\W*\d+\W*$")
_LEADING = re.compile(r"^[\s\d.)|–-]+")


def read_facts(provisions: Sequence[Provision]) -> ProcedureFacts:
    """Return what the body of a procedure says in its steps, forms, records and terms."""
    body = [provision for provision in provisions if provision.part is Part.BODY]
    by_locator = {provision.locator: provision for provision in body}
    return ProcedureFacts(
        steps=tuple(
            _step(provision, by_locator.get(provision.parent or ""))
            for provision in body
            if provision.kind is ProvisionKind.STEP
        ),
        forms=tuple(_forms(_under(body, _FORMS_SECTION))),
        records=tuple(_records(_under(body, _RECORDS_SECTION))),
        terms=tuple(_terms(_under(body, _TERMS_SECTION))),
    )


def _under(body: Sequence[Provision], section: re.Pattern[str]) -> list[Provision]:
    """Return the sections of the first level with a fitting title, and all under them."""
    held: set[str] = set()
    found = []
    for provision in body:
        top = provision.level == 1 and section.search(fold(provision.title))
        if top or provision.parent in held:
            held.add(provision.locator)
            found.append(provision)
    return found


def _step(provision: Provision, parent: Provision | None) -> StepFacts:
    forms = tuple(dict.fromkeys(FORM_CODE.findall(provision.text)))
    return StepFacts(
        provision=provision,
        title=provision.title,
        role=_stated(provision, parent, "role"),
        time=_stated(provision, parent, "time"),
        forms=forms,
    )


def _stated(provision: Provision, parent: Provision | None, what: str) -> Note | None:
    """Return who or when, from a labelled line or from the column of the table's head."""
    labelled = _STATED[what].search(provision.text)
    if labelled:
        return _note(provision, *labelled.span(1))
    heads = [row for row in rows_of(parent) if len(row.cells) > 1] if parent else []
    rows = [row for row in rows_of(provision) if len(row.cells) > 1]
    for head in heads:
        for column, cell in enumerate(head.cells):
            if _COLUMN[what].search(fold(cell.text)) and rows and column < len(rows[0].cells):
                value = rows[0].cells[column]
                return value if value.text.strip(" -–") else None
    return None


def _forms(section: Sequence[Provision]) -> Iterator[Form]:
    for provision in section:
        for row in rows_of(provision):
            found = FORM_CODE.search(row.line.text)
            if found is None:
                continue
            after = row.line.text[found.end() :].strip(" |:–-.")
            before = _LEADING.sub("", row.line.text[: found.start()]).strip(" |:–-.(")
            if after or before:
                yield Form(found[0], _first_cell(after) or _first_cell(before), row.line)


def _records(section: Sequence[Provision]) -> Iterator[Record]:
    for provision in section:
        head: Row | None = None
        for row in rows_of(provision):
            if row.line.start == 0:
                continue
            folded = [fold(cell.text).strip() for cell in row.cells]
            if any(_COLUMN["name"].search(cell) for cell in folded):
                head = row
            elif any(cell.text.strip() for cell in row.cells):
                yield _record(row, head)


def _record(row: Row, head: Row | None) -> Record:
    columns = [fold(cell.text).strip() for cell in head.cells] if head else []
    values = [cell.text.strip() for cell in row.cells]
    if len(columns) != len(values) or len(values) == 1:
        return Record(_LEADING.sub("", row.line.text).strip(), None, None, row.line)

    def column(what: str) -> str | None:
        fits = (v for c, v in zip(columns, values, strict=True) if _COLUMN[what].search(c))
        return next(fits, None) or None

    named = column("name") or next((v for v in values if v and not _NUMBER.match(v)), "")
    return Record(named, column("keeper"), column("time"), row.line)


def _terms(section: Sequence[Provision]) -> Iterator[Term]:
    for provision in section:
        for row in rows_of(provision):
            found = _TERM.match(row.line.text)
            if found and row.line.start > 0 and found[2].strip():
                yield Term(found[1].strip(" -•*."), found[2].strip(), row.line)


def _first_cell(text: str) -> str:
    return text.split("|", maxsplit=1)[0].strip(" :–-.")


def _note(provision: Provision, start: int, end: int) -> Note:
    text = provision.text[start:end]
    start += len(text) - len(text.lstrip())
    return Note(provision, start, start + len(text.strip()))
