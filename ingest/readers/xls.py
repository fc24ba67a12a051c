"""Read Excel 97-2003 workbooks (BIFF), fonts included."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DocumentError
from corpus.legacy import Run
from ingest.readers.ole import SIZE_LIMIT
from ingest.readers.sheets import Sheet, reading_of_sheets, run_of
from ingest.reading import Reading

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as BookSheet

__all__ = ["read"]

# xlrd meets malformed records with whatever Python raises on them.
_MALFORMED = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError,
    RecursionError, TypeError, ValueError, struct.error,
)  # fmt: skip


def read(path: Path) -> Reading:
    """Read an XLS file; `DocumentError` when it is damaged, protected or too large."""
    from xlrd import XLRDError, open_workbook
    from xlrd.compdoc import CompDocError

    if path.stat().st_size > SIZE_LIMIT:
        raise DocumentError("Bảng tính quá lớn: hãy chia nhỏ rồi nạp lại.")
    try:
        with open_workbook(
            file_contents=path.read_bytes(), formatting_info=True, logfile=io.StringIO()
        ) as book:
            sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except (XLRDError, CompDocError, *_MALFORMED) as error:
        if "encrypted" in str(error).lower():
            raise DocumentError(
                "Bảng tính có mật khẩu: hãy gỡ mật khẩu, lưu lại rồi nạp lại."
            ) from error
        raise DocumentError(
            "Bảng tính Excel 97-2003 bị hỏng: hãy mở, lưu thành XLSX rồi nạp lại."
        ) from error
    return reading_of_sheets(sheets)


def _sheet(book: Book, source: BookSheet) -> Sheet:
    sheet = Sheet(source.name)
    for row in range(source.nrows):
        columns = range(source.row_len(row))
        cells = ((column, list(_runs(book, source, row, column))) for column in columns)
        sheet.add({column: runs for column, runs in cells if runs})
    return sheet


def _runs(book: Book, source: BookSheet, row: int, column: int) -> Iterator[Run]:
    """Yield the runs of a cell: the pieces of a rich text, or all of it in the cell's font."""
    cell = source.cell(row, column)
    font = book.xf_list[cell.xf_index].font_index
    value = _value(book, cell.ctype, cell.value)
    pieces = source.rich_text_runlist_map.get((row, column))
    if not pieces or not isinstance(value, str):
        yield from run_of(value, _font_name(book, font))
        return
    starts = [(0, font), *pieces, (len(value), font)]
    for (start, number), (end, _) in pairwise(starts):
        if start < end:
            yield Run(value[start:end], _font_name(book, number))


def _value(book: Book, kind: int, value: object) -> object:
    """Return what a cell holds as a Python value; errors and blanks are None."""
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_NUMBER, XL_CELL_TEXT
    from xlrd.xldate import XLDateError, xldate_as_datetime

    if kind == XL_CELL_DATE:
        try:
            return xldate_as_datetime(value, book.datemode)
        except XLDateError:
            return value
    if kind == XL_CELL_BOOLEAN:
        return bool(value)
    return value if kind in {XL_CELL_TEXT, XL_CELL_NUMBER} else None


def _font_name(book: Book, number: int) -> str:
    return str(book.font_list[number].name)
