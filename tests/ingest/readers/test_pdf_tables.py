"""Ruled tables of PDF pages: rows as rows, merged cells once, nothing lost or doubled."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from ingest.readers import read
from ingest.reading import LineRole
from ingest.structure import structure

pytestmark = pytest.mark.unit

FONT = str(files("fontpkg_be_vietnam_pro") / "files/BeVietnamPro-Regular.ttf")
STEPS = (
    ("TT", "Công việc", "Trách nhiệm", "Thời gian", "Biểu mẫu"),
    ("5.1", "Tiếp nhận hồ sơ và ghi vào sổ theo dõi của Văn phòng", "Văn thư", "02 giờ", "BM-01"),
    ("5.2", "Trình Giám đốc phê duyệt", "Trưởng phòng", "01 ngày", "BM-02"),
)


@pytest.fixture
def draw(tmp_path: Path) -> Callable[[Callable[[FPDF], None]], Path]:
    """Draw one page with the given function and return the file."""

    def make(drawing: Callable[[FPDF], None]) -> Path:
        pdf = FPDF()
        pdf.add_font("vn", fname=FONT)
        pdf.set_font("vn", size=10)
        pdf.add_page()
        drawing(pdf)
        pdf.output(str(tmp_path / "bang.pdf"))
        return tmp_path / "bang.pdf"

    return make


Draw = Callable[[Callable[[FPDF], None]], Path]


def line(pdf: FPDF, text: str) -> None:
    pdf.cell(text=text, new_x="LMARGIN", new_y="NEXT", h=8)


def table(pdf: FPDF, rows: tuple[tuple[str, ...], ...]) -> None:
    with pdf.table(first_row_as_headings=False, col_widths=(1, 4, 2, 2, 2)) as drawn:
        for cells in rows:
            row = drawn.row()
            for cell in cells:
                row.cell(cell)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_not_read_by_rows(
    draw: Draw, tmp_path: Path, turned: int
) -> None:
    upright = PdfReader(draw(lambda pdf: table(pdf, STEPS)))
    writer = PdfWriter()
    writer.add_page(upright.pages[0]).rotate(turned)
    writer.write(tmp_path / "xoay.pdf")
    assert not [line for line in read(tmp_path / "xoay.pdf").lines if line.role is LineRole.ROW]


def test_rows_keep_their_columns_between_the_lines_around_them(draw: Draw) -> None:
    def page(pdf: FPDF) -> None:
        line(pdf, "QUY TRÌNH TIẾP NHẬN HỒ SƠ")
        line(pdf, "5. NỘI DUNG")
        table(pdf, STEPS)
        line(pdf, "6. BIỂU MẪU")

    reading = read(draw(page))
    assert [(row.text, row.role) for row in reading.lines] == [
        ("QUY TRÌNH TIẾP NHẬN HỒ SƠ", LineRole.CONTENT),
        ("5. NỘI DUNG", LineRole.CONTENT),
        *((" | ".join(cells), LineRole.ROW) for cells in STEPS),
        ("6. BIỂU MẪU", LineRole.CONTENT),
    ]
    assert {row.page for row in reading.lines} == {1}
    steps = structure(reading, "quy-trinh").provisions
    assert {"5.1", "5.2"} <= {step.locator for step in steps}


def test_a_page_that_is_nothing_but_a_table_counts_as_read(draw: Draw) -> None:
    reading = read(draw(lambda pdf: table(pdf, STEPS)))
    assert reading.pages_without_text == ()
    assert len(reading.lines) == len(STEPS)


def test_merged_cells_are_said_once(draw: Draw) -> None:
    def page(pdf: FPDF) -> None:
        with pdf.table(first_row_as_headings=False) as drawn:
            row = drawn.row()
            row.cell("Phòng", rowspan=2)
            row.cell("Thời gian", colspan=2)
            row = drawn.row()
            row.cell("Trước")
            row.cell("Sau")

    assert [row.text for row in read(draw(page)).lines] == ["Phòng | Thời gian", "Trước | Sau"]


def test_frames_underlines_and_drawings_are_no_tables(draw: Draw) -> None:
    def page(pdf: FPDF) -> None:
        pdf.rect(5, 5, 200, 287)
        pdf.line(20, 30, 120, 30)
        pdf.rect(8, 8, 190, 100)
        for text in ("CỘNG HÒA XÃ HỘI", "Độc lập - Tự do", "Nội dung của văn bản."):
            line(pdf, text)
        pdf.circle(100, 200, 20)

    lines = read(draw(page)).lines
    assert [row.role for row in lines] == [LineRole.CONTENT] * 3


def test_colours_behind_words_are_no_borders(draw: Draw) -> None:
    def page(pdf: FPDF) -> None:
        pdf.set_fill_color(255, 255, 0)
        for number in range(1, 5):
            for word in (f"Điều {number}.", "Phạm vi", "áp dụng", "của quy chế"):
                pdf.cell(w=30, text=word, fill=True, h=8)
            pdf.ln(8)

    lines = read(draw(page)).lines
    assert [row.role for row in lines] == [LineRole.CONTENT] * 4
    assert lines[0].text == "Điều 1. Phạm vi áp dụng của quy chế"


def test_words_across_the_lines_of_a_drawing_are_not_torn(draw: Draw) -> None:
    def page(pdf: FPDF) -> None:
        for x in (20, 60, 100):
            pdf.line(x, 20, x, 60)
        for y in (20, 40, 60):
            pdf.line(20, y, 100, y)
        pdf.set_xy(10, 25)
        line(pdf, "Dòng chữ dài chạy ngang qua mọi nét kẻ của hình vẽ này và còn đi xa hơn nữa")

    text = read(draw(page)).text
    assert "".join(text.split()).replace("|", "").count("chạyngangqua") == 1


def test_old_encodings_in_cells_are_decoded(draw: Draw) -> None:
    old = "C¨n cø LuËt Tæ chøc ChÝnh phñ ngµy th¸ng n¨m vÒ viÖc ban hµnh quy ®Þnh"

    def page(pdf: FPDF) -> None:
        with pdf.table(first_row_as_headings=False) as drawn:
            for _ in range(4):
                row = drawn.row()
                row.cell(old)
                row.cell("Thñ tôc hµnh chÝnh")

    assert read(draw(page)).lines[0].text == (
        "Căn cứ Luật Tổ chức Chính phủ ngày tháng năm về việc ban hành quy định"
        " | Thủ tục hành chính"
    )


@pytest.mark.timeout(60)
def test_a_plan_of_thousands_of_lines_takes_no_time(draw: Draw) -> None:
    def page(pdf: FPDF) -> None:
        line(pdf, "Bản vẽ mặt bằng.")
        for n in range(3_000):
            pdf.line(10 + n % 190, 40 + n % 97, 30 + n % 170, 40 + n % 97)
            pdf.line(10 + n % 190, 40 + n % 200, 10 + n % 190, 60 + n % 200)

    path = draw(page)
    started = time.perf_counter()
    assert "Bản vẽ mặt bằng." in read(path).text
    assert time.perf_counter() - started < 20
