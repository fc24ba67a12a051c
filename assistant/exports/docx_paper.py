"""A paper as DOCX, on an agency's template where there is one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.exports.docx_fields import (
    add_bookmark,
    add_contents,
    add_page_break,
    add_page_number,
    add_shade,
    line_width,
)
from assistant.exports.docx_typography import set_typography, shrink_runs, use_style
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
from assistant.exports.wording import printable, quoted, source_line
from corpus.errors import ExportError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph

__all__ = ["write_docx"]

_NOTE_POINTS = 11
_GREY = "5C6B6E"
_LIST_CM = 0.75
_SHADE = "EEF4F4"


def write_docx(paper: Paper, template: bytes | None = None) -> bytes:
    """Return `paper` as a DOCX file.

    `template` is a DOCX file of the agency: its page, header, footer and styles stay, the
    paper follows what it prints. Raises `ExportError` where it cannot be opened.
    """
    document = _open(template)
    for style in ("Normal", "Title", "Subtitle", "Quote", "List Bullet"):
        use_style(document, style)
    if template is None:
        set_typography(document, compact=paper.compact)
    _write_head(document, paper)
    for number, block in enumerate(paper.blocks):
        _write(document, block, number)
    if paper.compact and template is None:
        shrink_runs(document)
    if template is None:
        add_page_number(document)
    document.core_properties.title = printable(paper.title)
    document.core_properties.author = ""
    document.core_properties.language = "vi-VN"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _open(template: bytes | None) -> Document:
    import zipfile

    from docx import Document as open_document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return open_document(io.BytesIO(template) if template is not None else None)
    except (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ExportError(
            "Mẫu DOCX không mở được. Hãy lưu lại mẫu bằng Word dưới dạng .docx rồi tải lên."
        ) from error


def _write_head(document: Document, paper: Paper) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    title = document.add_paragraph(printable(paper.title), style="Title")
    if paper.cover:
        title.paragraph_format.space_before = Pt(180)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    lines = [(paper.subtitle, "Subtitle")] if paper.subtitle else []
    lines += [(fact, "Normal") for fact in paper.facts]
    for text, style in lines:
        line = document.add_paragraph(printable(text), style=style)
        if paper.cover:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if paper.cover:
        add_page_break(document)
    if paper.contents:
        headings = [
            (number, block)
            for number, block in enumerate(paper.blocks)
            if isinstance(block, Heading)
        ]
        add_contents(document, headings)


def _write(document: Document, block: Block, number: int) -> None:
    match block:
        case Heading(text, level):
            heading = document.add_paragraph(
                printable(text), style=use_style(document, f"Heading {level}")
            )
            heading.paragraph_format.keep_with_next = True
            add_bookmark(heading, number)
        case Paragraph(text, emphasis, keep):
            _write_paragraph(document, text, emphasis).paragraph_format.keep_with_next = keep
        case Quotation():
            words = document.add_paragraph(quoted(block), style="Quote")
            words.paragraph_format.keep_with_next = True
            _write_paragraph(document, source_line(block), "note")
        case Bullets(items, ordered):
            _write_list(document, items, ordered=ordered)
        case Table(header, rows, widths):
            _write_table(document, header, rows, widths)
        case PageBreak():
            add_page_break(document)


def _write_list(document: Document, items: Sequence[str], *, ordered: bool) -> None:
    from docx.shared import Cm, Pt

    for number, item in enumerate(items, 1):
        if not ordered:
            document.add_paragraph(printable(item), style="List Bullet")
            continue
        # The number is text: Word would count on through all lists of the paper.
        line = document.add_paragraph(f"{number}.\t{printable(item)}", style="Normal")
        line.paragraph_format.left_indent = Cm(_LIST_CM)
        line.paragraph_format.first_line_indent = Cm(-_LIST_CM)
        line.paragraph_format.space_after = Pt(0)


def _write_paragraph(document: Document, text: str, emphasis: str) -> DocxParagraph:
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph(style="Normal")
    run = paragraph.add_run(printable(text))
    run.bold = emphasis == "strong"
    if emphasis == "note":
        run.font.size = Pt(_NOTE_POINTS)
        run.font.color.rgb = RGBColor.from_string(_GREY)
    return paragraph


def _write_table(
    document: Document,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Emu, Pt

    table = document.add_table(rows=1, cols=len(header))
    if "Table Grid" in [style.name for style in document.styles]:
        table.style = "Table Grid"
    table.autofit = False
    line = line_width(document)
    shares = list(widths) or [1.0] * len(header)
    lengths = [Emu(int(line * share / sum(shares))) for share in shares]
    for column, length in zip(table.columns, lengths, strict=True):
        column.width = length
    for values in (header, *rows):
        cells = table.rows[0].cells if values is header else table.add_row().cells
        for cell, value, length in zip(cells, values, lengths, strict=True):
            cell.width = length
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(printable(value))
            run.bold, run.font.size = values is header, Pt(_NOTE_POINTS)
    for cell in table.rows[0].cells:
        add_shade(cell, _SHADE)
    # Word repeats the first row on each page, and keeps a row whole, only where told to.
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph(style="Normal")
