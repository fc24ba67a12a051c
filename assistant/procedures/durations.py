"""Times as procedures state them, compared by what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.text import search_form, syllables

__all__ = ["Duration", "durations", "same_time"]

_WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_DURATION = re.compile(
    rf"(?<![\d./])(?<!ngày )(?<!\w)(?:(\d{{1,4}})\s+(?:hoặc|đến|và)\s+)?"
    rf"(\d{{1,4}}|{'|'.join(_WORDS)})(?:\s*\([^)]{{1,20}}\))?\s*"
    r"(phút|giờ|ngày|tuần|tháng|quý|năm)(?!\w)(\s+làm\s+việc)?(?!\s*\d)"
)
"""One number, or two ("18 hoặc 25"), before the unit; "15 tháng 01" is a date."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; `working` counts only working hours or days."""

    number: int
    unit: str
    working: bool


def durations(text: str) -> tuple[Duration, ...]:
    """Return the lengths of time in `text`, in order."""
    return tuple(
        Duration(_number(word), found[3], working=bool(found[4]))
        for found in _DURATION.finditer(search_form(" ".join(text.split())))
        for word in found.group(1, 2)
        if word is not None
    )


def same_time(first: str, second: str) -> bool:
    """Tell whether two statements give the same time.

    The lengths count where both give some ("không quá 45 ngày" is "45 ngày"), else the words.
    """
    lengths = set(durations(first)), set(durations(second))
    if all(lengths):
        return lengths[0] == lengths[1]
    return syllables(first) == syllables(second)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word]
