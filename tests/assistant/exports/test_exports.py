"""Papers, decks and workbooks, opened again by the libraries that read such files."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from assistant.exports import (
    Bullets,
    Deck,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Quotation,
    Sheet,
    Slide,
    Table,
    write_docx,
    write_pdf,
    write_pptx,
    write_xlsx,
)
from assistant.exports.wording import long_date
from corpus.errors import ExportError

pytestmark = pytest.mark.unit

_QUOTE = Quotation("Trưởng phòng xem xét.", "QT-01, mục 5.4", "Còn hiệu lực", "Chưa đối chiếu.")
_PAPER = Paper(
    title="Kiểm soát <tài liệu> & hồ sơ",
    subtitle="Dành cho bộ phận một cửa",
    facts=("Sở Mẫu", "ngày 02 tháng 11 năm 2026"),
    blocks=(
        Heading("Điều 7.5.2 Tạo lập và cập nhật"),
        Paragraph("Ai phê duyệt?\x00\u202e <b>không phải chữ đậm</b>", "strong"),
        _QUOTE,
        Heading("Nhánh", 3),
        Bullets(("Một", "Hai"), ordered=True),
        Table(("Bước", "Thời hạn"), tuple((f"Bước {n}", "2 ngày") for n in range(60)), (3, 1)),
        PageBreak(),
        Heading("Phụ lục", 2),
        Quotation("Lời đã sửa.", "QT-02, mục 5.1", "Đã bị thay thế", edited=True),
    ),
    cover=True,
    contents=True,
)


def test_docx_holds_all_words_once_opened_again() -> None:
    document = open_docx(io.BytesIO(write_docx(_PAPER)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Kiểm soát <tài liệu> & hồ sơ" in text
    assert "Ai phê duyệt? <b>không phải chữ đậm</b>" in text
    assert "“Trưởng phòng xem xét.”" in text
    assert "QT-01, mục 5.4 · Còn hiệu lực · Chưa đối chiếu." in text
    assert "“Lời đã sửa.” (đã biên tập)" in text
    assert document.tables[0].cell(60, 0).text == "Bước 59"
    headings = [
        p.text for p in document.paragraphs if ((p.style and p.style.name) or "")[:4] == "Head"
    ]
    assert headings == ["Điều 7.5.2 Tạo lập và cập nhật", "Nhánh", "Phụ lục"]


def test_docx_contents_lead_to_the_headings() -> None:
    body = open_docx(io.BytesIO(write_docx(_PAPER))).element.body
    targets = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert targets == marks
    assert len(set(targets)) == 3


def test_docx_template_keeps_what_it_prints() -> None:
    template = open_docx()
    template.sections[0].header.paragraphs[0].text = "SỞ MẪU"
    template.add_paragraph("Phần đầu của mẫu")
    stream = io.BytesIO()
    template.save(stream)
    document = open_docx(io.BytesIO(write_docx(_PAPER, stream.getvalue())))
    assert document.sections[0].header.paragraphs[0].text == "SỞ MẪU"
    assert document.paragraphs[0].text == "Phần đầu của mẫu"
    assert document.paragraphs[1].text == "Kiểm soát <tài liệu> & hồ sơ"


@pytest.mark.parametrize("template", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0 Word 97"])
def test_template_that_cannot_be_opened_is_named(template: bytes) -> None:
    with pytest.raises(ExportError, match="Mẫu DOCX"):
        write_docx(_PAPER, template)
    with pytest.raises(ExportError, match="Mẫu PPTX"):
        write_pptx(Deck("Tập huấn", ()), template)


def test_pdf_has_its_words_outline_and_page_numbers() -> None:
    reader = PdfReader(io.BytesIO(write_pdf(_PAPER)))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    text = " ".join(pages)
    assert "Kiểm soát <tài liệu> & hồ sơ" in pages[0]
    assert "Mục lục" in pages[1]
    assert "Điều 7.5.2 Tạo lập và cập nhật" in pages[1]
    assert "<b>không phải chữ đậm</b>" in text
    assert "“Trưởng phòng xem xét.”" in text
    assert "QT-01, mục 5.4 · Còn hiệu lực · Chưa đối chiếu." in text
    assert text.count("Bước Thời hạn") >= 2, "the header repeats on each page of the table"
    assert pages[-1].startswith(f"{len(pages)} ")
    assert reader.outline
    assert reader.metadata is not None
    assert reader.metadata.title == _PAPER.title


def test_pdf_of_two_papers_in_one_process_is_the_same_twice() -> None:
    texts = [
        [page.extract_text() for page in PdfReader(io.BytesIO(write_pdf(_PAPER))).pages]
        for _ in range(2)
    ]
    assert texts[0] == texts[1]


def test_deck_has_a_slide_each_and_citations_in_the_notes() -> None:
    deck = Deck(
        "Tập huấn", (Slide("Ai phê duyệt?", ("Điều 7.5.2", "x" * 2_000), "[1] QT-01"),), "Sở Mẫu"
    )
    slides = list(Presentation(io.BytesIO(write_pptx(deck))).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title]
    assert titles == ["Tập huấn", "Ai phê duyệt?"]
    assert slides[1].has_notes_slide
    frame = slides[1].notes_slide.notes_text_frame
    assert frame is not None
    assert frame.text == "[1] QT-01"


def test_deck_on_a_template_keeps_its_slides_in_front() -> None:
    template = write_pptx(Deck("Mẫu của Sở", ()))
    slides = Presentation(io.BytesIO(write_pptx(Deck("Tập huấn", ()), template))).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title]
    assert titles == ["Mẫu của Sở", "Tập huấn"]


def test_workbook_filters_freezes_and_never_computes() -> None:
    sheet = Sheet(
        "Ma trận 2015/2008: tất cả các điều khoản",
        ("Điều", "QT-01", "Số"),
        (("7.5.2", '=HYPERLINK("x")', 3), ("+1", "@x", None)),
        tones={(0, 1): "green"},
    )
    page = load_workbook(io.BytesIO(write_xlsx([sheet]))).worksheets[0]
    assert "/" not in page.title
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:C3"
    assert [cell.data_type for row in page["A1:B3"] for cell in row] == ["s"] * 6
    assert page["B2"].value == '=HYPERLINK("x")'
    assert page["C2"].value == 3


def test_long_date_is_written_as_state_papers_do() -> None:
    assert long_date(dt.date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert long_date(dt.date(2026, 11, 22)) == "ngày 22 tháng 11 năm 2026"


def test_every_numbered_list_begins_at_one() -> None:
    paper = Paper("A", (Bullets(("Một", "Hai"), ordered=True), Bullets(("Ba",), ordered=True)))
    document = open_docx(io.BytesIO(write_docx(paper)))
    lines = [p.text for p in document.paragraphs if "\t" in p.text]
    assert lines == ["1.\tMột", "2.\tHai", "1.\tBa"]


def test_paragraph_that_is_kept_stays_with_what_follows() -> None:
    # Lines until just before the page's end, then a question that must not leave its answer.
    lines = tuple(Paragraph(f"Dòng {n}") for n in range(29))
    paper = Paper("A", (*lines, Paragraph("Câu 1", keep=True), Paragraph("Đáp án\n" * 6)))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(write_pdf(paper))).pages]
    assert len(pages) == 2
    assert [page for page in pages if "Câu 1" in page] == [p for p in pages if "Đáp án" in p][:1]
    document = open_docx(io.BytesIO(write_docx(paper)))
    kept = [p.text for p in document.paragraphs if p.paragraph_format.keep_with_next]
    assert kept == ["Câu 1"]


def test_compact_paper_takes_one_page_where_it_can() -> None:
    lines = tuple(Paragraph(f"Một dòng chữ của bài học, dòng {n}") for n in range(42))
    usual, close = Paper("A", lines), Paper("A", lines, compact=True)
    pages = [len(PdfReader(io.BytesIO(write_pdf(paper))).pages) for paper in (usual, close)]
    assert pages == [2, 1]
    sizes = [
        open_docx(io.BytesIO(write_docx(paper))).styles["Normal"].font.size
        for paper in (usual, close)
    ]
    assert sizes[0] is not None and sizes[1] is not None and sizes[1] < sizes[0]


def test_long_titles_of_slides_are_smaller() -> None:
    deck = Deck("A", (Slide("Ngắn?", ("Một",)), Slide("Dài " * 40, ("Hai",))))
    _, short, long = Presentation(io.BytesIO(write_pptx(deck))).slides
    assert short.shapes.title is not None and long.shapes.title is not None
    assert short.shapes.title.text_frame.paragraphs[0].font.size is None
    size = long.shapes.title.text_frame.paragraphs[0].font.size
    assert size is not None and size.pt < 25
