"""Facts read from the provisions of a procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.procedures.codes import FORM_CODE, form_key
from assistant.procedures.model import Form, Note, ProcedureFacts, Record, StepFacts, Term
from assistant.procedures.tables import Row, rows_of
from corpus.model import Part, Provision, ProvisionKind
from corpus.text import fold

__all__ = ["read_facts"]

_WRAPPED = r"\n(?=[a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ])"
"""The end of a line of a page inside a sentence: the next one begins in lower case."""

_STATED = {
    "role": re.compile(
        rf"(?:Trách nhiệm|Người thực hiện|Thực hiện)\s*:\s*((?:[^.\n]|{_WRAPPED})+)"
    ),
    "time": re.compile(
        r"(?:Thời gian|Thời hạn)(?: thực hiện| giải quyết)?\s*:\s*"
        rf"((?:[^.\n]|\.(?=\d)|{_WRAPPED})+)"
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
_TERMS = (
    re.compile(r"^([^:\n]{2,60}?)\s*(?::|\s[–-]\s)\s*(.+)$"),
    re.compile(r"^[“\"]([^”\"\n]{2,60})[”\"]\s*(?:được hiểu )?là\s+(.+)$"),
    re.compile(r"^(\S+(?: \S+){0,4}?) (?:được hiểu là|là)\s+(.+)$"),
)
"""How a line gives a term and its meaning: "Hồ sơ: …", "“Hồ sơ” là …", "Hồ sơ là …"."""

_TERMS_HEAD = re.compile(r"^(?:thuat ngu|tu ngu|tu viet tat|chu viet tat|viet tat|ky hieu)\b")
_KEPT = re.compile(r"(?:\d+ (?:năm|tháng)|Vĩnh viễn|Lâu dài)$", re.IGNORECASE)
"""The time a record is kept, at the end of a row whose columns the page did not mark."""

_NOTHING = re.compile(r"[-–\s]*khong (?:co|ap dung)")
_NUMBER = re.compile(r"^\W*\d+\W*$")
_LEADING = re.compile(r"^[\s\d.)|•*+–-]+")


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
    named = {
        form_key(found[0]): Note(provision, *found.span())
        for found in reversed(list(FORM_CODE.finditer(provision.text)))
    }
    return StepFacts(
        provision=provision,
        title=provision.title,
        role=_stated(provision, parent, "role"),
        time=_stated(provision, parent, "time"),
        forms=tuple(reversed(named.values())),
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
            after = row.line.text[found.end() :].strip(" |:–-.()")
            before = _LEADING.sub("", row.line.text[: found.start()]).strip(" |:–-.(")
            if after or before:
                yield Form(found[0], _first_cell(after) or _first_cell(before), row.line)


def _records(section: Sequence[Provision]) -> Iterator[Record]:
    for provision in section:
        head: Row | None = None
        for row in _content(provision):
            folded = [fold(cell.text).strip() for cell in row.cells]
            if any(_COLUMN["name"].search(cell) for cell in folded):
                head = row
            elif not _NOTHING.match(folded[0]) and any(folded):
                yield _record(row, head)


def _record(row: Row, head: Row | None) -> Record:
    columns = [fold(cell.text).strip() for cell in head.cells] if head else []
    values = [cell.text.strip() for cell in row.cells]
    if len(columns) != len(values) or len(values) == 1:
        line = _LEADING.sub("", row.line.text).strip()
        kept = _KEPT.search(line)
        return Record(line, None, kept[0] if kept else None, row.line)

    def column(what: str) -> str | None:
        fits = (v for c, v in zip(columns, values, strict=True) if _COLUMN[what].search(c))
        return next(fits, None) or None

    named = column("name") or next((v for v in values if v and not _NUMBER.match(v)), "")
    return Record(named, column("keeper"), column("time"), row.line)


def _terms(section: Sequence[Provision]) -> Iterator[Term]:
    for provision in section:
        for row in _content(provision):
            found = _term(row)
            heads = any(_TERMS_HEAD.match(fold(cell.text)) for cell in row.cells)
            if found is not None and not heads:
                yield Term(*found, row.line)


def _term(row: Row) -> tuple[str, str] | None:
    """Return a term with its meaning, from two cells of a table or from a line."""
    cells = [cell.text for cell in row.cells if cell.text and not _NUMBER.match(cell.text)]
    if len(cells) > 1:
        return cells[0].strip(" :"), cells[1]
    line = _LEADING.sub("", cells[0]) if cells else ""
    for pattern in _TERMS:
        found = pattern.match(line)
        if found:
            return found[1].strip(' “”"*.'), found[2].strip()
    return None


def _content(provision: Provision) -> Iterator[Row]:
    """Yield the rows of a provision without the heading of a section of the first level."""
    for row in rows_of(provision):
        if row.line.start > 0 or provision.level > 1 or not provision.title:
            yield row


def _first_cell(text: str) -> str:
    return text.split("|", maxsplit=1)[0].strip(" :–-.")


def _note(provision: Provision, start: int, end: int) -> Note:
    text = provision.text[start:end]
    start += len(text) - len(text.lstrip())
    return Note(provision, start, start + len(text.strip()))
