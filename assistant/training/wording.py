"""The Vietnamese words and marks of handouts, quizzes and lessons."""

from __future__ import annotations

import re

from assistant.exports import Quotation
from assistant.model import Citation
from assistant.training.model import BankCitation, Level
from corpus.model import Validity

__all__ = ["EDITED", "LEVELS", "VALIDITY", "quotation_of", "typeset"]


VALIDITY = {
    Validity.IN_FORCE: "còn hiệu lực",
    Validity.NOT_YET: "chưa có hiệu lực",
    Validity.PARTLY: "còn hiệu lực một phần",
    Validity.REPLACED: "đã bị thay thế",
    Validity.CANCELLED: "đã bị hủy bỏ",
    Validity.UNSETTLED: "chưa rõ hiệu lực",
    Validity.UNKNOWN: "",
}
LEVELS = {Level.BASIC: "Cơ bản", Level.INTERMEDIATE: "Trung cấp", Level.ADVANCED: "Nâng cao"}

EDITED = " (đã biên tập)"
"""Follows a quote that is no longer verbatim."""

_QUOTED = re.compile(r"“[^”]*”")
_STRAIGHT = re.compile(r'"([^"\n]*)"')
_DASH = re.compile(r"(?<=\S) -{1,2} (?=\S)")
_BEFORE_MARK = re.compile(r"[ \t]+(?=[,.;:!?](?:\s|$))")
_DAY = re.compile(r"\b(ngày|Ngày|tháng|năm|Điều|điều|khoản|điểm|mục|bước) (?=\d)")
_NO_BREAK = "\u00a0"


def typeset(text: str) -> str:
    """Return text of ours with Vietnamese quotation marks, dashes and unbroken numbers.

    What stands between “ and ” is a quote and stays as it is.
    """
    parts: list[str] = []
    end = 0
    for quote in _QUOTED.finditer(text):
        parts += [_marks(text[end : quote.start()]), quote.group()]
        end = quote.end()
    return "".join((*parts, _marks(text[end:])))


def _marks(text: str) -> str:
    text = _STRAIGHT.sub(r"“\1”", text)
    text = _DASH.sub(" – ", text.replace("...", "…"))
    return _DAY.sub(rf"\1{_NO_BREAK}", _BEFORE_MARK.sub("", text))


def quotation_of(item: Citation | BankCitation) -> Quotation:
    """Return a citation as a paper prints it."""
    citation, edited = (
        (item.citation, item.edited) if isinstance(item, BankCitation) else (item, False)
    )
    return Quotation(
        text=citation.quote,
        source=f"[{citation.n}] {citation.label}",
        validity=VALIDITY[citation.status],
        notice=citation.notice,
        edited=edited,
    )
