from __future__ import annotations

import pytest

from corpus.abbreviations import expand, load_abbreviations

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "written_out"),
    [
        ("ĐGNB phải có chương trình năm ko", "đánh giá nội bộ phải có chương trình năm không"),
        ("Hs để ở đâu", "hồ sơ để ở đâu"),
        ("điều khoản nào, đk mấy?", "điều khoản nào, điều khoản mấy?"),
    ],
)
def test_abbreviations_are_written_out(typed: str, written_out: str) -> None:
    assert expand(typed, load_abbreviations()) == written_out


@pytest.mark.parametrize(
    "text", ["bước 5.2 QT-01", "Nghị định 30/2020/NĐ-CP", "kh ở đây không phải kế hoạch", "VT.01"]
)
def test_codes_and_small_letters_are_left_alone(text: str) -> None:
    assert expand(text, load_abbreviations()) == text
