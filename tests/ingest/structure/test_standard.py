from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import DocumentKind, Part, ProvisionKind
from ingest.structure import Structured, breadcrumb, unit_of

pytestmark = pytest.mark.unit

Parse = Callable[..., Structured]
STANDARD = DocumentKind.STANDARD


def locators(structured: Structured) -> list[str]:
    return [p.locator for p in structured.provisions]


PRINTED = """TIÊU CHUẨN QUỐC GIA
TCVN ISO 9001:2015
HỆ THỐNG MẪU – CÁC YÊU CẦU
Lời nói đầu
Lời của người biên soạn.
4 Phần bốn
4.1 Mục thứ nhất
Nội dung ở đây, chi 4.5 triệu đồng.
4.5 triệu đồng là nhiều.
a) liệt kê;
1. Mục con của danh sách;
2. Mục con của danh sách.
4.2 Mục thứ hai
7.5 không viết hoa nên là chữ thường
4.3. Mục thứ ba
4.3.1 Mục con
5 Phần năm
5.1
Tiêu đề ở dòng sau
Nội dung.
5.3 Nhảy một số
Phụ lục A
(tham khảo)
A.1 Khái quát
Chữ.
A.2 Tiếp
Thư mục tài liệu tham khảo
[1] Một cuốn sách
"""


def test_clauses_of_a_printed_standard(parse: Parse) -> None:
    structured = parse(PRINTED)
    assert structured.kind is STANDARD
    assert (structured.code, structured.edition) == ("TCVN ISO 9001:2015", "2015")
    assert structured.title == "TCVN ISO 9001:2015 Hệ thống mẫu – các yêu cầu"
    assert locators(structured) == [
        "Mở đầu",
        "Lời nói đầu",
        "4",
        "4.1",
        "4.2",
        "4.3",
        "4.3.1",
        "5",
        "5.1",
        "5.3",
        "Phụ lục A",
        "A.1",
        "A.2",
        "Thư mục tài liệu tham khảo",
    ]
    by = {p.locator: p for p in structured.provisions}
    assert by["4.3.1"].parent == "4.3"
    assert by["5.1"].title == "Tiêu đề ở dòng sau"
    assert by["A.1"].part is Part.ANNEX
    assert by["4.1"].kind is ProvisionKind.CLAUSE
    assert structured.gaps == ("5.2 thiếu",)
    assert breadcrumb(by["4.3.1"], by) == ("4 Phần bốn", "4.3 Mục thứ ba", "4.3.1 Mục con")
    assert unit_of("4.3.1", by, STANDARD) == "4.3.1"


def test_clauses_of_a_markdown_standard(parse: Parse) -> None:
    structured = parse(
        "# TCVN ISO 9001:2008\n## 4 Phần bốn\n### 4.2 Mục hai\nChữ.\n#### 4.2.3 mục nhỏ\nChữ.\n"
        "#### Điều 4.2.4 Mục nhỏ\n## 7 Phần bảy\n### 7.1 Một",
        STANDARD,
    )
    assert locators(structured) == ["Mở đầu", "4", "4.2", "4.2.3", "4.2.4", "7", "7.1"]
    assert structured.edition == "2008"
    assert {p.locator: p.parent for p in structured.provisions}["7.1"] == "7"


def test_a_clause_printed_twice_is_kept_and_reported(parse: Parse) -> None:
    structured = parse("# 4 Một\n## 4.1 Hai\n## 4.1 Ba\n# 5 Bốn", STANDARD)
    assert locators(structured) == ["4", "4.1", "4.1 (lần 2)", "5"]
    assert structured.gaps == ("4.1 (lần 2) trùng",)


def test_contents_with_page_numbers_are_a_block(parse: Parse) -> None:
    structured = parse(
        "Mục lục\n4 Phần bốn ..... 7\n4.1 Mục một ..... 7\n4 Phần bốn\n4.1 Mục một\nChữ.", STANDARD
    )
    assert locators(structured) == ["4", "4.1"]
