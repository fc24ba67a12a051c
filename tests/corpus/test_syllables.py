"""The grammar of syllables and the share of valid ones."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from corpus.syllables import MINIMUM_TOKENS, is_syllable, syllable_validity

pytestmark = pytest.mark.unit


WELL_FORMED = (
    "nghiêng khuỷu quyết giếng gì giữ gìn hòa hoà thủy thuỷ quý ký lý yêu yếu ấy ở ý ỉa "
    "nguyễn huỳnh quỳnh thuở khuya tuýp ngoằn ngoèo oan uyên ương ước xoong goòng buýt "
    "Điều ĐIỀU khoản Nghị quốc rượu hươu kiều nghề ghế cuốc loét quýt bướu giặc giết giấu giếm"
)
MALFORMED = (
    "cac hocc ngiêng nghà ghà kà cê gê ngê hoăt qúy giưã cuả hòan tóan họat lụât thấyy "
    "hµng ®iÒu thµnh Ñieàu ngöôøi vaên ban1 tp security đuợc bạc̀ iêu boa uơng yn a-b q"
)


@pytest.mark.parametrize("token", WELL_FORMED.split())
def test_well_formed(token: str) -> None:
    assert is_syllable(token)


@pytest.mark.parametrize("token", MALFORMED.split())
def test_malformed(token: str) -> None:
    assert not is_syllable(token)


@pytest.mark.parametrize("stop", ["p", "t", "c", "ch"])
def test_a_stop_takes_only_two_tones(stop: str) -> None:
    allowed = [mark for mark in "\u0300\u0301\u0309\u0303\u0323" if _is_toned(f"a{mark}{stop}")]
    assert allowed == ["\u0301", "\u0323"]
    assert not is_syllable(f"a{stop}")


def _is_toned(decomposed: str) -> bool:
    return is_syllable(unicodedata.normalize("NFC", decomposed))


def test_validity_counts_only_words() -> None:
    words = "cơ quan nhà nước " * 20
    assert syllable_validity(words) == 1.0
    assert syllable_validity(words + "TTHC UBND 2015 a) b) NĐ-CP web file jazz") == 1.0
    assert syllable_validity(words + "security " * 20) == pytest.approx(80 / 100)


def test_validity_needs_enough_words() -> None:
    assert syllable_validity("cơ " * (MINIMUM_TOKENS - 1)) is None
    assert syllable_validity("cơ " * MINIMUM_TOKENS) == 1.0
    assert syllable_validity("") is None


def test_legacy_encoding_shows() -> None:
    tcvn3_read_as_unicode = "C¨n cø luËt tæ chøc chÝnh phñ ngµy th¸ng n¨m vÒ viÖc ban hµnh " * 10
    validity = syllable_validity(tcvn3_read_as_unicode)
    assert validity is not None
    assert validity < 0.4


@pytest.mark.integration
def test_real_law_is_valid(shared_data: Path) -> None:
    laws = json.loads((shared_data / "alqac2022" / "law.json").read_text(encoding="utf-8"))
    text = " ".join(article["text"] for law in laws for article in law["articles"])
    validity = syllable_validity(unicodedata.normalize("NFC", text))
    assert validity is not None
    assert validity > 0.99
