"""Marking a quote on the picture of a PDF page."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from PIL import Image

from tests.ui.fake_engine import FONT, QUOTE, write_pdf
from ui.page_picture import Marking, draw_page, has_pages, locate

pytestmark = pytest.mark.unit


@pytest.fixture
def procedure(tmp_path: Path) -> Path:
    path = tmp_path / "qt-01.pdf"
    write_pdf(path)
    return path


def _locate(path: Path, page: int, quote: str, lead: str = "") -> tuple[list[str], Marking]:
    """The words under each rectangle, as the PDF itself reads them."""
    with pdfium.PdfDocument(path) as document:
        text = document[page - 1].get_textpage()
        rectangles, marking = locate(text, quote, lead)
        return [text.get_text_bounded(*rectangle).strip() for rectangle in rectangles], marking


def test_rectangles_cover_exactly_the_words_of_the_quote(procedure: Path) -> None:
    lines, marking = _locate(procedure, 2, QUOTE)
    assert marking is Marking.WHOLE
    assert len(lines) >= 2
    assert "".join("".join(lines).split()) == "".join(QUOTE.split())


@pytest.mark.parametrize(
    "quote",
    [
        unicodedata.normalize("NFD", QUOTE),
        QUOTE.replace(" ", "\n  "),
        QUOTE.upper(),
        QUOTE.replace("phòng", "ph\u00adòng"),
    ],
)
def test_spelling_of_spaces_and_marks_does_not_matter(procedure: Path, quote: str) -> None:
    assert _locate(procedure, 2, quote) == _locate(procedure, 2, QUOTE)


@pytest.mark.parametrize("quote", ["", "  \n", "Không có câu này trong trang", "Trưởng phòng ký"])
def test_absent_quote_is_not_marked(procedure: Path, quote: str) -> None:
    assert _locate(procedure, 2, quote) == ([], Marking.NONE)


def test_quote_that_runs_over_the_page_is_marked_from_its_beginning(procedure: Path) -> None:
    lines, marking = _locate(procedure, 2, f"{QUOTE} Thời hạn xem xét kéo sang trang sau nữa.")
    assert marking is Marking.BEGINNING
    assert "".join(lines).startswith("Trưởng phòng")


def test_words_before_decide_between_two_places(tmp_path: Path) -> None:
    path = tmp_path / "hai.pdf"
    pdf = FPDF()
    pdf.add_font("BVN", fname=FONT)
    pdf.set_font("BVN", size=13)
    pdf.add_page()
    pdf.multi_cell(0, 8, "Một: hồ sơ lưu ba năm.\n\n\n\nHai: hồ sơ lưu ba năm.")
    pdf.output(str(path))
    with pdfium.PdfDocument(path) as document:
        text = document[0].get_textpage()
        (first,), _ = locate(text, "hồ sơ lưu ba năm.", "Một:")
        (second,), _ = locate(text, "hồ sơ lưu ba năm.", "Hai:")
    assert first[1] > second[3]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_picture_is_marked_where_the_words_are(procedure: Path, rotation: int) -> None:
    with pdfium.PdfDocument(procedure) as document:
        document[1].set_rotation(rotation)
        document.save(procedure.with_name("rotated.pdf"))
    picture = draw_page(procedure.with_name("rotated.pdf"), 2, QUOTE)
    assert picture is not None
    assert picture.pages == 2
    # PDFium reads some turned pages from the last line up; then only a beginning is found.
    assert picture.marking is not Marking.NONE
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    upright = image.rotate(rotation, expand=True)
    colours = upright.getcolors(upright.width * upright.height) or []
    marked = sum(count for count, colour in colours if colour == (255, 214, 64))
    assert 0.002 < marked / (upright.width * upright.height) < 0.1
    tenth = upright.height // 10
    lower_half = upright.crop((0, 5 * tenth, upright.width, upright.height))
    assert lower_half.getextrema() == ((255, 255),) * 3


def test_huge_page_is_drawn_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    pdf = FPDF(unit="pt", format=(14_000, 20))
    pdf.add_page()
    pdf.output(str(path))
    picture = draw_page(path, 1, "x")
    assert picture is not None
    assert Image.open(io.BytesIO(picture.png)).width <= 1_300


@pytest.mark.parametrize("page", [0, 3, -1])
def test_page_that_does_not_exist_gives_nothing(procedure: Path, page: int) -> None:
    assert draw_page(procedure, page, QUOTE) is None


def test_broken_and_foreign_files_give_nothing(tmp_path: Path) -> None:
    broken, foreign = tmp_path / "broken.pdf", tmp_path / "page.pdf"
    broken.write_bytes(b"%PDF-1.7\ngarbage")
    foreign.write_bytes(b"<html></html>")
    assert has_pages(broken)
    assert draw_page(broken, 1, QUOTE) is None
    assert not has_pages(foreign)
    assert not has_pages(tmp_path / "gone.pdf")


def test_page_of_a_picture_file_is_marked_where_the_words_stand(tmp_path: Path) -> None:
    path = tmp_path / "quet.tif"
    pages = [Image.new("L", (2480, 3508), 255) for _ in range(2)]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:])
    assert has_pages(path)
    drawn = draw_page(path, 2, "", boxes=[(0.25, 0.25, 0.5, 0.3)])
    assert drawn is not None
    assert (drawn.marking, drawn.pages) == (Marking.WHOLE, 2)
    picture = Image.open(io.BytesIO(drawn.png)).convert("RGB")
    width, height = picture.size
    assert width <= 1_240
    assert picture.getpixel((round(0.4 * width), round(0.27 * height))) == (255, 214, 64)
    assert picture.getpixel((round(0.6 * width), round(0.27 * height))) == (255, 255, 255)
    assert draw_page(path, 3, "") is None
    path.write_bytes(path.read_bytes()[:100])
    assert draw_page(path, 1, "") is None
