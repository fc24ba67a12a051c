"""Finds the new wording that an amending law quotes; it is never a heading of that law."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.lines import Item

__all__ = ["quoted_lines"]

_ANNOUNCED = re.compile(r":\s*[“\"«]")
_OPENING = ("“", '"', "«")


def quoted_lines(items: Sequence[Item]) -> frozenset[int]:
    """Return the indices of lines inside a quotation, without the line that opens it.

    A quotation opens after a colon (at its end of line or within it) and closes at the next
    line whose quotes close more than they open. One that is never closed, or is followed by
    another opening first, is taken as a slip and quotes nothing.
    """
    found: set[int] = set()
    opened: int | None = None
    announced = False
    for index, item in enumerate(items):
        balance = _balance(item.bare, inside=opened is not None)
        if opened is not None and balance < 0:
            found.update(range(opened + 1, index + 1))
            opened = None
            # Amending laws quote one provision after another: the next may open at once.
            announced = True
            continue
        if balance > 0:
            opened = index if _opens(item.bare, announced=announced) else opened
        announced = item.bare.endswith(":") or (
            announced and balance == 0 and item.bare.startswith(_OPENING)
        )
    return frozenset(found)


def _opens(text: str, *, announced: bool) -> bool:
    return _ANNOUNCED.search(text) is not None or (announced and text.startswith(_OPENING))


def _balance(text: str, *, inside: bool) -> int:
    """Quotes opened minus quotes closed; a straight quote closes only where one is open."""
    curly = text.count("“") + text.count("«") - text.count("”") - text.count("»")
    if text.count('"') % 2 == 0:
        return curly
    return curly - 1 if inside else curly + 1
