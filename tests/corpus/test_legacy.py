"""TCVN3, VNI and VISCII: the tables, and the rule that only what gains by it is decoded."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legacy import Run, decode_paragraphs, decode_run, legacy_encoding
from corpus.legacy_encodings import LegacyEncoding, decode, windows_1252
from corpus.settings import SHIPPED_DOCUMENTS

pytestmark = pytest.mark.unit

TCVN3, VNI, VISCII = LegacyEncoding.TCVN3, LegacyEncoding.VNI, LegacyEncoding.VISCII
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


def test_viscii_table_agrees_with_glibc(shared_data: Path) -> None:
    path = shared_data / "legacy" / "charmap_glibc_tcvn_viscii_cp1258.tsv"
    table = [row.split("\t") for row in path.read_text(encoding="utf-8").split("\n")[2:]]
    letters = {int(r[0], 16): r[2] for r in table if len(r) > 2 and not r[2].startswith("U+")}
    upper = {byte: letter for byte, letter in letters.items() if byte >= 0x80}
    assert len(upper) == 128
    for byte, letter in upper.items():
        assert decode(windows_1252(bytes([byte])), VISCII) == letter
        assert decode(chr(byte), VISCII) == letter


def test_viscii(shared_data: Path) -> None:
    path = shared_data / "legacy" / "charmap_glibc_tcvn_viscii_cp1258.tsv"
    table = [row.split("\t") for row in path.read_text(encoding="utf-8").split("\n")[2:]]
    codes = {row[2]: int(row[0], 16) for row in table if len(row) > 2}
    written = windows_1252(bytes(codes.get(c, ord(c) if c.isascii() else 0) for c in SENTENCE))
    assert decode_run(written, "VI Times") == (SENTENCE, VISCII)
    # What is a quotation mark in Windows is a letter there.
    assert decode_run(f"“{written}”", "VI Times") == (f"“{SENTENCE}”", VISCII)


def test_letters_keep_the_case_they_were_typed_in() -> None:
    assert decode_run("céng hoµ x· héi", ".VnTimeH") == ("cộng hoà xã hội", TCVN3)
    decoded = decode_paragraphs([[Run("céng hoµ", ".VnTimeH")], [Run("céng hoµ", ".VnTime")]])
    assert decoded.capitals == (True, False)


def test_capitals_that_the_encoding_lacks_are_raised() -> None:
    assert decode_run("NGHÞ §ÞNH CñA ChÝnh phñ", ".VnTime")[0] == "NGHỊ ĐỊNH CỦA Chính phủ"
    assert decode_paragraphs(
        [[Run("Héi ®ång, ", ".VnTime"), Run("ñ", ".VnTimeH"), Run("y ban", ".VnTime")]]
    ).paragraphs == ("Hội đồng, Ủy ban",)


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times", "VI Times", "Arial", ""])
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
        "Quy trình đ·",
        "đã có trình",
    )


def test_a_font_that_lost_its_name_needs_many_words(shared_data: Path) -> None:
    legacy = written_in(SENTENCE, "tcvn3", rows(shared_data))
    few = " ".join(legacy.split()[:3])
    assert decode_run(few, "Times New Roman") == (few, None)
    assert decode_run(legacy, "Times New Roman") == (SENTENCE, TCVN3)
    assert legacy_encoding(f"{legacy} {legacy} {legacy}") is TCVN3


def test_a_stretch_of_legacy_text_in_a_font_of_unicode(shared_data: Path) -> None:
    legacy = written_in(SENTENCE, "vni", rows(shared_data))
    paragraphs = [[Run(SENTENCE, "Arial")]] * 20
    decoded = decode_paragraphs([*paragraphs, [Run(legacy, "Arial")]])
    assert decoded.paragraphs == (SENTENCE,) * 21
    assert decoded.has_unicode
    assert decoded.encodings == {VNI}


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times", "VI Times", "Arial"])
def test_whole_documents_in_unicode_stay(font: str) -> None:
    for path in sorted(SHIPPED_DOCUMENTS.rglob("*.md"))[:8]:
        lines = path.read_text(encoding="utf-8").split("\n")
        decoded = decode_paragraphs([[Run(line, font)] for line in lines])
        assert decoded.paragraphs == tuple(lines)
        assert not decoded.encodings


def test_foreign_words_are_left_alone() -> None:
    text = "Le comité exécutif a déjà été créé à Genève après la réunion générale. " * 5
    assert decode_run(text, "Times New Roman") == (text, None)


@given(st.text(max_size=60), st.sampled_from([".VnTimeH", "VNI-Times", "VI Times", "Arial"]))
def test_any_text_is_taken(text: str, font: str) -> None:
    decoded, encoding = decode_run(text, font)
    assert encoding is not None or decoded == text
