"""What WordprocessingML styles say about a paragraph: heading, numbering, font and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from ingest.readers.ooxml import attribute, local_name

__all__ = ["ParagraphFormat", "Styles", "font_of", "is_on", "property_of"]

_HEADING_NAME = re.compile(r"(?:heading|tiêu đề|tieu de)\s*#?\s*([1-9])\b", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|mục lục)\s*[1-9]$", re.IGNORECASE)
_OUTLINE_LEVELS = range(9)  # 9 stands for body text
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """The properties of a paragraph that matter for its text.

    `heading` counts from 1; `number` is the id of a numbering instance ("0" turns numbering
    off) and `depth` the level in it, from 0. `font` is the name of the font of its letters,
    "" where none is stated.
    """

    heading: int | None = None
    number: str | None = None
    depth: int | None = None
    hidden: bool = False
    contents: bool = False
    font: str = ""


class Styles:
    """The styles of one document, inheritance followed."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._formats: dict[str, ParagraphFormat] = {}
        self._default = ""
        self._default_font = ""
        for style in root if root is not None else ():
            if local_name(style) == "docDefaults":
                run = property_of(property_of(style, "rPrDefault"), "rPr")
                self._default_font = font_of(run) or ""
            elif local_name(style) == "style":
                name = attribute(style, "styleId") or ""
                self._elements[name] = style
                if attribute(style, "type") == "paragraph" and attribute(style, "default") == "1":
                    self._default = name

    def format_of(self, properties: etree._Element | None) -> ParagraphFormat:
        """Return the format of a paragraph with these direct properties (w:pPr)."""
        style = property_of(properties, "pStyle")
        base = self.style(attribute(style, "val") or self._default)
        if not base.font:
            base = replace(base, font=self._default_font)
        return base if properties is None else _merged(base, properties)

    def style(self, name: str) -> ParagraphFormat:
        """Return what a style, paragraph or character, amounts to; plain if unknown."""
        if name not in self._formats:
            chain = self._chain(name)
            merged = ParagraphFormat()
            for style in reversed(chain):
                merged = _merged_style(merged, style)
            self._formats[name] = merged
        return self._formats[name]

    def _chain(self, name: str | None) -> list[etree._Element]:
        """Return the style and those it is based on; a circle is cut."""
        chain: list[etree._Element] = []
        seen: set[str] = set()
        while name in self._elements and name not in seen:
            seen.add(name)
            chain.append(self._elements[name])
            name = attribute(property_of(chain[-1], "basedOn"), "val")
        return chain


def property_of(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the child of an element with this local name, None without one."""
    if element is None:
        return None
    return next((child for child in element if local_name(child) == name), None)


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Return an on/off property, None where it is not stated."""
    found = property_of(properties, name)
    return None if found is None else attribute(found, "val") not in _OFF


def font_of(properties: etree._Element | None) -> str | None:
    """Return the font that run properties (w:rPr) state, "" for one of the theme's.

    Of the fonts of a run (w:rFonts) it is the one for letters beyond ASCII.
    """
    fonts = property_of(properties, "rFonts")
    if fonts is None:
        return None
    if attribute(fonts, "hAnsiTheme") is not None:
        return ""
    stated = attribute(fonts, "hAnsi")
    return attribute(fonts, "ascii") if stated is None else stated


def _merged_style(base: ParagraphFormat, style: etree._Element) -> ParagraphFormat:
    name = attribute(property_of(style, "name"), "val") or ""
    heading = _HEADING_NAME.match(name)
    run = property_of(style, "rPr")
    hidden = is_on(run, "vanish")
    font = font_of(run)
    merged = replace(
        base,
        heading=int(heading[1]) if heading else base.heading,
        hidden=base.hidden if hidden is None else hidden,
        contents=base.contents or bool(_CONTENTS_NAME.match(name)),
        font=base.font if font is None else font,
    )
    properties = property_of(style, "pPr")
    return merged if properties is None else _merged(merged, properties)


def _merged(base: ParagraphFormat, properties: etree._Element) -> ParagraphFormat:
    outline = _integer(attribute(property_of(properties, "outlineLvl"), "val"))
    numbering = property_of(properties, "numPr")
    if outline is None and numbering is None:
        return base
    depth = _integer(attribute(property_of(numbering, "ilvl"), "val"))
    number = attribute(property_of(numbering, "numId"), "val")
    heading = base.heading
    if outline is not None:
        heading = outline + 1 if outline in _OUTLINE_LEVELS else None
    return replace(
        base,
        heading=heading,
        number=base.number if number is None else number,
        depth=base.depth if depth is None else depth,
    )


def _integer(value: str | None) -> int | None:
    return int(value) if value is not None and re.fullmatch(r"-?\d{1,9}", value) else None
