"""Sidecars: attributes of a file and text for pages that have none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers import is_readable, read
from ingest.reading import LineRole, OcrPage

pytestmark = pytest.mark.unit

MakePdf = Callable[..., Path]


def add_sidecar(path: Path, text: str) -> None:
    path.with_name(f"{path.name}.yaml").write_text(text, encoding="utf-8")


def test_attributes(tmp_path: Path) -> None:
    path = tmp_path / "QT-01.txt"
    path.write_text("Nội dung.", encoding="utf-8")
    add_sidecar(path, "kind: procedure\ncode: QT-01\ntitle: Kiểm soát tài liệu\nexcerpt: true\n")
    assert read(path).attributes == {
        "kind": "procedure",
        "code": "QT-01",
        "title": "Kiểm soát tài liệu",
        "excerpt": "true",
    }


def test_days(tmp_path: Path) -> None:
    path = tmp_path / "QT-01.txt"
    path.write_text("Nội dung.", encoding="utf-8")
    add_sidecar(path, "date: 2026-01-05\neffective: 2026-02-01 08:00:00\n")
    assert read(path).attributes == {"date": "2026-01-05", "effective": "2026-02-01"}
    add_sidecar(path, "effective: tháng hai\n")
    reading = read(path)
    assert reading.attributes == {}
    assert "«effective»" in reading.warnings[0]


def test_pages_that_have_no_text(make_pdf: MakePdf) -> None:
    path = make_pdf([["Trang một."], None, None, ["Trang bốn."]])
    add_sidecar(
        path,
        "pages:\n"
        "  - {page: 1, confidence: 0.5, text: không dùng}\n"
        "  - page: 3\n    confidence: 0.93\n    text: |\n"
        "      Điều 1. Phạm vi\n      áp dụng\n",
    )
    reading = read(path)
    assert [(line.page, line.text) for line in reading.lines] == [
        (1, "Trang một."),
        (3, "Điều 1. Phạm vi áp dụng"),
        (4, "Trang bốn."),
    ]
    assert reading.ocr == (OcrPage(3, 0.93),)
    assert reading.pages_without_text == (2,)


def test_running_head_of_recognised_pages(make_pdf: MakePdf) -> None:
    path = make_pdf([["SỞ MẪU Mã hiệu: QT-10", "Trang một."], None, None])
    pages = "".join(
        f"  - page: {number}\n    confidence: 0.9\n    text: |\n"
        f"      SỞ MẪU Mã hiệu: QT-10\n      {text}\n      Trang {number}/3\n"
        for number, text in ((2, "Trang hai."), (3, "Trang ba."))
    )
    add_sidecar(path, f"pages:\n{pages}")
    lines = read(path).lines
    assert [line.text for line in lines if line.role is LineRole.FURNITURE and line.page != 1] == [
        "SỞ MẪU Mã hiệu: QT-10", "Trang 2/3", "SỞ MẪU Mã hiệu: QT-10", "Trang 3/3",
    ]  # fmt: skip
    assert [line.text for line in lines if line.role is LineRole.CONTENT and line.page != 1] == [
        "Trang hai.", "Trang ba.",
    ]  # fmt: skip


def test_recognised_pages_do_not_count_for_validity(make_pdf: MakePdf) -> None:
    path = make_pdf([["cơ quan nhà nước"] * 20, None])
    add_sidecar(path, f"pages: [{{page: 2, confidence: 0.4, text: '{'xqz ' * 300}'}}]")
    assert read(path).syllable_validity == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "pages: [{page: 0, confidence: 0.9, text: a}]",
        "pages: [{page: 2, confidence: 9, text: a}]",
        "pages: một",
        "kind: [",
        "- danh sách",
    ],
)
def test_a_wrong_sidecar_is_a_warning(make_pdf: MakePdf, text: str) -> None:
    path = make_pdf([["Trang một."], None])
    add_sidecar(path, text)
    reading = read(path)
    assert reading.pages_without_text == (2,)
    assert len(reading.warnings) == 1


def test_a_name_with_no_room_for_a_sidecar(tmp_path: Path) -> None:
    path = tmp_path / ("á" * 125 + ".txt")
    path.write_text("Nội dung.", encoding="utf-8")
    assert [line.text for line in read(path).lines] == ["Nội dung."]


def test_a_sidecar_is_no_document(tmp_path: Path) -> None:
    assert is_readable(tmp_path / "QT-01.DOCX")
    assert is_readable(tmp_path / "cũ.doc")
    assert not is_readable(tmp_path / "QT-01.docx.yaml")
    assert not is_readable(tmp_path / "~$QT-01.docx")
    assert not is_readable(tmp_path / ".QT-01.docx")
