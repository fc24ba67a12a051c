"""Finds what controls a document rather than says something: running heads, revision tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.structure.lines import Item, cells_of, is_upper

__all__ = ["control_lines"]

_PAGE = re.compile(
    r"(?:trang|page)\s*(?:số)?\s*:?\s*\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?|"
    r"[-–]\s*\d{1,4}\s*[-–]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:mã\s+(?:số|hiệu|tài\s+liệu|qt)|k[ýí]\s+hiệu|số\s+hiệu|lần\s+(?:ban\s+hành|sửa\s+đổi|"
    r"soát\s+xét)|phiên\s+bản|ngày(?:\s+(?:ban\s+hành|hiệu\s+lực|áp\s+dụng))?(?=\s*:|\s*$|\s*\|)|"
    r"ngày\s+(?:ban\s+hành|hiệu\s+lực|áp\s+dụng)|(?:số\s+|tổng\s+số\s+)?trang(?![^\W_])(?!\s+thiết))",
    re.IGNORECASE,
)
_LIST_COLUMN = re.compile(r"^(?:tt|stt|số\s+tt|tên\b.*)$", re.IGNORECASE)
_SECTION = re.compile(r"^(?:(?:1|I|A)\s*[.)/|]|(?:Điều|Chương|Phần)\s)")
_REVISION_TITLE = re.compile(
    r"^(?:bảng|phiếu|sổ|phần|trang)?\s*(?:theo\s+dõi|lịch\s+sử|tình\s+(?:hình|trạng)|kiểm\s+soát|"
    r"ghi\s+nhận|nhật\s+ký)(?:\s+(?:việc|các|quá\s+trình|tình\s+(?:hình|trạng)))*\s+"
    r"(?:sửa\s+đổi|thay\s+đổi|cập\s+nhật|soát\s+xét)(?![^\W_])",
    re.IGNORECASE,
)
_REVISION_COLUMN = re.compile(
    r"^(?:lần(?:\s+(?:sửa\s+đổi|ban\s+hành|soát\s+xét))?|trang(?:\s*[/,]\s*.+)?|"
    r"ngày(?:\s+(?:sửa\s+đổi|ban\s+hành|hiệu\s+lực|tháng|cập\s+nhật))?|(?:người|phê)\s+duyệt|"
    r"(?:vị\s+trí|hạng\s+mục|nội\s+dung|tóm\s+tắt|mô\s+tả|lý\s+do|yêu\s+cầu|người)\b.{0,40})$",
    re.IGNORECASE,
)
_REVISED = re.compile(r"sửa\s+đổi|thay\s+đổi|soát\s+xét|cập\s+nhật", re.IGNORECASE)
_WORK_COLUMN = re.compile(r"trách\s+nhiệm|thực\s+hiện|biểu\s+mẫu|thời\s+gian", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LONGEST = 300
_LONGEST_TITLE = 120
_HEAD_ITEMS = 20
_REPEATED = 3
_MOST_ROWS = 60
_MIN_LABELS = 2


def control_lines(items: Sequence[Item]) -> frozenset[int]:
    """Return the indices of page numbers, running heads and revision histories."""
    found = {index for index, item in enumerate(items) if _PAGE.fullmatch(item.bare[:40])}
    return frozenset(found | _running_heads(items) | _revisions(items))


def _running_heads(items: Sequence[Item]) -> set[int]:
    """Lines that give code, issue, date and page: at the head, or repeated through the text."""
    repeated = Counter(
        _DIGITS.sub("0", item.bare) for item in items if _labels(item) >= _MIN_LABELS
    )
    found: set[int] = set()
    in_head = True
    for index, item in enumerate(items):
        in_head = in_head and index < _HEAD_ITEMS and not _SECTION.match(item.bare)
        labels = _labels(item)
        again = labels >= _MIN_LABELS and repeated[_DIGITS.sub("0", item.bare)] >= _REPEATED
        if again or (in_head and labels >= _MIN_LABELS):
            found.add(index)
            names_only = item.row and not _DIGITS.search(item.bare)
            if names_only and index + 1 < len(items) and items[index + 1].row:
                found.add(index + 1)
        elif in_head and labels and index and _begins_with_label(items[index - 1]):
            found |= {index - 1, index} if _begins_with_label(item) else set()
    return found


def _labels(item: Item) -> int:
    if len(item.bare) > _LONGEST or any(map(_LIST_COLUMN.match, cells_of(item.bare))):
        return 0
    return len({match.casefold() for match in _LABEL.findall(item.bare)})


def _begins_with_label(item: Item) -> bool:
    return len(item.bare) <= _LONGEST_TITLE and _LABEL.match(item.bare) is not None


def _revisions(items: Sequence[Item]) -> set[int]:
    """Tables that list what was changed in which issue, with the title above them."""
    found: set[int] = set()
    index = 0
    while index < len(items):
        start = index
        if _titles_revisions(items, index):
            index += 1
        elif not _is_revision_header(items[index]):
            index += 1
            continue
        end = index
        while end < min(len(items), index + _MOST_ROWS) and _goes_on(items[end], end == index):
            end += 1
        found.update(range(start, end))
        index = max(end, start + 1)
    return found


def _titles_revisions(items: Sequence[Item], index: int) -> bool:
    text = items[index].bare
    if len(text) > _LONGEST_TITLE or not _REVISION_TITLE.match(text) or index + 1 >= len(items):
        return False
    following = items[index + 1]
    return _is_revision_header(following) or (is_upper(text) and following.row)


def _goes_on(item: Item, is_first: bool) -> bool:
    """Whether a row is still of the table; the header of another may follow at once."""
    numbered_header = _LIST_COLUMN.match(cells_of(item.bare)[0]) is not None
    return item.row and (is_first or not numbered_header or _is_revision_header(item))


def _is_revision_header(item: Item) -> bool:
    cells = cells_of(item.bare) if item.row else []
    if len(cells) < _MIN_LABELS or len(item.bare) > _LONGEST or _WORK_COLUMN.search(item.bare):
        return False
    columns = sum(_REVISION_COLUMN.match(cell) is not None for cell in cells)
    listed = sum(_LIST_COLUMN.match(cell) is not None for cell in cells[:1])
    return columns + listed == len(cells) and _REVISED.search(item.bare) is not None
