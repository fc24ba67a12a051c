"""The fields of a procedure: what each of its ranking units is for.

Procedures of one agency repeat the same sections almost word for word; ranking weighs them
apart. A unit's field follows from its heading, or from that of the section it stands under.
"""

from __future__ import annotations

import re
from enum import IntEnum

from corpus.text import fold

__all__ = ["Field", "field_of"]


class Field(IntEnum):
    """What a unit of a document holds; units of other documents than procedures are `BODY`."""

    BODY = 0
    SCOPE = 1
    REFERENCES = 2
    TERMS = 3
    FORMS = 4
    RECORDS = 5
    OPENING = 6


_HEADINGS = (
    (Field.SCOPE, r"muc dich|pham vi|doi tuong ap dung"),
    (Field.REFERENCES, r"tai lieu (?:vien dan|tham chieu)|can cu|co so phap ly"),
    (Field.TERMS, r"dinh nghia|thuat ngu|(?:tu|chu) viet tat|giai thich"),
    (Field.FORMS, r"bieu mau|phu luc"),
    (Field.RECORDS, r"ho so luu|luu (?:tru )?ho so"),
    (Field.OPENING, r"mo dau|doan \d"),
)
_NUMBER = r"(?:muc\s+)?(?:[\divx]+[.)]?)*\s*"
_PATTERNS = tuple((field, re.compile(f"{_NUMBER}(?:{words})")) for field, words in _HEADINGS)


def field_of(heading: str) -> Field:
    """Return the field that a section's heading line names ("2. PHẠM VI": `SCOPE`)."""
    plain = fold(heading).strip()
    return next((field for field, pattern in _PATTERNS if pattern.match(plain)), Field.BODY)
