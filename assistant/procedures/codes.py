"""Codes of forms, as agencies print them and as they are compared."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["FORM_CODE", "form_key"]

FORM_CODE = re.compile(
    r"(?<![\w-])(?:QT[-–. ]?\d{1,3}[-–./ ])?BM[-–. ]?(?:[A-ZĐ]{1,6}[-–.]?)?"
    r"\d{1,3}(?:[-–./]\d{1,3}){0,3}(?:[-–./][A-ZĐ]{2,6}[-–.]?\d{1,3})?(?![\w-])",
    re.IGNORECASE,
)
"""The code of a form: "BM-03.05", "BM 01", "BM-TD.05", "QT-01/BM02", "BM01-QT05"."""

_MARKS = re.compile(r"[^0-9A-ZĐ]+")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def form_key(code: str) -> str:
    """Return what two spellings of a code share: "bm 3.05" and "BM-03.05" are one form."""
    plain = _MARKS.sub("-", unicodedata.normalize("NFC", code).upper())
    return re.sub(r"(?<=[A-ZĐ])-?(?=\d)", "-", _LEADING_ZEROS.sub("", plain))
