"""The text of one WordprocessingML paragraph, as a reader of the page would see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from corpus.legacy import Run
from ingest.readers.blocks import Paragraph
from ingest.readers.docx_styles import ParagraphFormat, Styles, font_of, is_on, property_of
from ingest.readers.ooxml import attribute, local_name, opened

__all__ = ["ParagraphText", "paragraph_text"]

_SKIPPED = frozenset(
    # Tracked deletions, field codes, properties, ruby annotations.
    {"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "rt"}
)
_MARKS = {
    "tab": " ",
    "ptab": " ",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",  # a letter in TCVN3
}
_NOTES = frozenset({"footnoteReference", "endnoteReference"})


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph shows.

    `format` comes from its style and own properties; `runs` have line feeds for line breaks;
    `notes` are those it refers to, as (element name, id); `boxes` are its text boxes, to be
    read after it.
    """

    format: ParagraphFormat
    runs: Paragraph = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def paragraph_text(paragraph: etree._Element, styles: Styles) -> ParagraphText:
    """Return what a paragraph shows: insertions in, deletions and hidden text out.

    Of the alternatives for one drawing (mc:AlternateContent) only the first is read.
    """
    result = ParagraphText(styles.format_of(property_of(paragraph, "pPr")))
    hidden = result.format.hidden
    pending = [opened(paragraph)]
    while pending:
        element = next(pending[-1], None)
        if element is None:
            pending.pop()
            continue
        name = local_name(element)
        if name in _SKIPPED or (name == "r" and _is_hidden(element, styles, hidden)):
            continue
        written = (element.text or "") if name == "t" else _MARKS.get(name)
        if written is not None:
            result.runs.append(Run(written, _font(element, styles, result.format.font)))
        elif not _collect(element, name, result):
            pending.append(opened(element))
    return result


def _collect(element: etree._Element, name: str, result: ParagraphText) -> bool:
    """Put aside a text box or a note; False when the element is neither."""
    if name == "txbxContent":
        result.boxes.append(element)
    elif name in _NOTES:
        result.notes.append((name, attribute(element, "id") or ""))
    else:
        return False
    return True


def _font(text: etree._Element, styles: Styles, inherited: str) -> str:
    properties = property_of(text.getparent(), "rPr")
    direct = font_of(properties)
    if direct is not None:
        return direct
    style = attribute(property_of(properties, "rStyle"), "val")
    return (styles.style(style).font if style is not None else "") or inherited


def _is_hidden(run: etree._Element, styles: Styles, inherited: bool) -> bool:
    properties = property_of(run, "rPr")
    direct = is_on(properties, "vanish")
    if direct is not None:
        return direct
    style = attribute(property_of(properties, "rStyle"), "val")
    return inherited or (style is not None and styles.style(style).hidden)
