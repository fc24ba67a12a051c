"""The typography of a DOCX that is made without an agency's template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.exports.docx_fields import remove_border

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

__all__ = ["set_typography", "shrink_runs", "use_style"]

_FONT = "Times New Roman"  # the font of state papers (Decree 30/2020, annex I)
_BODY_POINTS = 13
_HEADING_POINTS = {1: 16, 2: 14, 3: 13}
_COMPACT = 0.77  # of the usual sizes
_INK = "1A2B2E"


def use_style(document: Document, name: str) -> str:
    """Return the name of a paragraph style, made where a template lacks it."""
    from docx.enum.style import WD_STYLE_TYPE

    if name not in [style.name for style in document.styles]:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    return name


def set_typography(document: Document, *, compact: bool) -> None:
    """Set page, fonts and spacing; `compact` sets them small and close."""
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    points = {"Normal": _BODY_POINTS, "Title": 22, "Subtitle": 14, "Quote": _BODY_POINTS}
    points |= {f"Heading {level}": size for level, size in _HEADING_POINTS.items()}
    scale = _COMPACT if compact else 1.0
    for name, size in points.items():
        _set_font(document.styles[use_style(document, name)], size * scale)
    body = document.styles["Normal"].paragraph_format
    body.space_after, body.line_spacing = Pt(6), 1.25
    quote = document.styles["Quote"].paragraph_format
    quote.left_indent, quote.space_after = Cm(0.75), Pt(2)
    if compact:
        section.left_margin, section.right_margin = Cm(2), Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(1.5)
        body.space_after, body.line_spacing = Pt(1.5), 1.0
        for level in _HEADING_POINTS:
            document.styles[f"Heading {level}"].paragraph_format.space_before = Pt(5)
    title = document.styles["Title"]
    title.font.bold = True
    remove_border(title.element)


def shrink_runs(document: Document) -> None:
    """Scale the sizes that stand in the text itself; those of styles are small already."""
    from docx.shared import Pt

    tables = (p for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs)
    for paragraph in (*document.paragraphs, *tables):
        for run in paragraph.runs:
            if run.font.size is not None:
                run.font.size = Pt(run.font.size.pt * _COMPACT)


def _set_font(style: ParagraphStyle, points: float) -> None:
    """Set the font for every script: Word takes accented letters from more than one slot."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name = _FONT
    style.font.size = Pt(points)
    style.font.color.rgb = RGBColor.from_string(_INK)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), _FONT)
