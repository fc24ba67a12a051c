"""A paper as PDF, without any program beside Python, in the font of the pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from assistant.exports.model import (
    Block,
    Bullets,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Quotation,
    Table,
)
from assistant.exports.wording import CONTENTS, printable, quoted, source_line

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Flowable

__all__ = ["write_pdf"]

_FAMILY = "BeVietnamPro"
_FACES = {
    "": "BeVietnamPro-Regular.ttf",
    "-Bold": "BeVietnamPro-SemiBold.ttf",
    "-Italic": "BeVietnamPro-Italic.ttf",
}
_INK, _GREY, _RULE, _SHADE = "#1A2B2E", "#5C6B6E", "#C9D4D4", "#EEF4F4"
_MM = 72 / 25.4
_LEFT, _RIGHT, _EDGE = 30 * _MM, 20 * _MM, 20 * _MM  # margins of state papers, points
_CLOSE_LEFT, _CLOSE_EDGE = 20 * _MM, 15 * _MM  # of a compact paper
_POINTS = 10.5
_SCALES = (0.95, 0.9, 0.85, 0.8)
"""Sizes tried for a compact paper, the largest that fits one page; smaller is not legible."""
_LEADING, _CLOSE_LEADING = 1.5, 1.3
_HEADINGS = {1: 15.0, 2: 12.5, 3: 11.0}


def write_pdf(paper: Paper) -> bytes:
    """Return `paper` as a PDF file of A4 pages with page numbers and an outline.

    A compact paper takes the largest type by which it fits one page, if any does.
    """
    _register_fonts()
    data = b""
    for scale in _SCALES if paper.compact else (1.0,):
        data, pages = _built(paper, scale)
        if pages == 1:
            break
    return data


def _built(paper: Paper, scale: float) -> tuple[bytes, int]:
    """Return the file in type of a scale, and how many pages it has."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import Frame, PageTemplate

    from assistant.exports.pdf_outline import OutlinedDocument

    left, edge = (_CLOSE_LEFT, _CLOSE_EDGE) if paper.compact else (_LEFT, _EDGE)
    right = _CLOSE_EDGE if paper.compact else _RIGHT
    width = A4[0] - left - right
    stream = io.BytesIO()
    document = OutlinedDocument(
        stream, pagesize=A4, title=printable(paper.title), author="", lang="vi"
    )
    frame = Frame(left, edge, width, A4[1] - 2 * edge, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_number_page))
    styles = _styles(scale, _CLOSE_LEADING if paper.compact else _LEADING)
    flow = _head(paper, styles)
    for block in paper.blocks:
        flow += _flow(block, styles, width)
    document.multiBuild(flow)
    return stream.getvalue(), int(document.page)


def _register_fonts() -> None:
    """Hand the font to reportlab; it keeps one list of fonts for the process."""
    from pathlib import Path

    from fontpkg_be_vietnam_pro import __file__ as package
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(package).parent / "files"
    known = pdfmetrics.getRegisteredFontNames()
    for suffix, file in _FACES.items():
        if f"{_FAMILY}{suffix}" not in known:
            pdfmetrics.registerFont(TTFont(f"{_FAMILY}{suffix}", folder / file))


def _styles(scale: float, leading: float) -> dict[str, ParagraphStyle]:
    from reportlab.lib.styles import ParagraphStyle

    def style(name: str, points: float, face: str = "", **more: object) -> ParagraphStyle:
        size = points * scale
        # Stacked diacritics need more room between lines than Latin letters do.
        return ParagraphStyle(
            name, fontName=f"{_FAMILY}{face}", fontSize=size, leading=size * leading, **more
        )

    styles = {
        "body": style("body", _POINTS, textColor=_INK, spaceAfter=5),
        "strong": style("strong", _POINTS, "-Bold", textColor=_INK, spaceAfter=5),
        "note": style("note", 9, textColor=_GREY, spaceAfter=6),
        "quote": style("quote", _POINTS, "-Italic", leftIndent=12, spaceAfter=1, textColor=_INK),
        "source": style("source", 9, leftIndent=12, spaceAfter=8, textColor=_GREY),
        "cell": style("cell", 9, textColor=_INK),
        "head": style("head", 9, "-Bold", textColor=_INK),
        "title": style("title", 21, "-Bold", textColor=_INK, spaceAfter=8),
        "subtitle": style("subtitle", 13, textColor=_GREY, spaceAfter=8),
    }
    for level, size in _HEADINGS.items():
        styles[f"heading{level}"] = style(
            f"heading{level}",
            size,
            "-Bold",
            textColor=_INK,
            spaceBefore=10,
            spaceAfter=4,
            keepWithNext=1,
        )
        styles[f"contents{level}"] = style(
            f"contents{level}", _POINTS, leftIndent=12 * (level - 1), textColor=_INK
        )
    return styles


def _head(paper: Paper, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    from reportlab.platypus import PageBreak as NewPage
    from reportlab.platypus import Spacer
    from reportlab.platypus.tableofcontents import TableOfContents

    flow: list[Flowable] = [Spacer(0, 70 * _MM)] if paper.cover else []
    flow.append(_text(paper.title, styles["title"]))
    if paper.subtitle:
        flow.append(_text(paper.subtitle, styles["subtitle"]))
    flow += [_text(fact, styles["note"]) for fact in paper.facts]
    if paper.cover:
        flow.append(NewPage())
    if paper.contents:
        contents = TableOfContents(dotsMinLevel=0)
        contents.levelStyles = [styles[f"contents{level}"] for level in _HEADINGS]
        flow += [_text(CONTENTS, styles["subtitle"]), contents, NewPage()]
    return flow


def _flow(block: Block, styles: dict[str, ParagraphStyle], width: float) -> list[Flowable]:
    from reportlab.platypus import KeepTogether
    from reportlab.platypus import PageBreak as NewPage

    match block:
        case Heading(text, level):
            return [_text(text, styles[f"heading{level}"])]
        case Paragraph(text, emphasis, keep):
            style = styles[emphasis or "body"]
            return [_text(text, style.clone(style.name, keepWithNext=int(keep)))]
        case Quotation():
            words = _text(quoted(block), styles["quote"])
            return [KeepTogether([words, _text(source_line(block), styles["source"])])]
        case Bullets(items, ordered):
            return [_bullets(items, ordered, styles["body"])]
        case Table(header, rows, widths):
            return [_table(header, rows, widths or [1.0] * len(header), width, styles)]
        case PageBreak():
            return [NewPage()]


def _text(text: str, style: ParagraphStyle) -> Flowable:
    """Return a paragraph; reportlab reads its text as markup, so it is escaped."""
    from reportlab.platypus import Paragraph as Flowed

    return Flowed(escape(printable(text)).replace("\n", "<br/>"), style)


def _bullets(items: Sequence[str], ordered: bool, style: ParagraphStyle) -> Flowable:
    from reportlab.platypus import ListFlowable

    return ListFlowable(
        [_text(item, style) for item in items],
        bulletType="1" if ordered else "bullet",
        bulletFontName=_FAMILY,
        bulletFontSize=_POINTS,
        start=None if ordered else "•",
        leftIndent=16,
    )


def _table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    width: float,
    styles: dict[str, ParagraphStyle],
) -> Flowable:
    from reportlab.platypus import LongTable, TableStyle

    cells = [[_text(value, styles["head"]) for value in header]]
    cells += [[_text(value, styles["cell"]) for value in row] for row in rows]
    rules = [
        ("GRID", (0, 0), (-1, -1), 0.5, _RULE),
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    lengths = [width * share / sum(widths) for share in widths]
    return LongTable(
        cells, lengths, repeatRows=1, splitInRow=1, style=TableStyle(rules), spaceAfter=8
    )


def _number_page(canvas: object, document: BaseDocTemplate) -> None:
    canvas.setFont(_FAMILY, 9)  # type: ignore[attr-defined] # reportlab is untyped
    canvas.drawCentredString(  # type: ignore[attr-defined] # reportlab is untyped
        document.pagesize[0] / 2, 10 * _MM, str(document.page)
    )
