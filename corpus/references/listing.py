"""Lists in text: a reference never reaches from one item into the next."""

from __future__ import annotations

import re

__all__ = ["list_items"]

_LIST_MARK = re.compile(r"\s*(?:[-–•+*]|\d+[.)])\s")


def list_items(text: str) -> list[tuple[int, str]]:
    """Return (start, text) of the items of a list; without marks each line is one.

    A line without a mark goes on with the item before it.
    """
    lines: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    if not any(_LIST_MARK.match(line) for _, line in lines):
        return lines
    items: list[tuple[int, str]] = []
    for number, (start, line) in enumerate(lines):
        # The heading of the list is no item, and nothing goes on with it.
        if number > 1 and not _LIST_MARK.match(line):
            items[-1] = (items[-1][0], f"{items[-1][1]}\n{line}")
        else:
            items.append((start, line))
    return items
