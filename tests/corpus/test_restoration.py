from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.restoration import Restorer
from corpus.text import fold, has_diacritics

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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Thời hạn giải quyêt khiếu nại", "Thời hạn giải quyết khiếu nại"),
        ("khiếuu nại lần đầu", "khiếu nại lần đầu"),
        ("hồsơ công việc", "hồ sơ công việc"),
        ("khieu nại lần đầuu", "khiếu nại lần đầu"),
        ("thoi han giai quyeet khieu nai", "thời hạn giải quyết khiếu nại"),
        ("thoi han giai quyte khieu nai", "thời hạn giải quyết khiếu nại"),
        ("luu hoso cong viec", "lưu hồ sơ công việc"),
        ("luuw hoof sow", "lưu hồ sơ"),
    ],
)
def test_one_slip_is_mended(typed: str, meant: str, restorer: Restorer) -> None:
    assert restorer.restore(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Nấu phở bò ở nhà sao cho ngon?",
        "Mai Hà Nội có mưa không?",
        "Giá vàng hôm nay bao nhiêu một lượng?",
        "Cài Zalo trên laptop thế nào?",
        "Giám đốc gửi email cho ông Lan",
        "QT-01, BM-01.06, 19/2014/QĐ-TTg, a@b.vn, hs_01",
    ],
)
def test_what_the_corpus_does_not_know_is_not_forced_into_it(
    typed: str, restorer: Restorer
) -> None:
    assert restorer.restore(typed) == typed


def test_hook_and_tilde_are_taken_for_each_other_only_on_firm_ground() -> None:
    restorer = Restorer.learn(["Sửa đổi tài liệu.", "Sửa đổi quy trình.", "Cải cách tổ chức."] * 3)
    assert restorer.restore("sữa đổi hồ sơ") == "sửa đổi hồ sơ"
    assert restorer.restore("hai phòng cãi nhau") == "hai phòng cãi nhau"


def test_abbreviations_of_the_texts_are_kept() -> None:
    restorer = Restorer.learn(["QT-20 › 4 VIẾT TẮT\n- PCM: phòng chuyên môn"])
    assert Restorer(**restorer.as_json()).abbreviations == {"PCM": "phòng chuyên môn"}


@given(st.text(max_size=60))
def test_any_text_is_borne(text: str) -> None:
    restorer = Restorer.learn(TEXTS)
    assert isinstance(restorer.restore(text), str)


@given(st.lists(st.sampled_from(" ".join(TEXTS).split()), min_size=1, max_size=12))
def test_words_of_the_corpus_with_their_marks_are_never_changed(words: list[str]) -> None:
    restorer = Restorer.learn(TEXTS)
    marked = [word for word in words if has_diacritics(word)]
    restored = restorer.restore(" ".join(marked)).split()
    assert restored == marked
