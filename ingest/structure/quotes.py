"""Finds the new wording that an amending law gives; it is never a heading of that law."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.legal_marks import annex_name, has_motto, is_signature
from ingest.structure.lines import Item

__all__ = ["quoted_lines"]

_ANNOUNCED = re.compile(r":\s*[“\"«]")
_OPENING = ("“", '"', "«")
_PLACE = r"(?:điều|khoản|điểm|chương|mục|phụ\s+lục)\s+(?:\d{1,4}[a-zđ]?|[a-zđ]\d?|[ivx]{1,6})\b"
_CHANGE = r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|thay\s+bằng|đính\s+chính|viết\s+lại)"
_CHANGED = re.compile(
    rf"(?:{_PLACE}.{{0,300}}{_CHANGE}|{_CHANGE}.{{0,300}}{_PLACE}).{{0,100}}"
    r"(?:như\s+sau|sau\s+đây)\s*:$",
    re.IGNORECASE,
)
_NEW_WORDING = re.compile(
    r"^[“\"«]?\s*(?:(?:điều|chương|mục)\s+(?:\d|[ivx])|\d{1,3}[a-zđ]?\s*[.)]|[a-zđ]\d?\s*[.)])",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    rf"^(?:(?:điều\s+)?\d{{1,4}}[a-zđ]?\s*[.:)/]|[a-zđ]\d?\s*[.)])\s*(?:{_CHANGE}|"
    r"bãi\s+bỏ|huỷ\s+bỏ|hủy\s+bỏ|bỏ\s+(?:cụm\s+)?(?:từ|các)|thay\s+(?:cụm\s+)?từ|chuyển|"
    rf"(?:tên\s+)?{_PLACE}.{{0,300}}(?:được|như\s+sau))",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^[ĐÐ]iều\s+(\d{1,4})[a-zđ]?\s*[.:]", re.IGNORECASE)
_FINAL = re.compile(
    r"^[ĐÐ]iều\s+\d{1,4}[a-zđ]?\s*[.:]\s*(?:hiệu\s+lực|(?:điều\s+khoản|tổ\s+chức|trách\s+nhiệm)\s+"
    r"(?:thi\s+hành|thực\s+hiện|chuyển\s+tiếp)|quy\s+định\s+chuyển\s+tiếp|"
    r"(?:luật|nghị\s+định|thông\s+tư|quyết\s+định|nghị\s+quyết|pháp\s+lệnh)\s+này)",
    re.IGNORECASE,
)
_HEAD_OF_LINE = 600


def quoted_lines(items: Sequence[Item]) -> frozenset[int]:
    """Return the indices of lines that are new wording, not the amending law's own numbering.

    Between quotation marks that is all but the line that opens them. Without marks, or where
    they are never closed, it is what follows "Điều 5 được sửa đổi như sau:" up to the next
    instruction of the amending law.
    """
    marked = _between_marks(items)
    return frozenset(marked | _without_marks(items, marked))


def _between_marks(items: Sequence[Item]) -> set[int]:
    """Lines of quotations, which open after a colon, at its end of line or within it.

    They close at the next line whose marks close more than they open. One that is never
    closed, or is followed by another opening first, is taken as a slip.
    """
    found: set[int] = set()
    opened: int | None = None
    announced = False
    for index, item in enumerate(items):
        balance = _balance(item.bare, inside=opened is not None)
        if opened is not None and balance < 0:
            found.update(range(opened + 1, index + 1))
            opened = None
            # Amending laws quote one provision after another: the next may open at once.
            announced = True
            continue
        if balance > 0:
            opened = index if _opens(item.bare, announced=announced) else opened
        announced = item.bare.endswith(":") or (
            announced and balance == 0 and item.bare.startswith(_OPENING)
        )
    return found


def _without_marks(items: Sequence[Item], marked: set[int]) -> set[int]:
    found: set[int] = set()
    article, index = 0, 0
    while index < len(items):
        item = items[index]
        number = None if index in marked else _ARTICLE.match(item.bare)
        article = int(number[1]) if number else article
        index += 1
        if index - 1 not in marked and _announces(items, index - 1, marked):
            end = index + 1
            while end < len(items) and not _ends_wording(items[end], article):
                end += 1
            found.update(range(index, end))
            index = end
    return found


def _announces(items: Sequence[Item], index: int, marked: set[int]) -> bool:
    """Whether the lines after this one are new wording that no marks enclose."""
    announcement = items[index].bare
    if index + 1 >= len(items) or not announcement.endswith(":"):
        return False
    if not _CHANGED.search(announcement[-_HEAD_OF_LINE:]):
        return False
    wording = items[index + 1].bare
    enclosed = index + 2 in marked or _balance(wording, inside=False) == 0
    if wording.startswith(_OPENING) and enclosed:
        return False
    return _NEW_WORDING.match(wording) is not None


def _ends_wording(item: Item, article: int) -> bool:
    """Whether a line is the amending law's own again; `article` is the number it has reached."""
    text = item.bare[:_HEAD_OF_LINE]
    if item.parted or is_signature(text) or has_motto(text) or annex_name(text):
        return True
    if _INSTRUCTION.match(text) or _FINAL.match(text):
        return True
    number = _ARTICLE.match(text)
    return number is not None and int(number[1]) == article + 1 and article > 0


def _opens(text: str, *, announced: bool) -> bool:
    return _ANNOUNCED.search(text) is not None or (announced and text.startswith(_OPENING))


def _balance(text: str, *, inside: bool) -> int:
    """Quotes opened minus quotes closed; a straight quote closes only where one is open."""
    curly = text.count("“") + text.count("«") - text.count("”") - text.count("»")
    if text.count('"') % 2 == 0:
        return curly
    return curly - 1 if inside else curly + 1
