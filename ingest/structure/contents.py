"""Finds tables of contents, whose lines look like headings and are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.structure.lines import Item

__all__ = ["contents_lines"]

_TITLE = re.compile(r"^(?:mục\s+lục|table\s+of\s+contents)\s*:?$", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.{3}|…|·{3})[\s.…·|]*\d{1,4}$")
_LEADER_TAIL = 24
_COLUMNS = re.compile(r"\btrang\b", re.IGNORECASE)
_MIN_RUN = 3


def contents_lines(items: Sequence[Item]) -> frozenset[int]:
    """Return the indices of the lines of tables of contents, title lines included.

    A table of contents is what follows the title "Mục lục" as long as the lines end in a
    page number or come again later, or any run of at least three lines with leaders.
    """
    later = Counter(_plain(item.bare) for item in items)
    found: set[int] = set()
    index = 0
    while index < len(items):
        titled = _TITLE.match(items[index].bare) is not None
        end = index
        while end < len(items) and (
            (titled and end == index) or _belongs(items, end, later, titled=titled)
        ):
            later[_plain(items[end].bare)] -= 1
            end += 1
        if titled or end - index >= _MIN_RUN:
            found.update(range(index, end))
        if end == index:
            later[_plain(items[index].bare)] -= 1
            end += 1
        index = end
    return frozenset(found)


def _belongs(items: Sequence[Item], index: int, later: Counter[str], *, titled: bool) -> bool:
    text = items[index].bare
    if _has_leader(text):
        return True
    if not titled:
        return False
    if items[index].row and _COLUMNS.search(text):
        return True
    title, _, last = text.rpartition(" ")
    if last.isdecimal() and later[_plain(title.rstrip(" |"))] > 0:
        return True
    if later[_plain(text)] > 1:
        return True
    return index + 1 < len(items) and _has_leader(items[index + 1].bare)


def _has_leader(text: str) -> bool:
    return _LEADER.search(text[-_LEADER_TAIL:]) is not None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
