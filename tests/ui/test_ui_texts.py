"""The catalogue of messages, and text from outside made fit to show."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import DocumentKind, Validity
from ui import messages
from ui.messages import Catalogue, Language
from ui.plain_text import clean_question, excerpt_end, excerpt_start, visible
from ui.vocabulary import CLAIM_TEXT, KINDS, STATUSES

pytestmark = pytest.mark.unit


def _every_text() -> list[Catalogue]:
    for module in pkgutil.iter_modules(messages.__path__, "ui.messages."):
        importlib.import_module(module.name)
    return [text for area in Catalogue.__subclasses__() for text in area]


@pytest.mark.parametrize("text", _every_text())
def test_message_stands_in_both_languages_with_the_same_placeholders(text: Catalogue) -> None:
    assert set(text.value._fields) == set(Language)
    names = []
    for message in text.value:
        assert message.strip() == message != ""
        names.append({name for _, name, _, _ in string.Formatter().parse(message) if name})
    assert names[0] == names[1]


def test_every_kind_and_status_has_its_sign() -> None:
    assert set(KINDS) == set(CLAIM_TEXT) == set(DocumentKind)
    assert set(STATUSES) == set(Validity)
    for signs in (KINDS, STATUSES):
        assert len({sign.symbol for sign in signs.values()}) == len(signs)
        assert len({sign.text for sign in signs.values()}) == len(signs)


def test_validity_labels_are_the_seven_of_the_contract() -> None:
    labels = [STATUSES[status].text.value.vi for status in Validity]
    assert labels == [
        "Còn hiệu lực",
        "Chưa có hiệu lực",
        "Hết hiệu lực một phần",
        "Đã bị thay thế",
        "Đã hủy bỏ",
        "Chưa thống nhất",
        "Chưa rõ",
    ]


def test_visible_shows_what_hides() -> None:
    assert visible("hợp\u202egnud.pdf\x00") == "hợp\ufffdgnud.pdf\ufffd"
    assert visible("dòng\r\nhai\tba") == "dòng\nhai\tba"


@given(st.text())
def test_visible_keeps_everything_else(text: str) -> None:
    shown = visible(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert visible(shown) == shown


@given(st.text())
def test_clean_question_is_stable(text: str) -> None:
    cleaned = clean_question(text)
    assert clean_question(cleaned) == cleaned == cleaned.strip()


def test_clean_question_composes_and_drops_controls() -> None:
    assert clean_question("  phê\u0000 duye\u0323\u0302t \u202e gì? ") == "phê duyệt gì?"


def test_excerpts_cut_between_words() -> None:
    assert excerpt_start("một hai ba", 20) == "một hai ba"
    assert excerpt_start("một hai ba", 9) == "một hai …"
    assert excerpt_end("một hai ba", 6) == "… ba"
    assert excerpt_end("một", 3) == "một"
