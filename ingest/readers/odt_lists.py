"""The running numbers of an OpenDocument text: its lists and its numbered headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.odt_styles import ListLevel, OdtStyles, attributes_of

__all__ = ["ListPlace", "OdtLists"]


@dataclass(slots=True)
class ListPlace:
    """Where in a list the reader stands: its levels, its counters and the depth, from 1."""

    levels: dict[int, ListLevel]
    counters: dict[int, int] = field(default_factory=dict)
    depth: int = 1


class OdtLists:
    """Counts lists and headings in document order."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._outline = ListPlace(styles.outline)
        self._by_id: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, dict[int, int]] = {}

    def enter(self, element: etree._Element, around: ListPlace | None) -> ListPlace:
        """Return the place at the start of a list; `around` is that of the list it is in."""
        stated = attributes_of(element)
        style = stated.get("style-name")
        if around is not None:
            levels = around.levels if style is None else self._styles.lists.get(style, {})
            return ListPlace(levels, around.counters, around.depth + 1)
        counters: dict[int, int] = {}
        if "continue-list" in stated:
            counters = self._by_id.get(stated["continue-list"], counters)
        elif stated.get("continue-numbering") == "true":
            counters = self._by_style.get(style or "", counters)
        self._by_id[stated.get("id", "")] = self._by_style[style or ""] = counters
        return ListPlace(self._styles.lists.get(style or "", {}), counters)

    def item(self, element: etree._Element, place: ListPlace) -> str:
        """Count a list item and return its label."""
        return _count(place, place.depth, attributes_of(element).get("start-value"))

    def heading(self, depth: int) -> str:
        """Count a heading that stands in no list and return its label."""
        return _count(self._outline, depth, None)


def _count(place: ListPlace, depth: int, start: str | None) -> str:
    level = place.levels.get(depth)
    if level is None:
        return ""
    counters = place.counters
    counters[depth] = counters[depth] + 1 if depth in counters else level.start
    if start is not None and re.fullmatch(r"\d{1,6}", start):
        counters[depth] = int(start)
    for deeper in [key for key in counters if key > depth]:
        del counters[deeper]
    return level.label(counters, place.levels)
