"""Which lines belong to one paragraph."""

from __future__ import annotations

import pytest

from ingest.readers.wrapping import continues, line_width, rejoin

pytestmark = pytest.mark.unit

WIDTH = 60


@pytest.mark.parametrize(
    ("previous", "following"),
    [
        ("Cơ quan có trách nhiệm", "tiếp nhận hồ sơ"),
        ("theo quy định tại khoản 2", "Điều 5 của Luật này"),
        ("do Chủ tịch ký, ban hành theo", "Nghị định số 61 của Chính phủ"),
        ("Tổ chức, cá nhân nộp hồ sơ trực tiếp hoặc qua bưu chính đến", "Ủy ban nhân dân"),
        ("mười lăm tỷ đồng, trong đó vốn cấp từ ngân sách trung ương", "8.000.000.000 đồng"),
    ],
)
def test_goes_on(previous: str, following: str) -> None:
    assert continues(previous, following, WIDTH)


@pytest.mark.parametrize(
    ("previous", "following"),
    [
        ("Kết thúc câu.", "bắt đầu bằng chữ thường"),
        ("gồm các giấy tờ sau:", "bản sao quyết định"),
        ("các giấy tờ sau đây", "a) Đơn đề nghị"),
        ("các giấy tờ sau đây", "đ) Đơn đề nghị"),
        ("các giấy tờ sau đây", "- Đơn đề nghị"),
        ("Phạm vi điều chỉnh", "Điều 2. Đối tượng áp dụng"),
        ("Vì các lẽ trên,", "QUYẾT ĐỊNH"),
        ("Phạm vi", "Quy trình này áp dụng cho mọi phòng"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM - SỞ MẪU - PHÒNG MẪU SỐ", "Độc lập - Tự do"),
        ("Người nộp hồ sơ nhận kết quả tại bộ phận tiếp nhận và trả", "1.2 Trách nhiệm"),
    ],
)
def test_begins_anew(previous: str, following: str) -> None:
    assert not continues(previous, following, WIDTH)


def test_words_cut_at_the_end_of_a_line() -> None:
    assert list(rejoin(["phần mềm mana-", "gement và in-tơ-", "nét, số 12/QĐ-", "ubnd"])) == [
        "phần mềm management và in-tơ-nét, số 12/QĐ-ubnd"
    ]


def test_an_empty_line_ends_a_paragraph() -> None:
    assert list(rejoin(["một đoạn", "", "đoạn khác", ""])) == ["một đoạn", "đoạn khác"]


def test_width_needs_enough_lines() -> None:
    assert line_width(["a" * 70] * 5) is None
    assert line_width([*["a" * 70] * 9, "a"]) == 70
