from __future__ import annotations

import pytest

from corpus.restoration import Restorer
from corpus.text import fold

pytestmark = pytest.mark.unit

TEXTS = (
    "Giám đốc phê duyệt tài liệu trước khi ban hành.",
    "Văn thư lưu hồ sơ công việc trong năm năm.",
    "Thời hạn giải quyết khiếu nại lần đầu không quá ba mươi ngày.",
    "Thời hạn lưu hồ sơ do Giám đốc quyết định trước khi hủy.",
) * 2


@pytest.fixture
def restorer() -> Restorer:
    return Restorer.learn(TEXTS)


def test_puts_diacritics_back(restorer: Restorer) -> None:
    assert restorer.restore("thoi han giai quyet khieu nai lan dau") == (
        "thời hạn giải quyết khiếu nại lần đầu"
    )


def test_keeps_case_numbers_and_punctuation(restorer: Restorer) -> None:
    assert restorer.restore("Giam doc phe duyet 5.2?") == "Giám đốc phê duyệt 5.2?"


def test_leaves_accented_questions_and_unknown_words_alone(restorer: Restorer) -> None:
    assert restorer.restore("Giám đốc ban hành văn bản") == "Giám đốc ban hành văn bản"
    assert restorer.restore("xyz covid") == "xyz covid"
    assert restorer.restore("") == ""


def test_half_stripped_keeps_what_was_typed(restorer: Restorer) -> None:
    assert restorer.restore("thoi hạn giai quyet khieu nại") == "thời hạn giải quyết khiếu nại"


def test_survives_storage(restorer: Restorer) -> None:
    again = Restorer(**restorer.as_json())
    for text in TEXTS:
        assert again.restore(fold(text)) == restorer.restore(fold(text))
