"""Words and marks that every kind of paper prints alike."""

from __future__ import annotations

import datetime as dt
import unicodedata

from assistant.exports.model import Quotation

__all__ = ["CONTENTS", "long_date", "printable", "quoted", "source_line"]


CONTENTS = "Mục lục"
_PADDED_MONTHS = (1, 2)

# What cannot be seen could hide words in a paper or turn their order round; much of it no XML
# file may hold either. Files keep line ends and tabs.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_KEPT = frozenset("\n\t")


def printable(text: str) -> str:
    """Return `text` in NFC without what a file cannot hold or a reader cannot see."""
    lines = text.replace("\r\n", "\n")
    seen = (c for c in lines if c in _KEPT or unicodedata.category(c) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(seen))


def quoted(quotation: Quotation) -> str:
    """Return the words in Vietnamese quotation marks; edited ones say so."""
    words = f"“{printable(quotation.text).strip()}”"
    return f"{words} (đã biên tập)" if quotation.edited else words


def source_line(quotation: Quotation) -> str:
    """Return where the words stand and whether that is in force, in one line."""
    parts = (quotation.source, quotation.validity, quotation.notice or "")
    return printable(" · ".join(part for part in parts if part))


def long_date(day: dt.date) -> str:
    """Return a date as papers of state agencies write it (Decree 30/2020, annex I).

    Days below ten and the months January and February take a leading zero.
    """
    month = f"{day.month:02}" if day.month in _PADDED_MONTHS else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
