"""Put paragraphs back together that a page, or an editor, broke into lines.

Only clear cases are joined. A wrong join hides a heading inside a paragraph; a missed one
leaves two lines in the same provision, which does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.syllables import is_syllable

__all__ = ["continues", "joined", "line_width", "rejoin", "starts_item"]

_ITEM = re.compile(
    r"(?:[-–—+•*▪●○□☐]\s"
    r"|\[?\(?[a-zđ]\s?[).]\s"
    r"|\[?\(?\d{1,3}(?:\.\d{1,3}){0,5}\s?[).\]](?:\s|$)"
    r"|\d{1,2}(?:\.\d{1,2}){0,5}\s+[A-ZĐÀ-ỸƠƯ]"
    r"|[IVXLC]{1,7}\s?[).]\s)"
)
_HEADING = re.compile(
    r"(?:(?:Điều|ĐIỀU|Khoản|Bước)\s+\d"
    r"|(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+(?:\d|[IVXLC]+\b|thứ\b|THỨ\b))"
)
_STOP = re.compile(r"[.;:!?…][\"”’)\]]*$")
_OPEN_END = re.compile(
    r"(?:,|(?:^|\s)(?:tại|của|theo|và|hoặc|các|với|cho|từ|đến|về|là|bởi|trong|số|ngày|tháng"
    r"|(?:khoản|Khoản|điều|Điều)\s\d+|(?:điểm|Điểm)\s[a-zđ]))$"
)
_WIDTH_QUANTILE = 0.9
_WIDTH_MINIMUM_LINES = 6
_WIDTH_TOLERANCE = 0.9


def starts_item(text: str) -> bool:
    """Whether `text` begins as a list item, a numbered paragraph or a heading does."""
    return bool(_ITEM.match(text) or _HEADING.match(text))


def line_width(lines: Iterable[str]) -> int | None:
    """Return the width in characters that the lines of a page were wrapped to.

    None when there are too few lines to tell.
    """
    lengths = sorted(len(line) for line in lines)
    if len(lengths) < _WIDTH_MINIMUM_LINES:
        return None
    return lengths[int(len(lengths) * _WIDTH_QUANTILE)]


def continues(previous: str, following: str, width: int | None = None) -> bool:
    """Whether `following` goes on with the paragraph that ends in `previous`.

    With `width`, a line that was full (the next word had no room) also goes on in front of a
    capital letter or a figure: Vietnamese lines often break inside a name.
    """
    if _STOP.search(previous) or _ITEM.match(following) or following.isupper():
        return False
    if _OPEN_END.search(previous):
        return True
    if _HEADING.match(following):
        return False
    if following[0].islower():
        return True
    return width is not None and _was_full(previous, following, width)


def rejoin(lines: Sequence[str], width: int | None = None) -> Iterator[str]:
    """Yield the paragraphs of `lines`; an empty line always ends one."""
    parts: list[str] = []
    for line in lines:
        if parts and not (line and _goes_on(parts, line, width)):
            yield joined(parts)
            parts = []
        if line:
            parts.append(line)
    if parts:
        yield joined(parts)


def _goes_on(parts: Sequence[str], line: str, width: int | None) -> bool:
    # After a heading a capital letter is more likely the first word of its text.
    return continues(parts[-1], line, None if _HEADING.match(parts[0]) else width)


def _was_full(previous: str, following: str, width: int) -> bool:
    if previous.isupper():
        return False
    first_word = following.split(maxsplit=1)[0]
    return len(previous) + 1 + len(first_word) > width * _WIDTH_TOLERANCE


def joined(parts: Sequence[str]) -> str:
    """Return the lines of one paragraph as one, words cut at the end of a line whole again."""
    pieces = [parts[0]]
    for part in parts[1:]:
        before = pieces[-1]
        if not re.search(r"\w-$", before):
            pieces.append(" ")
        elif _is_hyphenation(before, part):
            pieces[-1] = before[:-1]
        pieces.append(part)
    return "".join(pieces)


def _is_hyphenation(before: str, after: str) -> bool:
    """Tell a foreign word cut in two ("manage-", "ment") from "Đ-", "QĐ-" or "in-tơ-".

    Vietnamese does not hyphenate, so what stands before the hyphen is no syllable.
    """
    stem = re.split(r"[\s-]", before[:-1])[-1]
    return stem.isascii() and stem.islower() and after[0].islower() and not is_syllable(stem)
