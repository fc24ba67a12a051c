"""The day by which a question wants to be answered: a date, a month or a year that it names."""

from __future__ import annotations

import calendar
import datetime as dt
import re

__all__ = ["named_date"]

_CUE = re.compile(
    r"(?:vào|tại|đến|tính đến|thời điểm|hôm|lúc|trước|ngày)\s+(?:thời điểm\s+)?(?:ngày\s+)?$"
)
_PERIOD_CUE = re.compile(
    r"(?:^|[,;.:?!(]\s*|\b(?:vào|trong|hồi|lúc|trước|đến hết|tính đến|đầu|giữa|cuối|hết|thời|"
    r"thời điểm|nào|gì|không|sao|đâu|ai|mấy|nhiêu)\s+)$"
)
_WHICH_LAW = re.compile(
    r"\b(?:luật|nghị định|thông tư|quyết định|văn bản|quy định|tiêu chuẩn|bản)\s+(?:nào|gì)\b"
)
_NO_CUE = re.compile(
    r"\b(?:từ|sau|luật|pháp lệnh|hiến pháp|nghị định|nghị quyết|thông tư|quyết định|tiêu chuẩn|"
    r"iso|tcvn|bản)\s+(?:(?!nào\b|gì\b)\w+\s+)*$"
)
"""What makes a year part of a name, or the beginning of a time without an end."""

_BEFORE = re.compile(r"\btrước\s+(?:thời điểm\s+)?(?:ngày\s+)?$")
_SIGNED = re.compile(r"\d/[^\s,;]*[^\W\d_][^\s,;]*\s*(?:của\s[^,;.?!\d]{0,40})?,?\s*ngày\s+$")
"""The number of a document before the day on which it was signed."""

_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})(?:[/.-]|\s+năm\s+)(?P<year>\d{4})\b"
)
_PERIOD = re.compile(
    r"\b(?:tháng\s+(?P<month>\d{1,2})(?:[/.-]|\s+năm\s+)|năm\s+|(?<=hồi )|(?<=vào )|(?<=trước ))"
    r"(?P<year>(?:19|20)\d\d)\b(?![/.-]\d)(?!\s+(?:đến|tới) nay)"
)
_DECEMBER = 12


def named_date(form: str, today: dt.date) -> dt.date | None:
    """Return the day a question is about, None where it names none.

    `form` is the question in search form. A month or a year that is over stands for its last
    day, one to come for its first, and the one that is passing for no day; "trước ..." is the
    day before. Days and years that belong to a document ("Luật Lưu trữ năm 2011",
    "30/2020/NĐ-CP ngày 05/3/2020") are none of these.
    """
    for match in _DAY.finditer(form):
        before = form[: match.start()]
        if _CUE.search(before) and not _SIGNED.search(before):
            day = _first(int(match["year"]), int(match["month"]), int(match["day"]))
            if day is not None:
                return day - dt.timedelta(days=1) if _BEFORE.search(before) else day
    for match in _PERIOD.finditer(form):
        before = form[: match.start()]
        if _PERIOD_CUE.search(before) or (_WHICH_LAW.search(form) and not _NO_CUE.search(before)):
            day = _of_period(match, today, ends_before=bool(_BEFORE.search(before)))
            if day is not None:
                return day
    return None


def _of_period(match: re.Match[str], today: dt.date, *, ends_before: bool) -> dt.date | None:
    year, month = int(match["year"]), match["month"]
    first = _first(year, int(month or 1), 1)
    if first is None:
        return None
    if ends_before:
        return first - dt.timedelta(days=1)
    end = int(month or _DECEMBER)
    last = dt.date(year, end, calendar.monthrange(year, end)[1])
    if last < today:
        return last
    return first if first > today else None


def _first(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
