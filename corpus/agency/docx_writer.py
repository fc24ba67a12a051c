"""Word files as agencies write them, byte for byte the same on every build."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from corpus.agency.layout import AGENCY, Block, Heading, Item, Paragraph, Sheet, Table
from corpus.agency.source import HeadingStyle

__all__ = ["write_docx"]

_FONT = "Times New Roman"
_TEXT_WIDTH_CM = 16.5
_FIXED_TIME = dt.datetime(2024, 1, 2, 8, 0, 0, tzinfo=dt.UTC)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_NUMBERING_ID = "90"

_NUMBERING = """
<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/>
    <w:suff w:val="space"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/>
    <w:suff w:val="space"/><w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/></w:lvl>
</w:abstractNum>
"""
_NUMBERING_INSTANCE = """
<w:num xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    w:numId="90"><w:abstractNumId w:val="90"/></w:num>
"""


def write_docx(sheet: Sheet) -> bytes:
    """Render a sheet as a DOCX file."""
    document = Document()
    _set_styles(document)
    if sheet.headings is HeadingStyle.AUTOMATIC:
        _number_heading_styles(document)
    if sheet.headings is HeadingStyle.BOLD:
        _add_running_head(document, sheet)
    else:
        _fill_head(_add_table(document, 1, (22, 48, 30)), sheet)
    _add_title(document, sheet)
    _add_sign_off(document, sheet)
    for block in sheet.blocks:
        _add_block(document, block, sheet.headings)
    _set_properties(document, sheet)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _set_styles(document: WordDocument) -> None:
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = cast(ParagraphStyle, document.styles[name])
        style.font.name = _FONT
        style.font.size = Pt(13)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)


def _number_heading_styles(document: WordDocument) -> None:
    numbering = document.part.numbering_part.element
    first_instance = numbering.find(qn("w:num"))
    first_instance.addprevious(parse_xml(_NUMBERING))
    numbering.append(parse_xml(_NUMBERING_INSTANCE))
    for level, name in enumerate(("Heading 1", "Heading 2")):
        style = cast(ParagraphStyle, document.styles[name])
        properties = style.element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), str(level))
        properties.get_or_add_numId().set(qn("w:val"), _NUMBERING_ID)


def _add_running_head(document: WordDocument, sheet: Sheet) -> None:
    header = document.sections[0].header
    header.paragraphs[0].text = ""
    table = header.add_table(rows=1, cols=3, width=Cm(_TEXT_WIDTH_CM))
    table.style = document.styles["Table Grid"]
    _fill_head(table, sheet)


def _fill_head(table: WordTable, sheet: Sheet) -> None:
    left, middle, right = table.rows[0].cells
    left.text = AGENCY
    middle.text = sheet.heading
    right.text = f"Mã hiệu: {sheet.code}"
    for line in (f"Lần ban hành: {sheet.issue}", f"Ngày: {sheet.date}"):
        right.add_paragraph(line)
    _add_page_field(right.add_paragraph("Trang: "))
    for cell in (left, middle):
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _add_page_field(paragraph: WordParagraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _add_title(document: WordDocument, sheet: Sheet) -> None:
    for text in (sheet.heading, f"Đơn vị chủ trì: {sheet.unit}"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = text == sheet.heading


def _add_sign_off(document: WordDocument, sheet: Sheet) -> None:
    table = _add_table(document, 3, (28, 24, 24, 24))
    roles = sheet.sign_off
    rows = (
        ("Trách nhiệm", "Soạn thảo", "Xem xét", "Phê duyệt"),
        ("Chức danh", roles.drafted, roles.reviewed, roles.approved),
        ("Chữ ký", "(đã ký)", "(đã ký)", "(đã ký)"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph()


def _add_block(document: WordDocument, block: Block, style: HeadingStyle) -> None:
    if isinstance(block, Heading):
        _add_heading(document, block, style)
    elif isinstance(block, Paragraph):
        document.add_paragraph(block.text)
    elif isinstance(block, Item):
        document.add_paragraph(f"- {block.text}")
    else:
        _add_ruled_table(document, block)


def _add_heading(document: WordDocument, heading: Heading, style: HeadingStyle) -> None:
    if style is HeadingStyle.BOLD:
        document.add_paragraph().add_run(heading.label).bold = True
    elif style is HeadingStyle.AUTOMATIC:
        document.add_heading(heading.text, level=heading.level)
    else:
        document.add_heading(heading.label, level=heading.level)


def _add_ruled_table(document: WordDocument, block: Table) -> None:
    table = _add_table(document, 1 + len(block.rows), block.widths)
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row, texts in zip(table.rows[1:], block.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph()


def _add_table(document: WordDocument, rows: int, widths: tuple[int, ...]) -> WordTable:
    table: WordTable = document.add_table(rows=rows, cols=len(widths))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for column, share in zip(table.columns, widths, strict=True):
        width = Cm(_TEXT_WIDTH_CM * share / 100)
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _set_properties(document: WordDocument, sheet: Sheet) -> None:
    properties = document.core_properties
    properties.title = sheet.heading
    properties.author = AGENCY
    properties.last_modified_by = AGENCY
    properties.comments = ""
    properties.created = properties.modified = _FIXED_TIME
    properties.revision = 1


def _with_fixed_times(archive: bytes) -> bytes:
    """Rewrite a ZIP archive with every member dated 01/01/1980."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(member))
    return target.getvalue()
