"""Document numbers ("19/2014/QĐ-TTg", "01/2011/QH13", "101/QĐ-BKHCN") taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.text import fold

__all__ = ["TYPES", "NumberParts", "number_key", "number_parts", "type_of"]

_NUMBER = re.compile(r"0*(\d{1,6})(?:/((?:19|20)\d\d))?(?:/([a-z][a-z0-9.&-]{0,30}))?")

TYPES = {
    "bl": "Bộ luật",
    "ct": "Chỉ thị",
    "cv": "Công văn",
    "kh": "Kế hoạch",
    "l": "Luật",
    "nd": "Nghị định",
    "nq": "Nghị quyết",
    "pl": "Pháp lệnh",
    "qd": "Quyết định",
    "tb": "Thông báo",
    "tt": "Thông tư",
    "ttlt": "Thông tư liên tịch",
}
"""Type symbol in a number, folded, to the name of the document type."""


@dataclass(frozen=True, slots=True)
class NumberParts:
    """Serial without leading zeros, four-digit year or None, folded symbol or None."""

    serial: str
    year: int | None
    symbol: str | None


@lru_cache(maxsize=4096)
def number_key(number: str) -> str:
    """Return the form two spellings of one number share: folded, no spaces, no zeros ahead."""
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s+", "", fold(number)))


@lru_cache(maxsize=4096)
def number_parts(number: str) -> NumberParts | None:
    """Take a number apart; None for what is not one (a standard, a name)."""
    match = _NUMBER.fullmatch(number_key(number))
    if match is None:
        return None
    serial, year, symbol = match.groups()
    return NumberParts(serial, int(year) if year else None, symbol)


def type_of(number: str) -> str | None:
    """Return the document type that a number's symbol tells, None if it tells none."""
    parts = number_parts(number)
    if parts is None or parts.symbol is None:
        return None
    if re.fullmatch(r"qh\d{1,2}", parts.symbol):
        return "Luật"
    if "-" in parts.symbol or "." in parts.symbol:
        head = re.split(r"[-.]", parts.symbol)[0]
        return TYPES.get(head, "Công văn" if "-" in parts.symbol else None)
    return TYPES.get(parts.symbol)
