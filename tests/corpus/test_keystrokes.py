from __future__ import annotations

import unicodedata

import pytest

from corpus.keystrokes import read_keys, undo_keystrokes
from corpus.syllable_model import SyllableModel
from corpus.syllables import is_plain_syllable, spellings
from corpus.text import fold, search_form

pytestmark = pytest.mark.unit

TONES = "\u0301\u0300\u0309\u0303\u0323"
MARKS = {
    "telex": {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"},
    "vni": {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"},
}
TONE_KEYS = {"telex": "sfrxj", "vni": "12345"}
TEXTS = (
    "Kiểm soát tài liệu và hồ sơ theo điều khoản nào.",
    "Phê duyệt tài liệu như thế nào được quy định ở điều khoản.",
    "Mã số của tài liệu do văn thư cấp.",
) * 2


def typed(spelling: str, method: str, tone_last: bool) -> str:
    """The keys that write a syllable, the tone after its vowel or at the end of the word."""
    keys, tone_key = "", ""
    for char in spelling:
        decomposed = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in decomposed if mark in TONES), "")
        letter = unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else char)
        keys += MARKS[method].get(letter, letter)
        if tone:
            tone_key = TONE_KEYS[method][TONES.index(tone)]
            keys += "" if tone_last else tone_key
    return keys + (tone_key if tone_last else "")


@pytest.mark.parametrize("method", ["telex", "vni"])
@pytest.mark.parametrize("tone_last", [True, False])
def test_every_syllable_is_read_from_its_keys(method: str, tone_last: bool) -> None:
    wrong = []
    for spelling in spellings():
        keys = typed(spelling, method, tone_last)
        # Twice o is ô: the few syllables with a long o ("xoong") cannot be told from it.
        if fold(spelling) == spelling or is_plain_syllable(keys) or "oo" in fold(spelling):
            continue
        reading = read_keys(keys)
        if reading is None or reading.spelling != search_form(spelling):
            wrong.append((spelling, keys, reading))
    assert not wrong, wrong[:20]


def test_a_syllable_is_never_keys() -> None:
    assert not [s for s in spellings() if read_keys(s) or read_keys(fold(s))]


@pytest.fixture
def model() -> SyllableModel:
    return SyllableModel.learn(TEXTS)


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("kieemr soats", "kiểm soát"),
        ("kiem73 soat1", "kiểm soát"),
        ("kiem63 soat1 taif lieeuj", "kiểm soát tài liệu"),
        ("Kieemr soát tài liệu", "Kiểm soát tài liệu"),
        ("KIEEMR SOATS", "KIỂM SOÁT"),
        ("dduwowjc quy ddinhj", "được quy định"),
        ("ddieeuf khoanr nafo", "điều khoản nào"),
        ("kiểm sóat taì liệu", "kiểm soát tài liệu"),
    ],
)
def test_keystrokes_become_syllables(keys: str, meant: str, model: SyllableModel) -> None:
    assert undo_keystrokes(keys, model) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Kiểm soát tài liệu theo điều khoản nào?",
        "kiem soat tai lieu",
        "QT-01 bước 5.2, BM-01.06, 19/2014/QĐ-TTg",
        "dieu5 khoan2",
        "box max 500 file test",
        "ISO 9001 web email zoom",
        "",
    ],
)
def test_everything_else_stays(text: str, model: SyllableModel) -> None:
    assert undo_keystrokes(text, model) == text


def test_a_tone_key_alone_needs_a_neighbour_that_the_corpus_knows(model: SyllableModel) -> None:
    assert undo_keystrokes("max số tài liệu", model) == "mã số tài liệu"
    assert undo_keystrokes("max tài liệu", model) == "max tài liệu"
