"""Facts of a sentence that must stand in its source exactly: figures, dates, roles, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.llm.words import BOUNDS, NUMERALS, ROLES, UNITS
from corpus.text import search_form

__all__ = [
    "DATE",
    "ROLE",
    "Quantity",
    "code_words",
    "dates",
    "names",
    "quantities",
    "roles",
    "words",
]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_CODE = re.compile(r"(?<![\w.,/-])(?=[\w./-]*\d)(?=[\w./-]*[^\W\d_])\w[\w./-]*\w")
DATE = re.compile(
    r"\b(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})\b"
    r"|\b(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\b",
    re.IGNORECASE,
)
_SPELT_OUT = re.compile(r"(\d)\s*\((?:[^\W\d_]|\s){2,30}\)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
ROLE = re.compile(rf"\b(?:{'|'.join(sorted(ROLES, key=len, reverse=True))})\b")
_NAME = re.compile(r"(?<=[^\W\d_] |[,;:(“] |.\(|.“)[^\W\d_]+")
_WORKING = ("ngày", "làm", "việc")
_TEN = 10
_LONGEST_BOUND = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the word counted; `value` without leading zeros and thousands' dots.

    `unit` is the next word, "ngày làm việc" whole, "" where none follows. `bound` is "upper",
    "lower" or "". `place` is the index of its first word.
    """

    value: str
    unit: str
    bound: str
    place: int


def words(text: str) -> list[str]:
    """Return the syllables, numbers and percent signs of `text`, in search form."""
    return _WORD.findall(search_form(text))


def dates(text: str) -> set[tuple[int, int, int]]:
    """Return the (day, month, year) of the dates written in `text`."""
    return {
        (int(parts[0]), int(parts[1]), int(parts[2]))
        for match in DATE.finditer(search_form(text))
        for parts in [[group for group in match.groups() if group]]
    }


def quantities(text: str) -> list[Quantity]:
    """Return the numbers of `text` in order, in digits or written out, dates left out."""
    plain = _SPELT_OUT.sub(r"\1", DATE.sub(" ; ", search_form(text)))
    tokens = _WORD.findall(plain)
    return list(_quantities(tokens))


def _quantities(tokens: Sequence[str]) -> Iterator[Quantity]:
    place = 0
    while place < len(tokens):
        value, after = _number(tokens, place)
        if value is None:
            place += 1
            continue
        unit = tokens[after] if after < len(tokens) and tokens[after][0] not in "0123456789" else ""
        if tuple(tokens[after : after + 3]) == _WORKING:
            unit = " ".join(_WORKING)
        yield Quantity(value, unit, _bound(tokens, place), place)
        place = after


def _number(tokens: Sequence[str], place: int) -> tuple[str | None, int]:
    """Return the number that begins at `place` and the index behind it."""
    token = tokens[place]
    if token[0].isdigit():
        value = re.sub(r"[.,]", "", token) if _THOUSANDS.fullmatch(token) else token
        return value.lstrip("0") or "0", place + 1
    return _spelt_out(tokens, place)


def _spelt_out(tokens: Sequence[str], place: int) -> tuple[str | None, int]:
    """Return a numeral in words below a hundred, only where a unit follows."""
    value, after = NUMERALS.get(tokens[place], 0), place + 1
    if value and tokens[after : after + 1] == ["mươi"]:
        value, after = value * _TEN, after + 1
    if value >= _TEN and after < len(tokens):
        digit = NUMERALS.get(tokens[after], 0)
        # "mười năm" is ten years, "mười năm ngày" fifteen days.
        if 0 < digit < _TEN and (not _is_unit(tokens, after) or _is_unit(tokens, after + 1)):
            value, after = value + digit, after + 1
    return (str(value), after) if value and _is_unit(tokens, after) else (None, place)


def _is_unit(tokens: Sequence[str], place: int) -> bool:
    return place < len(tokens) and tokens[place] in UNITS


def _bound(tokens: Sequence[str], place: int) -> str:
    for size in range(_LONGEST_BOUND, 0, -1):
        side = BOUNDS.get(" ".join(tokens[max(0, place - size) : place]))
        if side:
            return side
    return ""


def roles(text: str) -> list[str]:
    """Return the roles named in `text`, in order, the longest name at each place."""
    return ROLE.findall(" ".join(words(text)))


def names(text: str) -> set[str]:
    """Return the words written with a capital inside a sentence, in search form."""
    return {search_form(word) for word in _NAME.findall(text) if word[0].isupper()}


def code_words(text: str) -> set[str]:
    """Return the words of letters and digits ("BM-01.02", "A4"), in search form."""
    return set(_CODE.findall(search_form(text)))
