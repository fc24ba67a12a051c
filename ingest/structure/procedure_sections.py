"""The numbered sections of procedures, as their authors write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure.lines import (
    Item,
    cells_of,
    is_upper,
    looks_like_title,
    roman_value,
    upper_from,
)
from ingest.structure.numbering import Number, parse_number
from ingest.structure.service import service_part

__all__ = [
    "MIN_USUAL_SECTIONS",
    "TopHeading",
    "describes_work",
    "dotted_heading",
    "first_section",
    "heading_title",
    "is_usual_section",
    "lists_papers",
    "shortened",
    "step_line",
    "titles_document",
    "top_heading",
    "usual_sections",
]

MIN_USUAL_SECTIONS = 4
"""Number of shared sections that make a document a procedure."""

_ARABIC = re.compile(r"^(\d{1,2})(?:\s*[.)/:](?!\d)\s*|\s*[-–]\s+|\s+)(?=\S)")
_ROMAN = re.compile(r"^([IVX]{1,6})(?:\s*[.)/:]\s*|\s*[-–]\s+)(?=\S)")
_DOTTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,4})(?![\d,])[.)/]?(?:[\s:]+|(?=[^\W\d_]))(?=\S)")
_STEP = re.compile(
    r"^(?:(?:[-–+•*]|[a-zđ]\))\s*)?(?:bước\s+|b(?=\d))(\d{1,2}(?:\.\d{1,2})?)(?:\s*[.:)\-–]\s*(?!\d)|$)",
    re.IGNORECASE,
)
_DOCUMENT_TITLE = re.compile(
    r"^(?:quy trình|thủ tục|hướng dẫn|sổ tay|kế hoạch|báo cáo)(?![^\W_])", re.IGNORECASE
)
_USUAL = re.compile(
    r"^(?:mục đích|phạm vi|tài liệu|căn cứ|cơ sở pháp lý|định nghĩa|thuật ngữ|giải thích|"
    r"(?:các )?(?:chữ|từ) viết tắt|trách nhiệm|nội dung|quy trình|lưu đồ|biểu mẫu|hồ sơ|phụ lục|"
    r"đối tượng|trình tự|tổ chức thực hiện|yêu cầu|nguyên tắc|lưu (?:trữ|hồ sơ))(?![^\W_])",
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
_NUMBERED = re.compile(r"^(?:\d{1,2}|[IVX]{1,6})\s*[.)/:|]?\s*")
_LONGEST_SECTION_TITLE = 120
_LONGEST_TITLE = 150
_SHORTEST_SENTENCE = 8
_LONGEST_LOCATOR = 60


@dataclass(frozen=True, slots=True)
class TopHeading:
    """A line that has the form of a first-level section: "1. MỤC ĐÍCH", "II. Phạm vi".

    `marked` means capitals, a usual title or a declared heading, so that it is a heading
    whatever stands around it; otherwise it may be an item of a list. `certain` leaves out
    the usual titles, which lists also contain. The title of a part of an administrative
    service is its label alone: its words may follow on the same line.
    """

    number: int
    label: str
    title: str
    marked: bool
    certain: bool


def is_usual_section(title: str) -> bool:
    """Whether a title is one of the sections that procedures of public agencies share."""
    if len(title) > _LONGEST_SECTION_TITLE:
        return False
    return _USUAL.match(title) is not None or service_part(title) is not None


def titles_document(text: str) -> bool:
    """Whether a line names the document as a whole, such as "Quy trình đào tạo"."""
    return _DOCUMENT_TITLE.match(text) is not None


def describes_work(title: str) -> bool:
    """Whether the section with this title tells what is done, so that its parts are steps."""
    return _WORK.search(title) is not None and not lists_papers(title)


def lists_papers(title: str) -> bool:
    """Whether the section lists purposes, references, forms or records rather than work."""
    part = service_part(title)
    return _PAPERS.match(title) is not None or (part is not None and not part.is_work)


def heading_title(words: str) -> str:
    """Shorten what follows a number to a title: its first sentence, if that is short.

    Of what is too long even so, that is what stands before a colon.
    """
    first, stop, _ = words.partition(". ")
    if stop and _SHORTEST_SENTENCE <= len(first) <= _LONGEST_TITLE:
        return first
    if len(words) <= _LONGEST_TITLE:
        return words.strip(" .:")
    name, colon, _ = words.partition(": ")
    return name if colon and len(name) <= _LONGEST_TITLE else ""


def shortened(words: str) -> str:
    """Cut words that serve as a locator at a length that people can cite."""
    if len(words) <= _LONGEST_LOCATOR:
        return words
    return words[:_LONGEST_LOCATOR].rsplit(" ", 1)[0].rstrip(" ,;-–") + "…"


def top_heading(item: Item, *, roman: bool) -> TopHeading | None:
    """Return the first-level section that a line could open, in Arabic or Roman numbering."""
    match = (_ROMAN if roman else _ARABIC).match(item.bare)
    if match is None or item.row:
        return None
    number = roman_value(match.group(1))
    title = item.bare[match.end() :]
    if number is None or not upper_from(title) or title[0].isdigit():
        return None
    part = service_part(title)
    if part is not None:
        return TopHeading(number, match.group(1), part.label, marked=True, certain=False)
    certain = is_upper(title) or item.declared is not None
    usual = is_usual_section(title) and looks_like_title(title.rstrip(" .:"))
    return TopHeading(number, match.group(1), title, certain or usual, certain)


def first_section(items: Sequence[Item]) -> int:
    """Return the line of the first heading that is one whatever stands around it.

    The number of lines where there is none.
    """
    for index, item in enumerate(items):
        heading = top_heading(item, roman=False) or top_heading(item, roman=True)
        if heading is not None and heading.number == 1 and heading.marked:
            return index
        named = item.declared is not None or is_upper(item.bare)
        if named and is_usual_section(item.bare) and not titles_document(item.bare):
            return index
    return len(items)


def usual_sections(items: Sequence[Item]) -> int:
    """Return how many of the sections that procedures share the document has."""
    titles = set()
    for item in items:
        match = _NUMBERED.match(item.bare)
        title = item.bare[match.end() :] if match else item.bare
        if item.row:
            title = next(filter(None, cells_of(title)), "")
        part = service_part(title)
        marked = match is not None or item.declared is not None or is_upper(title)
        if part is not None:
            titles.add(" ".join(part.label.casefold().split()[:2]))
        elif marked and is_usual_section(title) and not titles_document(title):
            titles.add(" ".join(title.casefold().split()[:2]))
    return len(titles)


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
