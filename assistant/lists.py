"""Quotes of whole lists: who asks what to bring is not answered by one paper of five."""

from __future__ import annotations

import re

from assistant.quotes import Quote
from corpus.text import search_form
from ingest.aspects import Aspect, aspects_of

__all__ = ["asks_for_all", "is_kept_record", "whole_list", "whole_table"]

_LISTS = Aspect.PAPERS | Aspect.FORMS | Aspect.BASES
"""Sections that are lists of what somebody needs all of."""

_ASKED = re.compile(
    r"(?:giấy(?: tờ)?|hồ sơ|cần|phải có|cầm(?: theo)?|mang(?: theo)?|đem(?: theo)?|kèm(?: theo)?|"
    r"nộp|chuẩn bị|trình|biểu mẫu|mẫu|đơn|văn bản|luật|nghị định|thông tư) (?:những )?"
    r"(?:gì|chi|nào)\b|những (?:gì|chi|giấy|hồ sơ|mẫu|văn bản)|gồm"
)
_ITEM = re.compile(r"^\s*(?:[-–+•*]|[a-zđ]\)|\d{1,2}[.)])\s", re.MULTILINE)
_BAR = " | "
_MAX_CHARACTERS = 1_500


def asks_for_all(question: str) -> bool:
    """Return whether a question wants all of a list: "cần mang những gì?"."""
    return _ASKED.search(search_form(question)) is not None


def whole_list(quote: Quote) -> Quote:
    """Return a quote of the list, or the table, that an item stands in.

    It is the quote itself where its provision is no list of papers, forms or legal bases, where
    it is no item, or where the list fills more than a page can show.
    """
    text = quote.provision.text
    start, end = _line(text, quote.start)
    if not aspects_of(quote.provision.title) & _LISTS:
        return quote
    if _BAR in text[start:end]:
        return whole_table(quote)
    if not _is_item(text, start):
        return quote
    while start and _is_item(text, before := _line(text, start - 1)[0]):
        start = before
    while end < len(text) and _is_item(text, end + 1):
        end = _line(text, end + 1)[1]
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    return Quote(quote.provision, start, end) if end - start <= _MAX_CHARACTERS else quote


def is_kept_record(quote: Quote) -> bool:
    """Return whether a quote stands in a row of the records that a procedure keeps."""
    text = quote.provision.text
    start, end = _line(text, quote.start)
    return bool(aspects_of(quote.provision.title) & Aspect.ARCHIVE) and _BAR in text[start:end]


def whole_table(quote: Quote) -> Quote:
    """Return a quote of the table around a row, the row itself where the table is too long."""
    text = quote.provision.text
    start, end = _line(text, quote.start)
    while start and _BAR in text[(before := _line(text, start - 1)[0]) : start]:
        start = before
    while end < len(text) and _BAR in text[end + 1 : (after := _line(text, end + 1)[1])]:
        end = after
    return Quote(quote.provision, start, end) if end - start <= _MAX_CHARACTERS else quote


def _is_item(text: str, start: int) -> bool:
    return _ITEM.match(text, start) is not None


def _line(text: str, place: int) -> tuple[int, int]:
    """Return where the line around a place begins and ends."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end
