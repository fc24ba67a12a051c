from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import clean, fold, has_diacritics, search_form, sentences, syllables

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà giải", "hòa giải"),
        ("thuỷ lợi", "thủy lợi"),
        ("khoẻ mạnh", "khỏe mạnh"),
        ("QUÝ", "quý"),
        (unicodedata.normalize("NFD", "Điều khoản"), "điều khoản"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert search_form(one) == search_form(other)


def test_tone_placement_leaves_other_words_alone() -> None:
    assert search_form("hoàn toàn, quý, thuyền") == "hoàn toàn, quý, thuyền"


def test_clean_drops_what_cannot_be_seen() -> None:
    assert clean("Điều\u00a05\u200b.\u00ad Phê\u202e duyệt\r\nxong") == "Điều 5. Phê duyệt\nxong"


@given(st.text())
def test_clean_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_fold_strips_every_mark() -> None:
    assert fold("ĐIỀU khoản Ưu tiên") == "dieu khoan uu tien"
    assert has_diacritics("phê duyet") and not has_diacritics("phe duyet 5.2")


def test_numbers_of_clauses_and_documents_are_one_token() -> None:
    tokens = syllables("Điều 7.5.3, QĐ 19/2014/QĐ-TTg và QT-01")
    assert tokens == ["điều", "7.5.3", "qđ", "19/2014/qđ-ttg", "và", "qt-01"]


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = "Điều 4. Phê duyệt\n1. Giám đốc duyệt trong 02 ngày. Theo Điều 5. Văn thư lưu; gửi."
    assert [text[a:b] for a, b in sentences(text)] == [
        "Điều 4. Phê duyệt",
        "1. Giám đốc duyệt trong 02 ngày.",
        "Theo Điều 5. Văn thư lưu; gửi.",
    ]


@given(st.text(alphabet="Aá .;\n1?“”", max_size=200))
def test_sentences_cover_all_that_is_not_space(text: str) -> None:
    spans = sentences(text)
    assert "".join(text[a:b] for a, b in spans).split() == "".join(text.split()).split() or (
        "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    )
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
