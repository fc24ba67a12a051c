"""Finds who wrote, checked, approved, signed and receives a document: no content of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.legal_marks import (
    annex_name,
    attached_name,
    form_name,
    has_motto,
    is_issued_with,
    is_recipient,
    is_signature,
    opens_recipients,
)
from ingest.structure.lines import Item, cells_of, is_upper

__all__ = ["sign_off_lines"]

_ROLE = (
    r"(?:người\s+|cán\s+bộ\s+)?(?:soạn\s+thảo|biên\s+soạn|soạn|viết|lập|xem\s+xét|kiểm\s+tra|"
    r"soát\s+xét|rà\s+soát|thẩm\s+tra|thẩm\s+định|phê\s+duyệt|ký\s+duyệt|duyệt|ban\s+hành)"
)
_FIELD = (
    r"trách\s+nhiệm|họ\s*(?:và|,)?\s*tên|chức\s+(?:danh|vụ)|chữ\s+k[ýí]|ký\s+tên|"
    r"ngày(?:\s+(?:ký|tháng|tháng\s+năm))?"
)
_ROLE_CELL = re.compile(rf"(?:{_ROLE})\s*[:.]?", re.IGNORECASE)
_FIELD_CELL = re.compile(rf"(?:{_FIELD})\s*[:.]?", re.IGNORECASE)
_HEADER_LINE = re.compile(rf"(?:(?:{_FIELD})\s+)?(?:{_ROLE})(?:\s+(?:{_ROLE})){{1,4}}", re.I)
_FIELD_START = re.compile(rf"(?:{_FIELD})(?=\s|:|$)", re.IGNORECASE)
_ROLE_START = re.compile(rf"(?:{_ROLE})(?=\s|:|$)", re.IGNORECASE)
_SIGNED = re.compile(
    r"^[(\[]?\s*(?:đã\s+k[ýí]|k[ýí](?:,|\s+(?:tên|và|ghi))|chữ\s+k[ýí]|đóng\s+dấu)", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(?:tt|stt|\d{1,2}(?:\.\d{1,2})*\s*[.)]?|[IVX]{1,5}[.)]?)$", re.IGNORECASE)
_TICKED = re.compile("[□☐☑☒◻❑❏]")
_CLOSING_MARK = re.compile(r"^(?:[\W_]+|(?:copyright|bản quyền)\b.*)$", re.IGNORECASE)
_ON_BEHALF = re.compile(r"^(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\b")
_DEGREE = re.compile(r"^(?:(?:GS|PGS|TSKH|TS|ThS|BS|KS|CN)\s*\.\s*)+")
_LONGEST_CELL = 60
_LONGEST_RECIPIENT = 200
_MOST_ROWS = 8
_COVER_LINES = 30
_MOST_LINES = 60
_MIN_ROLES = 2
_SHORTEST_NAME, _LONGEST_NAME = 2, 5


def sign_off_lines(items: Sequence[Item]) -> frozenset[int]:
    """Return the indices of sign-off tables, recipients and signatures."""
    found: set[int] = set()
    index = 0
    while index < len(items):
        end = _table_end(items, index) or _stack_end(items, index) or _signature_end(items, index)
        found.update(range(index, end))
        index = max(end, index + 1)
    return frozenset(found)


def _table_end(items: Sequence[Item], start: int) -> int:
    """Return the end of the sign-off table whose header stands here, 0 without one."""
    cells = cells_of(items[start].bare)
    if not _is_header(cells):
        return 0
    end = start + 1
    while end < min(len(items), start + 1 + _MOST_ROWS) and _goes_on(items[end], len(cells)):
        end += 1
    return end


def _stack_end(items: Sequence[Item], start: int) -> int:
    """Return the end of a sign-off table on the cover whose cells came out as lines."""
    end = start
    while end < min(len(items), _COVER_LINES) and _ROLE_CELL.fullmatch(
        items[end].bare[:_LONGEST_CELL]
    ):
        end += 1
    if end - start < _MIN_ROLES:
        return 0
    while end < min(len(items), start + _MOST_ROWS * 2) and (
        _FIELD_START.match(items[end].bare)
        or _SIGNED.match(items[end].bare)
        or _names_person(items[end].bare)
    ):
        end += 1
    return end


def _is_header(cells: list[str]) -> bool:
    if len(cells) == 1:
        return len(cells[0]) <= _LONGEST_CELL and _HEADER_LINE.fullmatch(cells[0]) is not None
    roles = sum(_ROLE_CELL.fullmatch(cell) is not None for cell in cells)
    fields = sum(_FIELD_CELL.fullmatch(cell) is not None for cell in cells)
    signature = any("ký" in cell.casefold() for cell in cells)
    return roles + fields == len(cells) and (roles >= _MIN_ROLES or (fields > 1 and signature))


def _goes_on(item: Item, columns: int) -> bool:
    """Whether a line after the header still tells who signed: names, posts, signatures, dates."""
    text = item.bare
    if len(text) > _LONGEST_CELL * max(columns, 2) or item.declared is not None:
        return False
    if _FIELD_START.match(text) or _SIGNED.match(text):
        return item.row or not text.endswith((".", ";"))
    if not item.row:
        return False
    cells = cells_of(text)
    return (
        len(cells) <= columns
        and not _NUMBERED.match(cells[0])
        and (not _is_title_row(cells) or _ROLE_START.match(text) is not None)
        and all(len(cell) <= _LONGEST_CELL and not cell.endswith((".", ";", ":")) for cell in cells)
    )


def _is_title_row(cells: list[str]) -> bool:
    return is_upper(cells[0]) or len(cells) == 1


def _signature_end(items: Sequence[Item], start: int) -> int:
    """Return the end of the recipients and signatures that begin here, 0 without any."""
    recipients = opens_recipients(items[start].bare)
    if not recipients and not _is_signed(items, start):
        return 0
    end = start + 1
    while end < min(len(items), start + _MOST_LINES):
        recipients = recipients or opens_recipients(items[end].bare)
        if not _closes(items[end], recipients):
            break
        end += 1
    return end


def _is_signed(items: Sequence[Item], start: int) -> bool:
    """Whether a title in capitals is a signature: a name or "(Đã ký)" comes with it."""
    text = items[start].bare
    if items[start].declared is not None or not is_signature(text):
        return False
    if _names_person(text) or _ON_BEHALF.match(text) or "ã ký)" in text:
        return True
    following = items[start + 1 : start + 5]
    for item in following:
        if _names_person(item.bare) or _SIGNED.match(item.bare):
            return True
        if not is_signature(item.bare):
            return False
    return start + 1 + len(following) == len(items)


def _names_person(text: str) -> bool:
    """Whether the line is a person's name, or ends in one after a title in capitals."""
    words = _DEGREE.sub("", text).split()
    place = len(words)
    while place and words[place - 1].istitle() and words[place - 1].isalpha():
        place -= 1
    long_enough = _SHORTEST_NAME <= len(words) - place <= _LONGEST_NAME
    return long_enough and (not place or words[place - 1].isupper() or words[place - 1][-1] == ")")


def _closes(item: Item, recipients: bool) -> bool:
    """Whether a line after the first still belongs to the recipients and signatures."""
    text = item.bare
    if _begins_something(item) or len(text) > _LONGEST_RECIPIENT * (5 if item.row else 1):
        return False
    if recipients and (is_recipient(text) or (item.row and _TICKED.search(text))):
        return True
    return (
        is_signature(text)
        or opens_recipients(text)
        or _names_person(text)
        or _SIGNED.match(text) is not None
        or _CLOSING_MARK.match(text) is not None
    )


def _begins_something(item: Item) -> bool:
    text = item.bare
    attached = attached_name(text) is not None and is_upper(text)
    named = annex_name(text) or form_name(text) or is_issued_with(text)
    return bool(attached or named or has_motto(text) or item.declared is not None)
