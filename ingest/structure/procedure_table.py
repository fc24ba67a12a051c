"""Rows of a procedure's table that are steps: "5.1 | Tiếp nhận hồ sơ | Văn thư | 01 ngày"."""

from __future__ import annotations

import re

from ingest.structure.numbering import Number, parse_number

__all__ = ["StepTable", "cells_of", "row_number"]

_NUMBER_CELL = re.compile(
    r"^(b|bước|bước\s+số)?\s*(\d{1,2}(?:\.\d{1,2}){0,4})\s*[.:)]?$", re.IGNORECASE
)
_FIRST_COLUMN = re.compile(r"^(?:tt|stt|số\s+tt|bước|các bước|b\.?)$", re.IGNORECASE)
_STEP_COLUMN = re.compile(
    r"trách nhiệm|thực hiện|phụ trách|thời (?:gian|hạn)|trình tự|^(?:các )?bước|nội dung|"
    r"công việc|diễn giải|kết quả",
    re.IGNORECASE,
)
_PAPER_COLUMN = re.compile(
    r"lưu|tên (?:hồ sơ|biểu mẫu|tài liệu|văn bản)|mã (?:hiệu|số)|bản (?:chính|sao)|thành phần hồ",
    re.IGNORECASE,
)
_MIN_STEP_COLUMNS = 2


def cells_of(text: str) -> list[str]:
    """Split a row into the cells that the readers joined."""
    return [cell.strip() for cell in text.split(" | ")]


def row_number(cells: list[str]) -> Number | None:
    """Return the number in the first cell: "5.1", "2", "B2" or "Bước 2"; None for another cell."""
    match = _NUMBER_CELL.match(cells[0]) if len(cells) > 1 else None
    return parse_number(match.group(2)) if match else None


class StepTable:
    """What the rows of the current table are, as its header row says."""

    def __init__(self) -> None:
        self._lists_steps: bool | None = None

    def leave(self) -> None:
        """Note a line outside the table: the next row belongs to another table."""
        self._lists_steps = None

    def take_header(self, cells: list[str]) -> bool:
        """Whether the row is a header row; remembers what kind of rows it announces."""
        if len(cells) == 1 or not _FIRST_COLUMN.match(cells[0]):
            return False
        columns = sum(_STEP_COLUMN.search(cell) is not None for cell in cells)
        papers = any(_PAPER_COLUMN.search(cell) for cell in cells)
        self._lists_steps = columns >= _MIN_STEP_COLUMNS and not papers
        return True

    def is_step(self, cells: list[str], *, works: bool) -> bool:
        """Whether a numbered row is a step.

        A bare number needs a header row of steps; "B1" or "Bước 1" is a step wherever the
        section describes work (`works`), unless the header says otherwise.
        """
        if self._lists_steps is not None:
            return self._lists_steps
        return works and not cells[0][:1].isdigit()
