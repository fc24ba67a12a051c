"""Native PDF files with a running head, byte for byte the same on every build."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fontpkg_be_vietnam_pro import ROOT
from fpdf import FPDF

from corpus.agency.layout import AGENCY, Block, Heading, Item, Paragraph, Sheet, Table

__all__ = ["FIXED_TIME", "SANS_SERIF", "write_pdf"]

FIXED_TIME = dt.datetime(2024, 1, 2, 8, 0, 0, tzinfo=dt.UTC)
"""Creation date that every built PDF carries."""

SANS_SERIF = ROOT / "files" / "BeVietnamPro"
"""Typeface of the files with a text layer, as the path of its font files up to "-Regular"."""

_FAMILY = "text"
"""Name that the writer gives to whichever typeface it was told to use."""
_LINE_MM = 6.0


def write_pdf(sheet: Sheet, typeface: Path = SANS_SERIF) -> bytes:
    """Render a sheet as an A4 PDF with a text layer."""
    pdf = _new_file(sheet, typeface)
    pdf.set_font(_FAMILY, "B", 13)
    pdf.multi_cell(0, 8, sheet.heading, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(_FAMILY, "", 11)
    pdf.multi_cell(0, 7, f"Đơn vị chủ trì: {sheet.unit}", align="C", new_x="LMARGIN", new_y="NEXT")
    roles = sheet.sign_off
    _write_table(
        pdf,
        Table(
            header=("Trách nhiệm", "Soạn thảo", "Xem xét", "Phê duyệt"),
            rows=(
                ("Chức danh", roles.drafted, roles.reviewed, roles.approved),
                ("Chữ ký", "(đã ký)", "(đã ký)", "(đã ký)"),
            ),
            widths=(28, 24, 24, 24),
        ),
    )
    for block in sheet.blocks:
        _write_block(pdf, block)
    return bytes(pdf.output())


def _new_file(sheet: Sheet, typeface: Path) -> FPDF:
    class HeadedFile(FPDF):
        """A file whose pages carry the agency's control head and a page number."""

        def header(self) -> None:
            self.set_font(_FAMILY, "", 9)
            right = f"Mã hiệu: {sheet.code} | Lần ban hành: {sheet.issue} | Ngày: {sheet.date}"
            self.cell(40, 6, AGENCY)
            self.cell(0, 6, right, align="R", new_x="LMARGIN", new_y="NEXT")
            self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
            self.ln(3)

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font(_FAMILY, "", 9)
            self.cell(0, 6, f"Trang {self.page_no()}/{{nb}}", align="C")

    pdf = HeadedFile(format="A4")
    pdf.set_creation_date(FIXED_TIME)
    pdf.set_title(sheet.heading)
    pdf.set_author(AGENCY)
    pdf.set_lang("vi")
    for style, face in (("", "Regular"), ("B", "Bold")):
        pdf.add_font(_FAMILY, style, typeface.with_name(f"{typeface.name}-{face}.ttf"))
    pdf.set_margins(25, 20, 20)
    pdf.set_auto_page_break(auto=True, margin=20)
    pdf.add_page()
    return pdf


def _write_block(pdf: FPDF, block: Block) -> None:
    if isinstance(block, Table):
        _write_table(pdf, block)
        return
    if isinstance(block, Heading):
        pdf.ln(2)
        _write_text(pdf, block.label, bold=True)
    elif isinstance(block, Item):
        _write_text(pdf, f"- {block.text}")
    elif isinstance(block, Paragraph):
        _write_text(pdf, block.text)


def _write_text(pdf: FPDF, text: str, *, bold: bool = False) -> None:
    pdf.set_font(_FAMILY, "B" if bold else "", 11)
    pdf.multi_cell(0, _LINE_MM, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(1)


def _write_table(pdf: FPDF, block: Table) -> None:
    pdf.ln(2)
    pdf.set_font(_FAMILY, "", 10)
    with pdf.table(col_widths=block.widths, line_height=5.5, text_align="LEFT") as table:
        table.row(block.header)
        for row in block.rows:
            table.row(row)
    pdf.ln(2)
