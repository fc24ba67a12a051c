from __future__ import annotations

from pathlib import Path

import pytest

from corpus.abbreviations import expand, load_abbreviations, short_forms
from corpus.errors import RegisterError
from corpus.text import syllables

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


def test_what_is_spelled_out_leads_to_its_abbreviation() -> None:
    found = list(
        short_forms(syllables("phạm vi Hệ thống quản lý chất lượng"), load_abbreviations())
    )
    assert found == ["HTQLCL"]


def test_an_agency_gives_its_own_meaning(tmp_path: Path) -> None:
    (tmp_path / "abbreviations.yaml").write_text(
        "abbreviations:\n  KN: kiến nghị\n  PCM: phòng chuyên môn\n", encoding="utf-8"
    )
    registered = load_abbreviations((tmp_path,))
    assert expand("PCM nhận KN của UBND", registered) == (
        "phòng chuyên môn nhận kiến nghị của ủy ban nhân dân"
    )


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "abbreviations.yaml").write_text("abbreviations:\n  KN:\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"abbreviations\.yaml, dòng 2:"):
        load_abbreviations((tmp_path,))
