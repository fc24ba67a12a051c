"""What the styles of an OpenDocument text say of its letters and lists (ODF 1.3 part 3, 16)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from ingest.readers.numerals import written_number
from ingest.readers.zip_package import local_name

__all__ = ["ListLevel", "OdtStyles", "TextStyle", "attributes_of"]

_PLACE = re.compile(r"%(\d{1,2})%")
_NUMBER_STYLES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What a paragraph or character style amounts to; None where it inherits."""

    font: str | None = None
    hidden: bool | None = None
    list_style: str | None = None


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: `template` has the places of numbers as "%1%", from the top."""

    bullet: bool = False
    style: str = "decimal"
    template: str = ""
    start: int = 1

    def label(self, counters: Mapping[int, int], levels: Mapping[int, ListLevel]) -> str:
        """Return the number of an item, given the counters of all levels."""
        if self.bullet:
            return "-"

        def place(match: re.Match[str]) -> str:
            depth = int(match[1])
            level = levels.get(depth, self)
            return written_number(counters.get(depth, level.start), level.style)

        return _PLACE.sub(place, self.template)


class OdtStyles:
    """The styles of one document; give it every part that holds some."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self.lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        self._fonts: dict[str, str] = {}
        self._elements: dict[str, etree._Element] = {}
        self._styles: dict[str, TextStyle] = {}
        self._default = TextStyle()
        for root in roots:
            for element in root.iter(etree.Element):
                self._take(element)

    def style(self, name: str | None) -> TextStyle:
        """Return what a style and those it is based on amount to; plain if unknown."""
        if name is None:
            return TextStyle()
        if name not in self._styles:
            merged = TextStyle()
            for element in reversed(self._chain(name)):
                merged = self._merged(merged, element)
            self._styles[name] = merged
        return self._styles[name]

    def paragraph(self, name: str | None) -> TextStyle:
        """Return the style of a paragraph, the document's default below it."""
        style = self.style(name)
        return replace(style, font=self._default.font or "") if style.font is None else style

    def _take(self, element: etree._Element) -> None:
        name = attributes_of(element).get("name", "")
        match local_name(element):
            case "font-face":
                family = attributes_of(element).get("font-family", name)
                self._fonts[name] = family.strip("'\" ")
            case "style":
                self._elements[name] = element
            case "default-style" if attributes_of(element).get("family") == "paragraph":
                self._default = self._merged(TextStyle(), element)
            case "list-style":
                self.lists[name] = _levels(element)
            case "outline-style":
                self.outline = _levels(element)

    def _chain(self, name: str | None) -> list[etree._Element]:
        """Return the style and those it is based on; a circle is cut."""
        chain: list[etree._Element] = []
        while name in self._elements and self._elements[name] not in chain:
            chain.append(self._elements[name])
            name = attributes_of(chain[-1]).get("parent-style-name")
        return chain

    def _merged(self, base: TextStyle, element: etree._Element) -> TextStyle:
        list_style = attributes_of(element).get("list-style-name")
        merged = base if list_style is None else replace(base, list_style=list_style)
        for properties in element:
            if local_name(properties) != "text-properties":
                continue
            stated = attributes_of(properties)
            if "font-name" in stated:
                font = stated["font-name"]
                merged = replace(merged, font=self._fonts.get(font, font))
            elif "font-family" in stated:
                merged = replace(merged, font=stated["font-family"].strip("'\" "))
            if "display" in stated:
                merged = replace(merged, hidden=stated["display"] == "none")
        return merged


def attributes_of(element: etree._Element) -> dict[str, str]:
    """Return the attributes of an element by their local names."""
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


def _levels(style: etree._Element) -> dict[int, ListLevel]:
    levels: dict[int, ListLevel] = {}
    for element in style:
        stated = attributes_of(element)
        depth = _integer(stated.get("level"), 0)
        if depth:
            levels[depth] = _level(local_name(element), stated, depth)
    return levels


def _level(kind: str, stated: Mapping[str, str], depth: int) -> ListLevel:
    if not kind.endswith("level-style-number") and kind != "outline-level-style":
        return ListLevel(bullet=True)
    written = stated.get("num-format", "")
    template = stated.get("num-list-format")
    if template is None:
        shown = _integer(stated.get("display-levels"), 1)
        places = ".".join(f"%{n}%" for n in range(max(1, depth - shown + 1), depth + 1))
        template = f"{stated.get('num-prefix', '')}{places}{stated.get('num-suffix', '')}"
    return ListLevel(
        style=_NUMBER_STYLES.get(written, "decimal"),
        template=template if written else "",
        start=_integer(stated.get("start-value"), 1),
    )


def _integer(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"\d{1,6}", value) else default
