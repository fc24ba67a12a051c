"""Lists of questions: numbering, headers, columns, files that cannot be used."""

from __future__ import annotations

import io

import pytest

from assistant.training import read_pasted, read_question_file
from corpus.errors import DocumentError, TrainingError

pytestmark = pytest.mark.unit


def workbook(rows: list[list[object]], empty_first: bool = False) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    if empty_first:
        page = book.create_sheet("Danh sách")
    for row in rows:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def document(lines: list[str], table: list[list[str]]) -> bytes:
    from docx import Document

    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    if table:
        grid = paper.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("1. Ai ký?", "Ai ký?"),
        ("12) Ai ký?", "Ai ký?"),
        ("Câu 3: Ai ký?", "Ai ký?"),
        ("CÂU HỎI SỐ 14. Ai ký?", "Ai ký?"),
        ("(4) Ai ký?", "Ai ký?"),
        ("- Ai ký?", "Ai ký?"),
        ("• Ai ký?", "Ai ký?"),
        ("4.2.3 là điều gì?", "4.2.3 là điều gì?"),
        ("5 ngày là mấy giờ?", "5 ngày là mấy giờ?"),
        ("30/2020/NĐ-CP còn hiệu lực không?", "30/2020/NĐ-CP còn hiệu lực không?"),
        ("QT-02 nói gì?", "QT-02 nói gì?"),
    ],
)
def test_numbering_is_taken_off_and_numbers_that_belong_stay(line: str, question: str) -> None:
    assert read_pasted(line).questions == (question,)


def test_lines_without_letters_are_counted_and_a_heading_is_no_question() -> None:
    found = read_pasted("Danh sách câu hỏi:\n\n1. Ai ký?\n-----\n2. Khi nào?")
    assert found.questions == ("Ai ký?", "Khi nào?")
    assert found.left_out == 1


def test_workbook_by_header_wherever_it_stands() -> None:
    data = workbook(
        [["Bộ câu hỏi tập huấn"], ["TT", "Phòng", "Nội dung câu hỏi"], [1, "A", "Ai ký?"]], True
    )
    found = read_question_file("ds.xlsx", data)
    assert found == read_question_file("DS.XLSX", data)
    assert (found.questions, found.column) == (("Ai ký?",), "Nội dung câu hỏi")


def test_workbook_without_header_by_what_reads_like_questions() -> None:
    rows: list[list[object]] = [[1, "Phòng A", "Ai ký?"], [2, "Phòng B", "Khi nào họp?"]]
    assert read_question_file("ds.xlsx", workbook(rows)).questions == ("Ai ký?", "Khi nào họp?")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_any_separator(mark: str) -> None:
    lines = [["TT", "Câu hỏi", "Ghi chú"], ["1", "Ai ký?", "gấp"], ["2", "Mấy ngày?", ""]]
    text = "\n".join(mark.join(row) for row in lines)
    found = read_question_file("ds.csv", text.encode("utf-8-sig"))
    assert found.questions == ("Ai ký?", "Mấy ngày?")


def test_csv_of_one_column_keeps_its_commas() -> None:
    text = '"Ai ký, ai duyệt?"\n"Khi nào?"\n'
    assert read_question_file("a.csv", text.encode()).questions == ("Ai ký, ai duyệt?", "Khi nào?")


def test_text_in_utf16() -> None:
    assert read_question_file("a.txt", "Ai ký?".encode("utf-16")).questions == ("Ai ký?",)


def test_document_by_lines_or_by_the_column_of_its_table() -> None:
    lines = document(["Phiếu thu thập", "Câu 1: Ai ký?", "Câu 2: Khi nào?"], [])
    assert read_question_file("a.docx", lines).questions == ("Ai ký?", "Khi nào?")
    table = document(["Phiếu"], [["TT", "Câu hỏi"], ["1", "Ai ký?"]])
    assert read_question_file("a.docx", table).questions == ("Ai ký?",)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF", "XLSX, CSV, DOCX hoặc TXT"),
        ("a.txt", b"\n \n", "không có câu hỏi nào"),
        ("a.txt", ("Ai?\n" * 2001).encode(), "2001 câu"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, data: bytes, words: str) -> None:
    with pytest.raises(TrainingError, match=words):
        read_question_file(name, data)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_damaged_package_is_refused(name: str) -> None:
    with pytest.raises(DocumentError):
        read_question_file(name, b"PK\x03\x04" + b"x" * 100)
