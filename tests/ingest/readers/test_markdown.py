"""Markdown: structure without its marks, HTML as text, front matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read
from ingest.reading import LineRole, Reading

pytestmark = pytest.mark.unit


@pytest.fixture
def read_source(tmp_path: Path):  # noqa: ANN201
    def read_text(source: str) -> Reading:
        path = tmp_path / "mau.md"
        path.write_text(source, encoding="utf-8")
        return read(path)

    return read_text


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines]


def test_headings_paragraphs_and_inline_marks(read_source) -> None:  # noqa: ANN001
    reading = read_source(
        "# Điều 1. *Phạm vi* #\n\nĐoạn **một** viết\nhai dòng, xem [Điều 2](http://vi.du/x) và\n"
        "`mã` ![sơ đồ](a.png).\n\n## 5.2 Chính sách\n"
    )
    assert [(line.text, line.heading) for line in reading.lines] == [
        ("Điều 1. Phạm vi", 1),
        ("Đoạn một viết hai dòng, xem Điều 2 và mã sơ đồ.", None),
        ("5.2 Chính sách", 2),
    ]


def test_lists_keep_their_marks(read_source) -> None:  # noqa: ANN001
    source = "3. ba\n4. bốn\n   - con\n\n     đoạn hai của con\n\n1) một\n\n* sao\n"
    assert texts(read_source(source)) == [
        "3. ba", "4. bốn", "- con", "đoạn hai của con", "1) một", "- sao",
    ]  # fmt: skip


def test_legal_items_are_not_joined(read_source) -> None:  # noqa: ANN001
    source = "Điều 3. Nguyên tắc\na) Đúng hạn;\nb) Công khai\ntrên cổng.\nĐiều 4. Khác\n"
    assert texts(read_source(source)) == [
        "Điều 3. Nguyên tắc", "a) Đúng hạn;", "b) Công khai trên cổng.", "Điều 4. Khác",
    ]  # fmt: skip


def test_tables_are_rows(read_source) -> None:  # noqa: ANN001
    reading = read_source("| Bước | Việc |\n|---|---|\n| 1 | **Lập** phiếu |\n| 2 | |\n")
    assert texts(reading) == ["Bước | Việc", "1 | Lập phiếu", "2"]
    assert {line.role for line in reading.lines} == {LineRole.ROW}


def test_html_stays_text(read_source) -> None:  # noqa: ANN001
    source = "<script>alert(1)</script>\n\nMột <b onclick='x'>chữ</b> &lt;i&gt;\n"
    assert texts(read_source(source)) == [
        "<script>alert(1)</script>",
        "Một <b onclick='x'>chữ</b> <i>",
    ]


def test_code_and_quotes_are_text(read_source) -> None:  # noqa: ANN001
    source = "> Trích dẫn\n\n```\n# không phải tiêu đề\n  dòng hai\n```\n"
    reading = read_source(source)
    assert texts(reading) == ["Trích dẫn", "# không phải tiêu đề", "dòng hai"]
    assert {line.heading for line in reading.lines} == {None}


def test_front_matter(read_source) -> None:  # noqa: ANN001
    reading = read_source(
        '---\nkind: standard\ntitle: "Tiêu chuẩn: bản tóm tắt"\ncode: TCVN ISO 9001:2015\n'
        "edition: 2015\nauthor: ai đó\n---\n# Phạm vi\n"
    )
    assert reading.attributes == {
        "kind": "standard",
        "title": "Tiêu chuẩn: bản tóm tắt",
        "code": "TCVN ISO 9001:2015",
        "edition": "2015",
    }
    assert texts(reading) == ["Phạm vi"]
    assert reading.warnings == ()


@pytest.mark.parametrize(
    "front",
    ["kind: [", "a: &a [*a]\n? {", "- một", "d: 2020-99-99", "[" * 5000, "!!python/object:os.x {}"],
)
def test_wrong_front_matter_is_a_warning(read_source, front: str) -> None:  # noqa: ANN001
    reading = read_source(f"---\n{front}\n---\n\nNội dung.\n")
    assert texts(reading)[-1] == "Nội dung."
    assert reading.attributes == {}
    assert len(reading.warnings) >= 1


@pytest.mark.parametrize(
    "line", ["kind: luật lạ", "edition: 1994", "title: [a, b]", "code: ''", f"title: {'x' * 501}"]
)
def test_unusable_attributes_are_left_out(read_source, line: str) -> None:  # noqa: ANN001
    reading = read_source(f"---\n{line}\n---\nNội dung.\n")
    assert reading.attributes == {}
    assert len(reading.warnings) == 1


def test_deep_nesting_is_not_silent(read_source) -> None:  # noqa: ANN001
    reading = read_source("Đầu.\n\n" + ">" * 500 + " sâu\n\nCuối.\n")
    assert texts(reading)[0] == "Đầu."
    assert texts(reading)[-1] == "Cuối."
    assert "sâu" in texts(reading) or reading.warnings
