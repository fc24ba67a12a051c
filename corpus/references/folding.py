"""Folding that keeps every position, so that spans found in it hold in the text."""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["fold_in_place"]

_RANGES = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x1E00, 0x1F00))
_SPECIAL = {"đ": "d", "Đ": "d", "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "∕": "/"}


def fold_in_place(text: str) -> str:
    """Return `text` (NFC) in lower case without diacritics, one character for each."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    table = {ord(char): plain for char, plain in _SPECIAL.items()}
    for code in (code for codes in _RANGES for code in codes):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if code not in table and len(base) == 1:
            table[code] = base
    return table
