"""Rows of a procedure's tables: steps ("5.1 | Tiếp nhận | Văn thư | 01 ngày"), sections."""

from __future__ import annotations

import re

from ingest.structure.lines import is_upper, roman_value
from ingest.structure.numbering import Number, parse_number
from ingest.structure.procedure_sections import TopHeading, is_usual_section

__all__ = ["StepTable", "row_number", "row_section"]

_NUMBER_CELL = re.compile(
    r"^(b|bước|bước\s+số)?\s*(\d{1,2}(?:\.\d{1,2}){0,4})\s*[.:)]?$", re.IGNORECASE
)
_NUMBERED_CELL = re.compile(
    r"^(?:(?:bước\s+|b(?=\d))(\d{1,2}(?:\.\d{1,2})?)\s*[.:)\-–]?|(\d{1,2}(?:\.\d{1,2}){1,4})\.?)\s+(?=\S)",
    re.IGNORECASE,
)
_SECTION_NUMBER = re.compile(r"^(\d{1,2}|[IVX]{1,5})\s*[.)/]?$")
_SECTION_CELL = re.compile(r"^(\d{1,2}|[IVX]{1,5})\s*[.)/]\s*(?=\S)")
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
_WORK_COLUMN = re.compile(
    r"^(?:(?:các\s+)?bước(?:\s+(?:thực\s+hiện|công\s+việc))?|trình\s+tự.{0,30}|"
    r"(?:nội\s+dung|tên|mô\s+tả)?\s*(?:các\s+)?(?:công\s+việc|hoạt\s+động)(?:\s+.{0,20})?|"
    r"nội\s+dung(?:\s+thực\s+hiện)?|lưu\s+đồ.{0,20}|sơ\s+đồ.{0,20})$",
    re.IGNORECASE,
)
_OTHER_COLUMN = re.compile(
    r"^(?:trách\s+nhiệm.{0,20}|(?:người|đơn\s+vị|bộ\s+phận)(?:\s+(?:thực\s+hiện|phụ\s+trách|"
    r"chịu\s+trách\s+nhiệm))?|thời\s+(?:gian|hạn).{0,20}|biểu\s+mẫu.{0,30}|hồ\s+sơ|tài\s+liệu.{0,20}|"
    r"kết\s+quả.{0,20}|mô\s+tả.{0,20}|diễn\s+giải|ghi\s+chú|tham\s+chiếu)$",
    re.IGNORECASE,
)
_MIN_STEP_COLUMNS = 2
_MIN_CELLS = 2


def row_number(cells: list[str]) -> tuple[Number, str] | None:
    """Return the number in the first cell with the title behind it.

    The number is "5.1", "2", "B2" or "Bước 2", alone in its cell or before the title.
    """
    if len(cells) < _MIN_CELLS:
        return None
    match = _NUMBER_CELL.match(cells[0])
    if match is not None:
        return parse_number(match.group(2)), next((cell for cell in cells[1:] if cell), "")
    titled = _NUMBERED_CELL.match(cells[0])
    if titled is None:
        return None
    return parse_number(titled.group(1) or titled.group(2)), cells[0][titled.end() :]


def row_section(cells: list[str], *, roman: bool) -> TopHeading | None:
    """Return the section that a row opens: "1 | MỤC ĐÍCH | ..." or "1. MỤC ĐÍCH | ..."."""
    match = _SECTION_NUMBER.match(cells[0]) if len(cells) >= _MIN_CELLS else None
    title = cells[1] if match else ""
    if match is None:
        match = _SECTION_CELL.match(cells[0])
        title = cells[0][match.end() :] if match else ""
    value = roman_value(match.group(1)) if match else None
    if match is None or value is None or match.group(1).isdecimal() == roman:
        return None
    if not is_usual_section(title.rstrip(" .:")):
        return None
    return TopHeading(value, match.group(1), title, marked=True, certain=is_upper(title))


class StepTable:
    """What the rows of the current table are, as its header row says."""

    def __init__(self) -> None:
        self._lists_steps: bool | None = None
        self._named_column: int | None = None
        self._columns = 0

    @property
    def has_header(self) -> bool:
        """Whether a header row was met in this table."""
        return self._lists_steps is not None

    @property
    def lists_steps(self) -> bool:
        """Whether the header row announces steps."""
        return bool(self._lists_steps)

    def leave(self) -> None:
        """Note a line outside the table: the next row belongs to another table."""
        self._lists_steps = self._named_column = None

    def take_header(self, cells: list[str]) -> bool:
        """Whether the row is a header row; remembers what kind of rows it announces."""
        numbered = len(cells) > 1 and _FIRST_COLUMN.match(cells[0]) is not None
        work = next((i for i, cell in enumerate(cells) if _WORK_COLUMN.match(cell)), None)
        if not numbered and not (work is not None and _names_columns(cells)):
            return False
        columns = sum(_STEP_COLUMN.search(cell) is not None for cell in cells)
        papers = any(_PAPER_COLUMN.search(cell) for cell in cells)
        self._lists_steps = columns >= _MIN_STEP_COLUMNS and not papers
        self._named_column = None if numbered else work
        self._columns = len(cells)
        return True

    def is_step(self, cells: list[str], *, works: bool) -> bool:
        """Whether a numbered row is a step.

        A bare number needs a header row of steps; "B1" or "Bước 1" is a step wherever the
        section describes work (`works`), unless the header says otherwise.
        """
        if self._lists_steps is not None:
            return self._lists_steps
        return works and not cells[0][:1].isdigit()

    def step_name(self, cells: list[str]) -> str | None:
        """Return the words that name a step in a table without numbers, else None.

        A row that is much shorter than the header goes on with the step above it.
        """
        column = self._named_column
        full = len(cells) >= max(_MIN_CELLS, self._columns - 1)
        if not self._lists_steps or column is None or not full:
            return None
        return cells[min(column, len(cells) - 1)]


def _names_columns(cells: list[str]) -> bool:
    named = sum(bool(_WORK_COLUMN.match(cell) or _OTHER_COLUMN.match(cell)) for cell in cells)
    return named >= _MIN_STEP_COLUMNS and named == len(cells)
