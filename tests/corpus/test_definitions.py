from __future__ import annotations

import pytest

from corpus.definitions import defined_abbreviations

pytestmark = pytest.mark.unit

SECTION = "QT-20 Quy trình thử › 4 ĐỊNH NGHĨA/VIẾT TẮT\n4. ĐỊNH NGHĨA/VIẾT TẮT\n"


@pytest.mark.parametrize(
    ("line", "short", "long"),
    [
        ("- HĐKP: hành động khắc phục", "HĐKP", "hành động khắc phục"),
        ("- QMR: Đại diện lãnh đạo về chất lượng.", "QMR", "đại diện lãnh đạo về chất lượng"),
        ("1 | TTHC | Thủ tục hành chính |", "TTHC", "thủ tục hành chính"),
        ("CBCC – Cán bộ, công chức", "CBCC", "cán bộ, công chức"),
        ("4.2. “TN&TKQ” là tiếp nhận và trả kết quả", "TN&TKQ", "tiếp nhận và trả kết quả"),
    ],
)
def test_a_section_of_definitions_lists_them(line: str, short: str, long: str) -> None:
    assert defined_abbreviations([SECTION + line]) == {short: long}


def test_terms_and_names_of_standards_are_no_abbreviations() -> None:
    body = "- Hồ sơ: tập văn bản\n- ISO: tổ chức tiêu chuẩn hóa quốc tế\n- A: loại nặng nhất"
    assert defined_abbreviations([SECTION + body]) == {}


def test_a_list_elsewhere_is_not_believed() -> None:
    assert defined_abbreviations(["QT-20 › 5 NỘI DUNG\nBTP: xem phụ lục hai"]) == {}


def test_running_text_is_believed_where_the_initials_agree() -> None:
    text = (
        "Quyết định › Điều 1\nChủ tịch Ủy ban nhân dân (sau đây viết tắt là UBND) tỉnh, Bộ Khoa học"
        " và Công nghệ (KHCN) và các đoàn thể (MTTQ)."
    )
    assert defined_abbreviations([text]) == {
        "UBND": "ủy ban nhân dân",
        "KHCN": "khoa học và Công nghệ",
    }


def test_the_majority_counts_and_a_draw_leaves_it_out() -> None:
    first, second = SECTION + "- KN: khiếu nại", SECTION + "- KN: kiến nghị"
    assert defined_abbreviations([first, second]) == {}
    assert defined_abbreviations([first, second, f"{first}\n"]) == {"KN": "khiếu nại"}
