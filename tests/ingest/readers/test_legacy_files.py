"""Real files from before Unicode, in every format, against their truths.

The measure is that of METRIC.md beside the data: of the truth's letters with a diacritic,
the share that was read exactly, case included.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median

import pytest

from ingest.readers import prepare, read
from ingest.reading import Encoding

pytestmark = pytest.mark.integration

LEGACY = {Encoding.TCVN3, Encoding.VNI, Encoding.MIXED}


def files(shared_data: Path, *suffixes: str) -> list[Path]:
    found = sorted((shared_data / "legacy").glob("*/*"))
    return [path for path in found if path.suffix in suffixes]


def accuracies(paths: Iterable[Path], prepared: Path | None = None) -> dict[str, float]:
    result = {}
    for path in paths:
        reading = read(path, prepared)
        assert reading.encoding in LEGACY, path.name
        truth = path.parent.parent / "truth" / f"{path.stem}.txt"
        result[path.name] = diacritic_accuracy(reading.text, truth.read_text(encoding="utf-8"))
    return result


def diacritic_accuracy(read_text: str, truth: str) -> float:
    """Align word by word, and letter by letter only where words differ: files take seconds."""
    wanted, found = (unicodedata.normalize("NFC", text).split() for text in (truth, read_text))
    bases = [[bare(word) for word in words] for words in (wanted, found)]
    right = 0
    codes = SequenceMatcher(None, *bases, autojunk=False).get_opcodes()
    for kind, start, end, found_start, found_end in codes:
        one, other = " ".join(wanted[start:end]), " ".join(found[found_start:found_end])
        if kind == "equal":
            pairs = zip(one, other, strict=True)
            right += sum(a == b for a, b in pairs if marked(a))
        else:
            right += exact(one, other)
    return right / sum(marked(letter) for word in wanted for letter in word)


def exact(wanted: str, found: str) -> int:
    blocks = SequenceMatcher(None, bare(wanted), bare(found), autojunk=False).get_matching_blocks()
    return sum(
        letter == other
        for a, b, length in blocks
        for letter, other in zip(wanted[a : a + length], found[b : b + length], strict=True)
        if marked(letter)
    )


def bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")


def marked(letter: str) -> bool:
    return bare(letter) != letter


def test_files_that_need_no_other_program(shared_data: Path) -> None:
    found = accuracies(files(shared_data, ".rtf", ".xls", ".pdf", ".docx"))
    assert len(found) == 31
    assert median(found.values()) >= 0.99
    assert min(found.values()) >= 0.95, found


@pytest.mark.office
def test_word_97_files_in_one_batch(shared_data: Path, tmp_path: Path) -> None:
    paths = files(shared_data, ".doc")
    prepare(paths, tmp_path)
    found = accuracies(paths, tmp_path)
    assert len(found) == 24
    assert median(found.values()) >= 0.99
    assert min(found.values()) >= 0.95, found


@pytest.mark.office
def test_unicode_files_of_word_97_stay_as_they_are(shared_data: Path, tmp_path: Path) -> None:
    paths = sorted((shared_data / "documents").glob("*.[dD][oO][cC]"))
    prepare(paths, tmp_path)
    for path in paths:
        reading = read(path, tmp_path)
        assert reading.encoding is Encoding.UNICODE
        # One of them has the word "Internet" 86 times, which is no Vietnamese syllable.
        assert reading.syllable_validity is not None
        assert reading.syllable_validity > 0.966
