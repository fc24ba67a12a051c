"""An agency's own mapping table out of an XLSX file, whatever of the usual shapes it has.

list:    Điều | Quy trình | Quan hệ | Ghi chú         one or more codes in a row
matrix:  Điều | … | QT-01 | QT-02 | …                 marks where they meet
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from corpus.errors import DocumentError
from corpus.text import fold

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["SheetCell", "read_sheet"]

_MOST_BYTES, _MOST_UNPACKED = 20_000_000, 200_000_000
_MOST_ROWS, _MOST_COLUMNS = 5_000, 400
_HEADER_WITHIN = 20
_CLAUSE = re.compile(r"(?:so |stt )?(?:dieu|clause|dieu khoan|yeu cau|muc dieu khoan)(?: so)?")
_DOCUMENT = re.compile(r"(?:ma |so hieu |ten )*(?:quy trinh|tai lieu|ma hieu|ma so|thu tuc).*")
_RELATION = re.compile(r"(?:quan he|muc do|dap ung|ap dung).*")
_NOTE = re.compile(r"(?:ghi chu|ly do|giai thich|dien giai).*")
_UNREADABLE = "Tệp bảng ánh xạ không đọc được. Hãy lưu lại dưới dạng .xlsx rồi tải lên."


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One statement of the table: the texts as they stand, `row` counted from 1.

    `mark` is the relation's cell, "" where a list has no such column.
    """

    row: int
    clauses: str
    documents: str
    mark: str
    note: str


def read_sheet(data: bytes) -> tuple[SheetCell, ...]:
    """Return the statements of the first sheet that holds a mapping table.

    Raises `DocumentError` for what is no XLSX, is too large, or holds no such table.
    """
    for rows in _sheets(data):
        found = tuple(_statements(rows))
        if found:
            return found
    raise DocumentError(
        "Tệp không có bảng ánh xạ: cần một cột «Điều» và một cột «Quy trình», hoặc mỗi quy trình"
        " một cột. Hãy sửa tiêu đề cột rồi tải lại."
    )


def _sheets(data: bytes) -> Iterator[list[list[str]]]:
    book = _open(data)
    for sheet in book.worksheets:
        rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
        yield [[_text(value) for value in row] for row in rows]
    book.close()


def _open(data: bytes) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if len(data) > _MOST_BYTES or unpacked > _MOST_UNPACKED:
            raise DocumentError("Tệp bảng ánh xạ quá lớn. Hãy chỉ giữ bảng ánh xạ trong tệp.")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        # openpyxl lets the errors of its parsers through; XML ones are syntax errors.
        raise DocumentError(_UNREADABLE) from error


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())


def _statements(rows: Sequence[Sequence[str]]) -> Iterator[SheetCell]:
    header = next(
        (n for n, row in islice(enumerate(rows), _HEADER_WITHIN) if _column(row, _CLAUSE) >= 0),
        None,
    )
    if header is None:
        return
    names = rows[header]
    clause, document = _column(names, _CLAUSE), _column(names, _DOCUMENT)
    relation, note = _column(names, _RELATION), _column(names, _NOTE)
    last = ""
    for number, row in enumerate(rows[header + 1 :], header + 2):
        last = _at(row, clause) or last  # merged cells leave the number in the first row only
        if document >= 0:
            statement = SheetCell(
                number, last, _at(row, document), _at(row, relation), _at(row, note)
            )
            if statement.documents and (relation < 0 or statement.mark):
                yield statement
            continue
        for column, name in enumerate(names):
            if column not in {clause, note} and name and _at(row, column):
                yield SheetCell(number, last, name, _at(row, column), _at(row, note))


def _column(names: Sequence[str], pattern: re.Pattern[str]) -> int:
    return next((n for n, name in enumerate(names) if pattern.fullmatch(fold(name))), -1)


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if 0 <= column < len(row) else ""
