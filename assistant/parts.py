"""A question of several parts, split where each part is a question of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.topics import topic
from corpus.text import search_form, syllables

__all__ = ["split_question"]

_MOST = 4
_BORDER = re.compile(r"(?<=[?;])\s+|,?\s+(?:và|còn|rồi|với lại|đồng thời)\s+|,\s+", re.IGNORECASE)
_COMMA = re.compile(r",\s+$")
_PARTS = re.compile(r",?\s+(?:và|rồi|với lại|đồng thời)\s+|,\s+còn\s+|\s+", re.IGNORECASE)
"""Borders that part also what only names what it asks; "còn" alone is mostly "still"."""
_ASKS = re.compile(
    r"\b(?:ai|gì|nào|đâu|mấy|sao)\b|bao (?:nhiêu|lâu|giờ)|như thế|thế nào|\b(?:không|chưa)\s*\??$"
)
_REFERS_BACK = re.compile(
    r"\b(?:nó|đó|này|ấy|vậy|họ|thế thì|cái (?:này|đó|ấy)|việc (?:này|đó|ấy))\b"
)
_EDITION = re.compile(r"\b(?:tcvn\s+)?iso\s+9001(?:\s*:\s*\d{4})?|\b(?:bản|năm)\s+(?:2008|2015)\b")
"""What holds for all parts alike and says nothing of what one of them asks."""
_EMPTY_WORDS = """
    ai gì nào đâu mấy sao bao nhiêu lâu giờ như thế không chưa khi thì là mà có phải được cần bị
    do để và còn rồi với từ đến trong vào ở tại theo của cho về bởi các những mỗi một mất nhất cả
    lại hay hoặc ra lúc hôm ngày tháng năm điều khoản làm ghi văn bản quyết định
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that say nothing of what a question is about."""

_LEAST_WORDS = 3
"""A piece with fewer words of its own asks something more of the same thing."""


def split_question(question: str) -> tuple[str, ...]:
    """Return the parts of a question, each a question of its own; the question alone if it is one.

    It is split only where what stands before and what stands after both ask something. A part
    that names what it asks about stands verbatim. One that does not ("… bao lâu và ai ký?")
    takes that from the part before it, if a conjunction or a mark of its own parts them: "Ai ký,
    mất mấy ngày?" is one question. A mere comma parts only questions that end alike ("… lưu mấy
    năm, … lưu mấy năm?").
    """
    parts: list[str] = []
    start = 0
    for border in _BORDER.finditer(question):
        before = question[start : border.start()]
        after = _BORDER.split(question[border.end() :], maxsplit=1)[0]
        comma = bool(_COMMA.match(border.group()))
        if not _stands_alone(before) or (comma and _ending(before) != _ending(after)):
            continue
        if _stands_alone(after) or (_PARTS.fullmatch(border.group()) and _is_elliptic(after)):
            parts.append(before.strip(" ,;?"))
            start = border.end()
    parts.append(question[start:].strip(" ,;?"))
    return _completed(parts) if 1 < len(parts) <= _MOST else (question,)


def _completed(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the parts, those that name nothing with the topic of the last one that does."""
    about = ""
    found = []
    for part in parts:
        if _stands_alone(part):
            about = topic(part)
            found.append(part)
        else:
            found.append(f"{part}, về việc {about}" if about else part)
    return tuple(found)


def _is_elliptic(piece: str) -> bool:
    """Tell whether a piece asks something without saying of what."""
    form = search_form(piece).strip(" ,;?")
    return bool(_ASKS.search(form) and not _REFERS_BACK.search(form)) and not _stands_alone(piece)


def _stands_alone(piece: str) -> bool:
    form = search_form(piece).strip(" ,;?")
    own = [word for word in syllables(_EDITION.sub(" ", form)) if word not in _EMPTY]
    return bool(_ASKS.search(form) and not _REFERS_BACK.search(form) and len(own) >= _LEAST_WORDS)


def _ending(piece: str) -> list[str]:
    return syllables(piece)[-2:]
