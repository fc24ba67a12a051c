"""Read Excel workbooks (XLSX), fonts included: rows are streamed, formulas give their values."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DocumentError
from corpus.legacy import Run
from ingest.readers.sheets import Sheet, reading_of_sheets, run_of
from ingest.readers.zip_package import ZipPackage
from ingest.reading import Reading

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["PLACES_LIMIT", "read"]

PLACES_LIMIT = 20_000_000
"""Rows and cells of one sheet, empty ones that a filled one leaves behind included."""

# openpyxl meets malformed parts with whatever Python raises on them.
_MALFORMED = (
    ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError,
)  # fmt: skip


def read(path: Path) -> Reading:
    """Read an XLSX file; `DocumentError` when it is damaged, protected or made to do harm."""
    from openpyxl import load_workbook

    with ZipPackage(path, "XLSX") as package, package.damage_told(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's word on styles and extensions it leaves out
        for part in package.xml_parts:
            package.refuse_dtd(part)
        try:
            with path.open("rb") as file:  # by its path it would be judged by its name
                book = load_workbook(file, read_only=True, data_only=True, rich_text=True)
                sheets = [_sheet(sheet) for sheet in book.worksheets]
        except _MALFORMED as error:
            raise package.damaged() from error
    return reading_of_sheets(sheets)


def _sheet(source: Worksheet) -> Sheet:
    sheet = Sheet(source.title)
    source.reset_dimensions()  # type: ignore[attr-defined]  # the sheets of a streamed book
    places = 0
    for row in source.iter_rows():
        places += len(row) + 1
        if places > PLACES_LIMIT:
            raise DocumentError(
                f"Trang tính «{source.title}» quá lớn: hãy chia nhỏ hoặc xoá ô trống rồi nạp lại."
            )
        cells = ((column, list(_runs(cell))) for column, cell in enumerate(row))
        sheet.add({column: runs for column, runs in cells if runs})
    return sheet


def _runs(cell: Cell | MergedCell) -> Iterator[Run]:
    """Yield the runs of a cell: the pieces of a rich text, or all of it in the cell's font."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    value = cell.value
    if value is None or getattr(cell, "data_type", "n") == "e":
        return
    font = _font_name(cell)
    if not isinstance(value, CellRichText):
        yield from run_of(value, font)
        return
    for piece in value:
        if isinstance(piece, TextBlock):
            yield Run(piece.text, piece.font.rFont or font)
        else:
            yield Run(piece, font)


def _font_name(cell: Cell | MergedCell) -> str:
    found = getattr(cell, "font", None)
    return str(found.name or "") if found is not None else ""
