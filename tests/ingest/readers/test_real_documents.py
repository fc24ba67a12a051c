"""The readers on real files that nobody on the project wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.syllables import syllable_validity
from ingest.readers import read
from ingest.reading import Encoding, LineRole
from tests.foreign_words import vietnamese

pytestmark = pytest.mark.integration

ARTICLE = re.compile(r"Điều (\d+)\.")


@pytest.fixture(scope="module")
def documents(shared_data: Path) -> Path:
    return shared_data / "documents"


def articles(path: Path) -> list[int]:
    return [int(match[1]) for line in read(path).lines if (match := ARTICLE.match(line.text))]


def test_civil_code_has_every_article_at_the_start_of_a_line(documents: Path) -> None:
    assert articles(documents / "vlra__bo_luat_91_2015_QH13.docx") == list(range(1, 690))


def test_decree_with_tables(documents: Path) -> None:
    path = documents / "vlra__nghi_dinh_99_2022_ND_CP.docx"
    assert articles(path) == list(range(1, 59))
    rows = [line.text for line in read(path).lines if line.role is LineRole.ROW]
    assert len(rows) > 250
    assert any(row.startswith("Mẫu số 01a | Phiếu yêu cầu") for row in rows)


@pytest.mark.parametrize(
    "name",
    [
        "vlra__bo_luat_91_2015_QH13.docx",
        "vlra__nghi_quyet_01_2020_NQ_HDTP.docx",
        "vlra__an_le_so_432021AL.pdf",
    ],
)
def test_words_are_whole(documents: Path, name: str) -> None:
    validity = read(documents / name).syllable_validity
    assert validity is not None
    assert validity > 0.99


def test_decree_whose_forms_are_printed_in_english_too(documents: Path) -> None:
    reading = read(documents / "vlra__nghi_dinh_99_2022_ND_CP.docx")
    assert "Full name" in reading.text
    validity = syllable_validity(vietnamese(reading.text))
    assert validity is not None
    assert validity >= 0.97


def test_native_pdf(documents: Path) -> None:
    reading = read(documents / "vlra__an_le_so_432021AL.pdf")
    assert reading.pages == 6
    assert reading.pages_without_text == ()
    furniture = [line.text for line in reading.lines if line.role is LineRole.FURNITURE]
    assert furniture == ["1", "2", "3", "4", "5", "6"]
    joined = "nguyên đơn là Ngân hàng A với bị đơn là bà Nguyễn Thị L"
    assert any(joined in line.text for line in reading.lines if line.page == 1)


def test_scan_reports_its_pages(documents: Path) -> None:
    reading = read(documents / "qlvb__275.pdf")
    assert reading.lines == ()
    assert reading.pages_without_text == (1, 2)


def test_pdf_that_one_engine_cannot_read(shared_data: Path) -> None:
    reading = read(shared_data / "legacy/tcvn3/2006-1E499_ND109veDKKD_dacotrenmucPTDNN-V.pdf")
    assert reading.pages == 30
    assert reading.pages_without_text == ()
    assert reading.encoding is Encoding.TCVN3


def test_words_torn_apart_by_one_engine_are_whole(shared_data: Path) -> None:
    reading = read(shared_data / "legacy/tcvn3/2006-16EZE_TT01.06GopvonDNNVV.pdf")
    assert "doanh nghiệp nhỏ và vừa" in reading.text
    assert "nghi ệp" not in reading.text


def test_web_page_named_doc(documents: Path) -> None:
    reading = read(documents / "qlvb__Ke_hoach_tap_huan.doc")
    assert reading.syllable_validity == 1.0
    rows = [line.text for line in reading.lines if line.role is LineRole.ROW]
    assert rows[0] == "Thứ hai 26/12/2011 | Sáng | Họp giao ban"
    assert "mso-" not in reading.text
