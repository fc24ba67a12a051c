from __future__ import annotations

import pytest

from corpus.model import Document, DocumentKind
from ingest.sisters import Sisters

pytestmark = pytest.mark.unit


def _sisters(*titles: str, kind: DocumentKind = DocumentKind.PROCEDURE) -> Sisters:
    return Sisters.of(
        [Document(str(row), title, None, kind, None, str(row)) for row, title in enumerate(titles)]
    )


def test_a_title_that_says_more_than_another_one_is_a_special_case_of_it() -> None:
    found = _sisters(
        "Quy trình đăng ký lại khai sinh có yếu tố nước ngoài",
        "Quy trình đăng ký khai sinh",
        "Đăng ký lại khai sinh",
        "Thủ tục cấp bản sao trích lục khai sinh",
        "Khai sinh đăng ký",
    )
    assert found.qualifiers.tolist() == [2, 0, 1, 0, 0]


def test_titles_are_alike_by_the_syllables_that_both_have() -> None:
    found = _sisters(
        "Quy trình đăng ký kết hôn", "Thủ tục đăng ký lại kết hôn", "Quy trình tiếp công dân"
    )
    assert found.likeness.tolist() == pytest.approx([0.8, 0.8, 0])
    assert _sisters("Tiếp dân", "Tiếp dân").likeness.tolist() == [1, 1]
    assert _sisters("Tiếp dân", "Tiếp dân").qualifiers.tolist() == [0, 0]


def test_only_procedures_have_sisters() -> None:
    laws = _sisters("Luật đất đai", "Luật đất đai sửa đổi", kind=DocumentKind.LEGAL)
    assert laws.likeness.tolist() == laws.qualifiers.tolist() == [0, 0]
    assert _sisters("", "Quy trình").likeness.tolist() == [0, 0]
    assert _sisters().likeness.shape == (0,)


def test_a_word_alone_has_no_special_cases() -> None:
    assert _sisters("Thi", "Thi nâng ngạch").qualifiers.tolist() == [0, 0]
