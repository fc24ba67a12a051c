"""The numbered sections of procedures, as their authors write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.structure.lines import Item, is_upper, looks_like_title, roman_value, upper_from
from ingest.structure.numbering import Number, parse_number

__all__ = [
    "TopHeading",
    "describes_work",
    "dotted_heading",
    "is_usual_section",
    "lists_papers",
    "step_line",
    "top_heading",
]

_ARABIC = re.compile(r"^(\d{1,2})(?:\s*[.)/:](?!\d)\s*|\s+[-–]\s+|\s+)(?=\S)")
_ROMAN = re.compile(r"^([IVX]{1,6})(?:\s*[.)/:]\s*|\s*[-–]\s+)(?=\S)")
_DOTTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,4})(?![\d,])\.?(?:[\s:]+|(?=[^\W\d_]))(?=\S)")
_STEP = re.compile(
    r"^(?:bước\s+|b(?=\d))(\d{1,2}(?:\.\d{1,2})?)(?:\s*[.:)\-–]\s*(?!\d)|$)", re.IGNORECASE
)
_USUAL = re.compile(
    r"^(?:mục đích|phạm vi|tài liệu|căn cứ|cơ sở pháp lý|định nghĩa|thuật ngữ|giải thích|"
    r"(?:các )?(?:chữ|từ) viết tắt|trách nhiệm|nội dung|quy trình|lưu đồ|biểu mẫu|hồ sơ|phụ lục|"
    r"đối tượng|trình tự|tổ chức thực hiện|yêu cầu|nguyên tắc)(?![^\W_])",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"nội dung|trình tự|quy trình|các bước|lưu đồ|diễn giải|mô tả|cách thức|tiến hành|thực hiện",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"^(?:mục đích|phạm vi|tài liệu|căn cứ|cơ sở|định nghĩa|thuật ngữ|giải thích|trách nhiệm|"
    r"biểu mẫu|(?:thành phần |số lượng )?hồ sơ|lưu trữ|lưu hồ sơ|phụ lục|đối tượng|"
    r"(?:các )?(?:chữ|từ) viết tắt)(?![^\W_])",
    re.IGNORECASE,
)
_LONGEST_SECTION_TITLE = 120


@dataclass(frozen=True, slots=True)
class TopHeading:
    """A line that has the form of a first-level section: "1. MỤC ĐÍCH", "II. Phạm vi".

    `marked` means capitals, a usual title or a declared heading, so that it is a heading
    whatever stands around it; otherwise it may be an item of a list. `certain` leaves out
    the usual titles, which lists also contain.
    """

    number: int
    label: str
    title: str
    marked: bool
    certain: bool


def is_usual_section(title: str) -> bool:
    """Whether a title is one of the sections that procedures of an ISO 9001 system share."""
    return len(title) <= _LONGEST_SECTION_TITLE and _USUAL.match(title) is not None


def describes_work(title: str) -> bool:
    """Whether the section with this title tells what is done, so that its parts are steps."""
    return _WORK.search(title) is not None and not lists_papers(title)


def lists_papers(title: str) -> bool:
    """Whether the section lists purposes, references, forms or records rather than work."""
    return _PAPERS.match(title) is not None


def top_heading(item: Item, *, roman: bool) -> TopHeading | None:
    """Return the first-level section that a line could open, in Arabic or Roman numbering."""
    match = (_ROMAN if roman else _ARABIC).match(item.bare)
    if match is None or item.row:
        return None
    number = roman_value(match.group(1))
    title = item.bare[match.end() :]
    if number is None or not upper_from(title) or title[0].isdigit():
        return None
    certain = is_upper(title) or item.declared is not None
    usual = is_usual_section(title) and looks_like_title(title.rstrip(" .:"))
    return TopHeading(number, match.group(1), title, certain or usual, certain)


def dotted_heading(item: Item) -> tuple[Number, str] | None:
    """Return the number and words of a line such as "5.2.1 Tiếp nhận", by its form alone."""
    match = _DOTTED.match(item.bare)
    if match is None or item.row:
        return None
    title = item.bare[match.end() :]
    return (parse_number(match.group(1)), title) if upper_from(title) else None


def step_line(item: Item) -> tuple[Number, str] | None:
    """Return the number and words of a line such as "Bước 2: Thẩm định hồ sơ"."""
    match = _STEP.match(item.bare)
    return (parse_number(match.group(1)), item.bare[match.end() :]) if match else None
