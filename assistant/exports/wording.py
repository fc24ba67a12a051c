"""Words and marks that every kind of paper prints alike."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from assistant.exports.model import Quotation

__all__ = ["CONTENTS", "long_date", "printable", "quoted", "source_line"]


CONTENTS = "Mục lục"
_PADDED_MONTHS = (1, 2)

# Control characters that no XML file may hold, and marks that reverse the reading order.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
    r"|[\ud800-\udfff]"
)


def printable(text: str) -> str:
    """Return `text` in NFC without what a file or a printer cannot hold."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text.replace("\r\n", "\n")))


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
