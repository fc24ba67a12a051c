"""What spreadsheets become: each row a line in which every value carries its column's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from statistics import median_low

from corpus.legacy import Run, decode_paragraphs
from ingest.readers.blocks import CELL_SEPARATOR, Paragraph, encoding_of
from ingest.readers.cleaning import clean_line
from ingest.reading import Line, LineRole, Reading

__all__ = ["Sheet", "reading_of_sheets", "run_of", "written_value"]

_NUMBER = re.compile(r"[-+(]?[\d.,\s]+%?\)?")
_FIRST_COLUMN = re.compile(r"(?:tt|stt|số\s?tt|no\.?)", re.IGNORECASE)
_HEADER_CELLS = 3
_HEADER_LENGTH = 120
_HEADER_SHARE = 0.6
_ROWS_BELOW = 10
_SUBHEADERS = 2

_Row = Mapping[int, str]


@dataclass(slots=True)
class Sheet:
    """One sheet: `rows` map column numbers to the runs of a cell; one empty row marks a gap."""

    name: str
    rows: list[dict[int, Paragraph]] = field(default_factory=list)

    def add(self, row: dict[int, Paragraph]) -> None:
        """Append a row; of adjacent empty ones the first is kept."""
        if row or (self.rows and self.rows[-1]):
            self.rows.append(row)


def reading_of_sheets(sheets: Sequence[Sheet]) -> Reading:
    """Return the lines of a workbook: for each sheet that holds text its name, then its rows."""
    cells = [runs for sheet in sheets for row in sheet.rows for runs in row.values()]
    decoded = decode_paragraphs(cells)
    texts = iter(decoded.paragraphs)
    lines: list[Line] = []
    for sheet in sheets:
        rows = [
            {column: text for column in row if (text := clean_line(next(texts)))}
            for row in sheet.rows
        ]
        found = list(_lines(rows))
        if found:
            name = clean_line(sheet.name) or "Trang tính"
            lines += [Line(name, heading=1, role=LineRole.SHEET), *found]
    return Reading(tuple(lines), encoding=encoding_of(decoded), repairs=decoded.repairs)


def written_value(value: object) -> str:
    """Write a cell's value as a person would: no ".0", dates with the day first."""
    match value:
        case None:
            return ""
        case bool():
            return "Có" if value else "Không"
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.10g}"
        case datetime():
            has_time = value.time() != time()
            return value.strftime("%d/%m/%Y %H:%M" if has_time else "%d/%m/%Y")
        case date():
            return value.strftime("%d/%m/%Y")
        case _:
            return str(value)


def run_of(value: object, font: str) -> Paragraph:
    """Return a cell of one font."""
    text = written_value(value)
    return [Run(text, font)] if text else []


def _lines(rows: Sequence[_Row]) -> Iterator[Line]:
    names: dict[int, str] = {}
    apart = True
    position = 0
    while position < len(rows):
        row = rows[position]
        header = _header(rows, position) if not names or _starts_table(row) else None
        if header is not None:
            names = header
            for _ in range(_header_height(rows, position)):
                yield from _row_line(rows[position], {})
                position += 1
            apart = False
            continue
        belongs = bool(row) and (not apart or min(row) <= min(names, default=0))
        yield from _row_line(row, names if belongs else {})
        apart = not row or (apart and not belongs)
        position += 1


def _row_line(row: _Row, names: Mapping[int, str]) -> Iterator[Line]:
    if not row:
        return
    plain = CELL_SEPARATOR.join(row.values())
    if len(row) == 1 and not (names and min(row) > min(names)):
        yield Line(plain)
    elif names:
        cells = (f"{names[c]}: {text}" if names.get(c) else text for c, text in row.items())
        yield Line("; ".join(cells), role=LineRole.ROW, printed=plain)
    else:
        yield Line(plain, role=LineRole.ROW)


def _starts_table(row: _Row) -> bool:
    return bool(row) and _FIRST_COLUMN.fullmatch(row[min(row)]) is not None


def _header(rows: Sequence[_Row], position: int) -> dict[int, str] | None:
    """Return the column names that begin at a row, None where it is no header row."""
    row = rows[position]
    below = [len(r) for r in rows[position + 1 : position + 1 + _ROWS_BELOW] if len(r) > 1]
    if not _is_wording(row) or not below or len(row) < _HEADER_SHARE * median_low(below):
        return None
    names = dict(row)
    for part in rows[position + 1 : position + _header_height(rows, position)]:
        above = dict(names)
        for column, text in part.items():
            group = above.get(column) or _nearest_left(above, column)
            names[column] = f"{group} – {text}" if group else text
    return names


def _header_height(rows: Sequence[_Row], position: int) -> int:
    """Return how many rows a header has: those below that name columns it left open."""
    height = 1
    named = set(rows[position])
    while height <= _SUBHEADERS and position + height < len(rows):
        row = rows[position + height]
        if not row or min(row) <= min(named) or not _all_words(row) or set(row) <= named:
            break
        named |= set(row)
        height += 1
    return height


def _nearest_left(names: Mapping[int, str], column: int) -> str:
    left = [c for c in names if c < column]
    return names[max(left)] if left else ""


def _is_wording(row: _Row) -> bool:
    enough = len(row) >= _HEADER_CELLS or (len(row) > 1 and _starts_table(row))
    return enough and _all_words(row)


def _all_words(row: _Row) -> bool:
    return all(len(t) <= _HEADER_LENGTH and not _NUMBER.fullmatch(t) for t in row.values())
