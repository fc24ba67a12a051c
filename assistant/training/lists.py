"""Lists of questions as trainers have them: pasted, or in a TXT, CSV, XLSX or DOCX file."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from corpus.errors import TrainingError
from corpus.text import clean, fold
from ingest.readers.plain_text import decoded_text
from ingest.readers.zip_package import ZipPackage

__all__ = ["MOST_BYTES", "MOST_QUESTIONS", "QuestionList", "read_pasted", "read_question_file"]

MOST_QUESTIONS = 2_000
MOST_BYTES = 20_000_000

_NUMBERING = re.compile(
    r"\s*(?:(?:câu(?:\s+hỏi)?|question|q)\s*(?:số\s*)?\d{1,4}\s*[.:)/–—-]+|"
    r"\(?\d{1,4}\s*[.)/:–—-](?=\s)|\(\d{1,4}\)|\d{1,4}[)](?=\D)|[-–—•+*·](?=\s))\s*",
    re.IGNORECASE,
)
"""Numbering and bullets; "4.2.3 là gì?" begins with a clause and keeps it."""

_HEADER = re.compile(r"(?:noi dung |danh sach )?(?:cac )?(?:cau hoi|questions?)(?: \S+){0,3}\W*")
_HEADER_ROWS = 5
_QUESTION_WORDS = 4
_QUESTION_MARK, _LONG_TEXT = 2, 1
_MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

_Rows = Sequence[Sequence[str]]
_Reader = Callable[[bytes], list[_Rows]]


@dataclass(frozen=True, slots=True)
class QuestionList:
    """The questions of a list in order, and the name of the column they stood in.

    `column` is None where each line is a question. `left_out` counts lines without a letter.
    """

    questions: tuple[str, ...]
    column: str | None = None
    left_out: int = 0


def read_pasted(text: str) -> QuestionList:
    """Return the questions of a text, one a line, numbering and bullets taken off.

    Raises `TrainingError` if there is none or more than `MOST_QUESTIONS`.
    """
    return _list(clean(text).split("\n"))


def read_question_file(name: str, data: bytes) -> QuestionList:
    """Return the questions of a file, by the ending of its name.

    A table gives the column whose header says "câu hỏi", else the one that reads like
    questions. Raises `TrainingError` for another ending, a file that is too large or holds
    no question, `DocumentError` for one that is damaged.
    """
    if len(data) > MOST_BYTES:
        raise TrainingError(
            f"Tệp «{name}» quá lớn (tối đa {MOST_BYTES // 1_000_000} MB). Hãy chia nhỏ danh sách."
        )
    match PurePath(name).suffix.lower():
        case ".txt" | ".md":
            return read_pasted(decoded_text(data)[0])
        case ".csv" | ".tsv":
            return _from_rows(_csv_rows(decoded_text(data)[0]))
        case ".xlsx" | ".xlsm":
            return _best(_packaged(data, "XLSX", _xlsx_tables))
        case ".docx":
            return _from_docx(data)
    raise TrainingError(
        f"Không đọc được danh sách trong «{name}». Hãy dùng tệp XLSX, CSV, DOCX hoặc TXT."
    )


def _list(lines: Iterable[str], column: str | None = None) -> QuestionList:
    written = [line.strip() for line in lines if line.strip()]
    questions = [_NUMBERING.sub("", line, count=1).strip() for line in written]
    if column is None and questions and _HEADER.fullmatch(fold(questions[0])):
        written, questions = written[1:], questions[1:]
    kept = tuple(question for question in questions if any(char.isalpha() for char in question))
    if not kept:
        raise TrainingError("Danh sách không có câu hỏi nào. Hãy ghi mỗi dòng một câu hỏi.")
    if len(kept) > MOST_QUESTIONS:
        raise TrainingError(
            f"Danh sách có {len(kept)} câu, quá {MOST_QUESTIONS}. Hãy chia thành nhiều lượt."
        )
    return QuestionList(kept, column, len(written) - len(kept))


# --- tables --------------------------------------------------------------------------


def _from_rows(rows: _Rows) -> QuestionList:
    """Return the column of a table that holds the questions."""
    if not rows:
        raise TrainingError("Bảng không có dòng nào. Hãy kiểm tra lại tệp.")
    headed = _headed_column(rows)
    if headed is not None:
        row, column = headed
        title = rows[row][column].strip()
        return _list((line[column] for line in rows[row + 1 :] if column < len(line)), title)
    width = max(len(row) for row in rows)
    column = max(range(width), key=lambda place: (_likeness(rows, place), -place))
    cells = [row[column] for row in rows if column < len(row)]
    if len(cells) > 1 and not _likely(cells[0]) and _likely(cells[1]):
        return _list(cells[1:], cells[0].strip() or f"Cột {column + 1}")
    return _list(cells, f"Cột {column + 1}" if width > 1 else None)


def _headed_column(rows: _Rows) -> tuple[int, int] | None:
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        for column, cell in enumerate(row):
            if _HEADER.fullmatch(fold(cell).strip()):
                return number, column
    return None


def _likeness(rows: _Rows, column: int) -> float:
    cells = [row[column] for row in rows if column < len(row) and row[column].strip()]
    return sum(map(_likely, cells)) / len(rows)


def _likely(cell: str) -> int:
    """Return 0..3: whether a cell reads like a question."""
    long = len(cell.split()) >= _QUESTION_WORDS
    return _QUESTION_MARK * cell.rstrip().endswith("?") + _LONG_TEXT * long


def _csv_rows(text: str) -> list[list[str]]:
    sample = text[:10_000]
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(sample, delimiters=",;\t|")
    except csv.Error:
        # One column: there is nothing to sniff. A comma in it is part of the question.
        lines = (line for line in clean(text).split("\n") if line.strip())
        return [[line.strip().strip('"')] for line in lines]
    try:
        rows = [[clean(cell) for cell in row] for row in csv.reader(io.StringIO(text), dialect)]
    except csv.Error as error:
        raise TrainingError("Tệp CSV bị hỏng. Hãy lưu lại tệp dưới dạng CSV UTF-8.") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _best(tables: Sequence[_Rows]) -> QuestionList:
    """Return the questions of the sheet or table that has a headed column, else the first."""
    filled = [table for table in tables if table]
    if not filled:
        raise TrainingError("Tệp không có bảng câu hỏi nào. Hãy kiểm tra lại tệp.")
    headed = [table for table in filled if _headed_column(table) is not None]
    return _from_rows((headed or filled)[0])


# --- packages ------------------------------------------------------------------------


def _packaged(data: bytes, kind: str, read: _Reader) -> list[_Rows]:
    """Read an OOXML file after the checks that every uploaded package gets."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "danh-sach"
        path.write_bytes(data)
        with ZipPackage(path, kind) as package, package.damage_told():
            for part in package.xml_parts:
                package.refuse_dtd(part)
            try:
                return read(data)
            except _MALFORMED as error:
                raise package.damaged() from error


def _xlsx_tables(data: bytes) -> list[_Rows]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's word on styles and extensions
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        tables: list[_Rows] = []
        for sheet in book.worksheets:
            rows = [
                ["" if value is None else clean(str(value)) for value in row]
                for row in sheet.iter_rows(max_row=MOST_QUESTIONS * 2, values_only=True)
            ]
            tables.append([row for row in rows if any(cell.strip() for cell in row)])
        book.close()
    return tables


def _docx_tables(data: bytes) -> list[_Rows]:
    from docx import Document

    return [
        [[clean(cell.text).replace("\n", " ") for cell in row.cells] for row in table.rows]
        for table in Document(io.BytesIO(data)).tables
    ]


def _docx_lines(data: bytes) -> list[_Rows]:
    from docx import Document

    lines = (clean(paragraph.text) for paragraph in Document(io.BytesIO(data)).paragraphs)
    return [[[line] for text in lines for line in text.split("\n") if line.strip()]]


def _from_docx(data: bytes) -> QuestionList:
    """Return the headed column of a table, else the paragraphs, else the first table."""
    tables = [table for table in _packaged(data, "DOCX", _docx_tables) if table]
    if any(_headed_column(table) is not None for table in tables):
        return _best(tables)
    lines = _packaged(data, "DOCX", _docx_lines)[0]
    asked = [row[0] for row in lines if _likely(row[0])]
    if asked or not tables:
        return _list(asked or [row[0] for row in lines])
    return _best(tables)
