"""Numbers of automatic lists as letters and Roman numerals (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["written_number"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_LIMIT = 4000
_ALPHABET = 26
_LETTERS_LIMIT = 20 * _ALPHABET
_VALUE_LIMIT = 1_000_000


def written_number(value: int, style: str) -> str:
    """Write a number in a style named as in WordprocessingML; digits where it has none."""
    writer = _WRITERS.get(style, str)
    return writer(value) if 0 <= value < _VALUE_LIMIT else str(value)


def _letters(value: int) -> str:
    if not 0 < value <= _LETTERS_LIMIT:
        return str(value)
    repeats, letter = divmod(value - 1, _ALPHABET)
    return chr(ord("a") + letter) * (repeats + 1)


def _roman(value: int) -> str:
    if not 0 < value < _ROMAN_LIMIT:
        return str(value)
    written = []
    for unit, letters in _ROMAN:
        count, value = divmod(value, unit)
        written.append(letters * count)
    return "".join(written)


_WRITERS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
