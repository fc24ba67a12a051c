"""Automatic numbers of WordprocessingML, written out (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.legacy import Run
from ingest.readers.docx_styles import Styles, font_of, is_on, property_of
from ingest.readers.numerals import written_number
from ingest.readers.ooxml import attribute, local_name

__all__ = ["Numbering"]

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    font: str | None = None


@dataclass(slots=True)
class _Instance:
    """A list (w:num): the definition it counts with, its own levels and starts."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The running counters of one document; ask for labels in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._instances: dict[str, _Instance] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root, styles)

    def label(self, number: str | None, depth: int, font: str) -> Run:
        """Count one paragraph of list `number` at `depth` and return its label.

        A bullet is "-"; the label of an unknown list is empty. `font` is the paragraph's,
        for labels that state none.
        """
        instance = self._instances.get(number or "")
        if instance is None or depth not in instance.levels:
            return Run("", font)
        counters = self._advance(number or "", instance, depth)
        level = instance.levels[depth]
        if level.style == "bullet":
            return Run("-", "")

        def place(match: re.Match[str]) -> str:
            referred = int(match[1]) - 1
            other = instance.levels.get(referred, _Level())
            style = "decimal" if level.legal else other.style
            return written_number(counters.get(referred, other.start), style)

        return Run(_PLACE.sub(place, level.text), font if level.font is None else level.font)

    def _advance(self, number: str, instance: _Instance, depth: int) -> dict[int, int]:
        counters = self._counters.setdefault(instance.definition, {})
        fresh = (number, depth) not in self._started
        self._started.add((number, depth))
        if fresh and depth in instance.starts:
            counters[depth] = instance.starts[depth]
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = instance.levels[depth].start
        for deeper in [key for key in counters if key > depth]:
            if _restarts(instance.levels.get(deeper), depth):
                del counters[deeper]
        return counters

    def _load(self, root: etree._Element, styles: Styles) -> None:
        definitions: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        for element in root:
            key = attribute(element, "abstractNumId")
            if local_name(element) == "abstractNum" and key is not None:
                definitions[key] = _levels(element)
                link = attribute(property_of(element, "numStyleLink"), "val")
                if link is not None:
                    linked[key] = link
        for element in root:
            key = attribute(element, "numId")
            if local_name(element) == "num" and key is not None:
                definition = attribute(property_of(element, "abstractNumId"), "val") or ""
                instance = _Instance(definition, dict(definitions.get(definition, {})))
                _apply_overrides(element, instance)
                self._instances[key] = instance
        self._follow_style_links(linked, styles)

    def _follow_style_links(self, linked: dict[str, str], styles: Styles) -> None:
        """Give lists whose definition only names a list style the levels of that style."""
        for instance in self._instances.values():
            style = linked.get(instance.definition)
            target = self._instances.get(styles.style(style).number or "") if style else None
            if target is not None:
                instance.definition = target.definition
                instance.levels = {**target.levels, **instance.levels}


def _levels(definition: etree._Element) -> dict[int, _Level]:
    return {
        _number(attribute(element, "ilvl"), 0): _level(element)
        for element in definition
        if local_name(element) == "lvl"
    }


def _level(element: etree._Element) -> _Level:
    restart = attribute(property_of(element, "lvlRestart"), "val")
    return _Level(
        start=_number(attribute(property_of(element, "start"), "val"), 1),
        style=attribute(property_of(element, "numFmt"), "val") or "decimal",
        text=attribute(property_of(element, "lvlText"), "val") or "",
        restart=None if restart is None else _number(restart, 0),
        legal=bool(is_on(element, "isLgl")),
        font=font_of(property_of(element, "rPr")),
    )


def _apply_overrides(element: etree._Element, instance: _Instance) -> None:
    for override in element:
        if local_name(override) != "lvlOverride":
            continue
        depth = _number(attribute(override, "ilvl"), 0)
        level = property_of(override, "lvl")
        if level is not None:
            instance.levels[depth] = _level(level)
        start = attribute(property_of(override, "startOverride"), "val")
        if start is not None:
            instance.starts[depth] = _number(start, 1)


def _restarts(level: _Level | None, depth: int) -> bool:
    """Tell whether a level starts again after `depth`: w:lvlRestart, by default always."""
    return level is None or level.restart is None or depth < level.restart


def _number(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"\d{1,9}", value) else default
