"""How one line of a document looks: case, ending, markup, enumeration."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.reading import Line, LineRole

__all__ = [
    "LETTERS",
    "Item",
    "breaks_off",
    "cells_of",
    "is_upper",
    "item_of",
    "looks_like_title",
    "roman_numeral",
    "roman_value",
    "sentence_case",
    "starts_like_heading",
    "upper_from",
]

LETTERS = "A-Za-zÀ-ỹĐđÐ"
"""Character class of Vietnamese letters; U+00D0 is how some old files write Đ."""

_MARKUP = re.compile(r"^(#{1,6})\s+|^\*\*|^__(?=\w)")
_EMPHASIS = re.compile(r"\*\*|(?<=\S)__$")
_LETTER = re.compile(rf"[{LETTERS}]")
_LINKS = "tại|theo|của|và|hoặc|các|những|thuộc|với|từ|đến|trong|về|cho"
_CUT_SHORT = re.compile(
    rf"(?:\b(?:{_LINKS})|(?:,|\b(?:{_LINKS}))\s(?:khoản|điểm|điều|chương|mục|số)|"
    r"khoản \d+|điểm [a-zđ])$",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_VOWEL = re.compile(r"[AEIOUYÀ-Ỵ]")
_KEPT_CAPITALS = frozenset({"ISO", "IEC", "EU"})
MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A content line prepared for recognition.

    `text` is the line as read; `bare` the same without Markdown marks. `declared` is the
    heading level that the format or a Markdown mark states, None for running text. `row` and
    `sheet` tell a row of a table and the name of a spreadsheet's sheet. `parted` means that a
    signature stood between this line and the one before.
    """

    text: str
    bare: str
    page: int | None
    declared: int | None
    row: bool
    sheet: bool = False
    parted: bool = False


def item_of(line: Line) -> Item:
    """Prepare a line for recognition."""
    mark = _MARKUP.match(line.text)
    bare = line.text.upper() if line.capitals else line.text
    declared = line.heading
    if mark is not None:
        bare = _EMPHASIS.sub("", line.text[mark.end() :]).strip()
        if mark.group(1) and declared is None:
            declared = len(mark.group(1))
    row, sheet = line.role is LineRole.ROW, line.role is LineRole.SHEET
    return Item(line.text, bare, line.page, declared, row, sheet)


def cells_of(text: str) -> list[str]:
    """Split a table row into the cells that the readers joined."""
    return [cell.strip() for cell in text.split(" | ")]


def is_upper(text: str) -> bool:
    """Whether the line is set in capitals: three letters or more, hardly any lower case."""
    letters = _LETTER.findall(text)
    lower = sum(letter.islower() for letter in letters)
    return len(letters) >= 3 and lower * 10 <= len(letters)  # noqa: PLR2004 - a tenth may be typos


def upper_from(text: str) -> bool:
    """Whether the text starts the way a title does: capital, digit or opening quote."""
    return bool(text) and (text[0].isupper() or text[0].isdigit() or text[0] in "“\"'«([")


def _ends_sentence(text: str) -> bool:
    """Whether the line is complete, so that the next one starts something new."""
    return text.rstrip(" \"'”»)]*_").endswith((".", ";", ":", "!", "?", "…", "/")) or text.endswith(
        ("”", '"', "»", ")", "_", "-", "*")
    )


def breaks_off(previous: Item | None) -> bool:
    """Whether a line stops at a word that needs another, such as "theo" or "tại khoản"."""
    return (
        previous is not None
        and previous.declared is None
        and _CUT_SHORT.search(previous.bare[-24:]) is not None
        and not is_upper(previous.bare)
    )


def looks_like_title(text: str) -> bool:
    """Whether the text reads as a heading's title rather than as a sentence."""
    return upper_from(text) and len(text) <= MAX_TITLE and not text.endswith((".", ";", ":", ","))


def starts_like_heading(previous: Item | None) -> bool:
    """Whether a heading can follow `previous`: nothing, a finished line or another heading."""
    if previous is None or previous.declared is not None or previous.row:
        return True
    return _ends_sentence(previous.bare) or is_upper(previous.bare)


def roman_value(text: str) -> int | None:
    """Return the value of a Roman or Arabic number up to four digits, None when it is neither."""
    if text.isdecimal():
        return int(text) if len(text) <= 4 else None  # noqa: PLR2004
    total, largest = 0, 0
    for letter in reversed(text.upper()):
        value = _ROMAN.get(letter)
        if value is None:
            return None
        total += value if value >= largest else -value
        largest = max(largest, value)
    return total or None


def roman_numeral(value: int) -> str:
    """Write a number of 1 to 99 in Roman figures."""
    tens, ones = divmod(value, 10)
    small = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    large = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    return large[tens] + small[ones]


def sentence_case(text: str) -> str:
    """Rewrite a title in capitals as a sentence; abbreviations keep their capitals."""
    if not is_upper(text):
        return text
    words = [word if _is_abbreviation(word) else word.lower() for word in text.split()]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _is_abbreviation(word: str) -> bool:
    core = word.strip(".,;:()“”\"'–-")
    return (
        core in _KEPT_CAPITALS
        or any(letter.isdigit() for letter in core)
        or not _VOWEL.search(core.upper())
    )
