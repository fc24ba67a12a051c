"""TCVN3 and VNI: the tables, and the rule that only what gains by it is decoded."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legacy import LegacyEncoding, Run, decode, decode_paragraphs, decode_run

pytestmark = pytest.mark.unit

TCVN3, VNI = LegacyEncoding.TCVN3, LegacyEncoding.VNI
SENTENCE = "Thủ trưởng cơ quan chịu trách nhiệm về việc thực hiện quy trình này tháng 5."


def rows(shared_data: Path) -> list[dict[str, str]]:
    path = shared_data / "legacy" / "charmap_vni_tcvn3_viqr.tsv"
    head, *body = path.read_text(encoding="utf-8").splitlines()[1:]
    return [dict(zip(head.split("\t"), row.split("\t"), strict=True)) for row in body]


def written_in(text: str, column: str, table: list[dict[str, str]]) -> str:
    """Write a Unicode text in the encoding of a column."""
    letters = {row["unicode"]: row[column] for row in table}
    return "".join(letters.get(letter, letter) for letter in text)


def test_tables_agree_with_an_independent_one(shared_data: Path) -> None:
    table = rows(shared_data)
    single = [row for row in table if len(row["tcvn3"]) == 1]
    assert len(single) > 70
    assert all(decode(row["tcvn3"], TCVN3) == row["unicode"] for row in single)
    # That table writes these four as single letters, which VNI does not have.
    known = [row for row in table if row["unicode"] not in "ỷỹỶỸ"]
    assert all(decode(row["vni"], VNI) == row["unicode"] for row in known)
    assert decode("kyû kyõ", VNI) == "kỷ kỹ"


def test_a_vni_mark_that_its_vowel_cannot_carry_stays() -> None:
    assert decode("uâ", VNI) == "uâ"


def test_both_encodings(shared_data: Path) -> None:
    table = rows(shared_data)
    assert decode_run(written_in(SENTENCE, "tcvn3", table), ".VnTime") == (SENTENCE, TCVN3)
    assert decode_run(written_in(SENTENCE, "vni", table), "VNI-Times") == (SENTENCE, VNI)


def test_a_capitals_font_gives_capitals() -> None:
    assert decode_run("céng hoµ x· héi", ".VnTimeH") == ("CỘNG HOÀ XÃ HỘI", TCVN3)


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times", "Times New Roman", ""])
@pytest.mark.parametrize("text", [SENTENCE, "tháng", "có", "Số: 12/QĐ", "và các đơn vị", ""])
def test_unicode_is_never_damaged(text: str, font: str) -> None:
    assert decode_run(text, font) == (text, None)


def test_unicode_runs_among_legacy_ones_in_the_same_font(shared_data: Path) -> None:
    legacy = written_in(SENTENCE, "tcvn3", rows(shared_data))
    decoded = decode_paragraphs([[Run(legacy, ".VnTime")], [Run(SENTENCE, ".VnTime")]])
    assert decoded.paragraphs == (SENTENCE, SENTENCE)
    assert decoded.encodings == {TCVN3}
    assert decoded.has_unicode


def test_words_that_cross_runs() -> None:
    runs = [Run("Quy tr", ".VnTime"), Run("×nh ", ".VnTimeB"), Run("®", ".VnTimeH"), Run("·", "X")]
    assert decode_paragraphs([runs, [Run("®· cã tr×nh", ".VnTimeH")]]).paragraphs == (
        "Quy trình Đ·",
        "ĐÃ CÓ TRÌNH",
    )


def test_a_font_that_lost_its_name_needs_many_words(shared_data: Path) -> None:
    legacy = written_in(SENTENCE, "tcvn3", rows(shared_data))
    assert decode_run(legacy, "Times New Roman") == (legacy, None)
    assert decode_run(f"{legacy} {legacy} {legacy}", "Arial")[1] is TCVN3


def test_foreign_words_are_left_alone() -> None:
    text = "Le comité exécutif a déjà été créé à Genève après la réunion générale. " * 5
    assert decode_run(text, "Times New Roman") == (text, None)


@given(st.text(max_size=60), st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "Arial"]))
def test_any_text_is_taken(text: str, font: str) -> None:
    decoded, encoding = decode_run(text, font)
    assert encoding is not None or decoded == text
