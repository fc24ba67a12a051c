"""Parts of WordprocessingML that python-docx has no words for (ECMA-376, part 1, 17.16)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.exports.model import Heading
from assistant.exports.wording import CONTENTS, printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.styles import CT_Style
    from docx.shared import Length
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

__all__ = [
    "add_bookmark",
    "add_contents",
    "add_page_break",
    "add_page_number",
    "add_shade",
    "line_width",
    "remove_border",
]

_USUAL_LINE_CM = 16  # A4 between the margins of state papers
_INDENT_CM = 0.75  # per level of a heading in the table of contents
_NUMBERS_CM = 1.25  # room for page numbers that no entry runs into


def add_bookmark(paragraph: Paragraph, number: int) -> None:
    """Name the paragraph so that the table of contents can lead to it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _bookmark(number))
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def add_contents(document: Document, headings: Sequence[tuple[int, Heading]]) -> None:
    """Write the table of contents, `headings` with their bookmarks' numbers.

    The entries are there from the start, each a link with the page number as a field; a
    word processor that updates fields replaces the whole by its own.
    """
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm, Pt

    title = document.add_paragraph(style="Normal").add_run(CONTENTS)
    title.bold, title.font.size = True, Pt(16)
    line = line_width(document)
    for number, heading in headings:
        entry = document.add_paragraph(style="Normal")
        entry.paragraph_format.space_after = Pt(2)
        entry.paragraph_format.left_indent = Cm(_INDENT_CM * (heading.level - 1))
        entry.paragraph_format.right_indent = Cm(_NUMBERS_CM)
        entry.paragraph_format.tab_stops.add_tab_stop(
            line, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )
        _add_link(entry, number, printable(heading.text))
    add_page_break(document)


def add_page_number(document: Document) -> None:
    """Write the page number into the footer."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(footer._p, "PAGE", "1")


def add_page_break(document: Document) -> None:
    """Begin a new page."""
    from docx.enum.text import WD_BREAK

    document.add_paragraph(style="Normal").add_run().add_break(WD_BREAK.PAGE)


def add_shade(cell: _Cell, colour: str) -> None:
    """Shade a cell; `colour` is RGB, six hexadecimal digits."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def remove_border(style: CT_Style) -> None:
    """Take the lines around the paragraphs of a style away."""
    for border in style.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)


def line_width(document: Document) -> Length:
    """Return the width between the margins of the last section, in EMU."""
    from docx.shared import Cm, Emu

    section = document.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if width is None or left is None or right is None:
        return Cm(_USUAL_LINE_CM)
    return Emu(width - left - right)


def _bookmark(number: int) -> str:
    return f"_muc{number}"


def _add_link(paragraph: Paragraph, number: int, text: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _bookmark(number))
    link.set(qn("w:history"), "1")
    _add_run(link, text)
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:tab"))
    link.append(run)
    _add_field(link, f"PAGEREF {_bookmark(number)} \\h", "…")
    paragraph._p.append(link)


def _add_run(parent: object, text: str) -> None:
    from docx.oxml import OxmlElement

    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    parent.append(run)  # type: ignore[attr-defined] # an lxml element, untyped


def _add_field(parent: object, instruction: str, result: str) -> None:
    """Add a field with the result that stands until a word processor computes it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.set(qn("w:dirty"), "true")
    _add_run(field, result)
    parent.append(field)  # type: ignore[attr-defined] # an lxml element, untyped
