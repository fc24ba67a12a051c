"""Tables as XLSX: a sheet each, with a filter, a header that stays, and no formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.exports.model import Sheet
from assistant.exports.wording import printable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["TONES", "write_xlsx"]

TONES = {
    "green": "DCEFE3",
    "yellow": "FBF1D0",
    "red": "F8DEDC",
    "blue": "DCEBF4",
    "grey": "ECEFEF",
}
"""Names of cell colours and their RGB; a colour never says more than the cell's words."""

_HEAD = "D5E5E6"
_TITLE_LENGTH = 31  # Excel's longest name of a sheet
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_CELL_LENGTH = 32_767  # Excel's longest text in a cell
_WIDTH = 24


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook of `sheets` (one at least), each filtered and frozen at its header.

    Text that begins like a formula stays text.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(_title(sheet.title)), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _title(text: str) -> str:
    return _FORBIDDEN.sub(" ", printable(text))[:_TITLE_LENGTH]


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    top = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate((sheet.header, *sheet.rows)):
        for column, value in enumerate(row):
            cell = page.cell(number + 1, column + 1)
            if isinstance(value, str):
                cell.value = printable(value)[:_CELL_LENGTH]
                cell.data_type = "s"  # openpyxl takes a leading "=" for a formula
            else:
                cell.value = value
            cell.alignment = top
            tone = sheet.tones.get((number - 1, column))
            if number == 0:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD)
            elif tone:
                cell.fill = PatternFill("solid", fgColor=TONES[tone])
    _lay_out(page, sheet)


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column in range(len(sheet.header)):
        width = sheet.widths[column] if column < len(sheet.widths) else _WIDTH
        page.column_dimensions[get_column_letter(column + 1)].width = width
    page.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}2"
    page.auto_filter.ref = page.dimensions
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
