"""PDF files: pages, wrapped paragraphs, furniture, pages without text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from ingest.readers import pdf, read
from ingest.readers.furniture import furniture
from ingest.reading import LineRole

pytestmark = pytest.mark.unit

MakePdf = Callable[..., Path]

WRAPPED = [
    "Điều 1. Phạm vi áp dụng",
    "Quy trình này áp dụng cho mọi phòng, ban thuộc Sở Mẫu khi tiếp nhận hồ sơ của",
    "Ủy ban nhân dân cấp xã và của công dân nộp trực tiếp tại bộ phận một cửa hoặc qua bưu",
    "chính công ích.",
    "a) Hồ sơ giấy;",
    "b) Hồ sơ điện tử nộp qua cổng dịch vụ công theo quy định tại khoản 2",
    "Điều 5 của quy trình này.",
    "Điều 2. Trách nhiệm",
]


def test_paragraphs_are_joined_and_headings_kept(make_pdf: MakePdf) -> None:
    reading = read(make_pdf([WRAPPED]))
    assert [line.text for line in reading.lines] == [
        WRAPPED[0],
        " ".join(WRAPPED[1:4]),
        WRAPPED[4],
        " ".join(WRAPPED[5:7]),
        WRAPPED[7],
    ]
    assert {line.page for line in reading.lines} == {1}
    assert reading.pages == 1


def test_running_lines_are_furniture(make_pdf: MakePdf) -> None:
    bodies = [["Nội dung một."], ["Nội dung hai."], ["Nội dung ba."]]
    pages = [
        ["Sở Mẫu - QT-01", *body, f"Trang {number}/3"]
        for number, body in enumerate(bodies, start=1)
    ]
    reading = read(make_pdf(pages))
    assert [line.text for line in reading.lines if line.role is LineRole.CONTENT] == [
        "Nội dung một.",
        "Nội dung hai.",
        "Nội dung ba.",
    ]
    first_page = [line.text for line in reading.lines if line.page == 1]
    assert first_page == ["Sở Mẫu - QT-01", "Nội dung một.", "Trang 1/3"]


def test_headings_at_page_edges_stay_content() -> None:
    pages = [[f"Điều {number}.", f"Nội dung số {'a' * number} dài."] for number in (1, 2, 3)]
    assert furniture(pages) == [frozenset()] * 3


def test_page_numbers_must_count() -> None:
    pages = [["7", "Nội dung khác nhau a"], ["3", "Nội dung b"], ["40", "Nội dung c"]]
    assert furniture(pages) == [frozenset()] * 3
    pages = [["11", "Nội dung khác nhau a"], ["12", "Nội dung b"], ["13", "Nội dung c"]]
    assert furniture(pages) == [frozenset({0})] * 3


def test_pages_without_text_are_reported(make_pdf: MakePdf) -> None:
    reading = read(make_pdf([["Trang có chữ."], None, ["Lại có chữ."], None]))
    assert reading.pages == 4
    assert reading.pages_without_text == (2, 4)


def test_too_many_pages(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGES_LIMIT", 2)
    with pytest.raises(DocumentError, match="3 trang"):
        read(make_pdf([["Một trang."]] * 3))


def test_long_files_are_read_by_one_engine(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_pdf([WRAPPED, ["Trang hai."]])
    both = read(path).lines
    monkeypatch.setattr(pdf, "TWO_OPINIONS_LIMIT", 1)
    assert read(path).lines == both
