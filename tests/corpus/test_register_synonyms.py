from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import RegisterError
from corpus.registers import load_synonyms
from corpus.text import syllables

pytestmark = pytest.mark.unit


def official(question: str, *folders: Path) -> list[str]:
    return [" ".join(w) for w in load_synonyms(folders).of(syllables(question))]


def test_everyday_wording_leads_to_the_official_one() -> None:
    found = official("Giấy khai sinh bị mất thì xin lại ở đâu?")
    assert "cấp bản sao trích lục khai sinh" in found and "cấp lại" in found


def test_what_is_said_officially_already_is_not_added() -> None:
    assert "hồ sơ" in official("cần giấy tờ gì")
    assert "hồ sơ" not in official("hồ sơ cần giấy tờ gì")


def test_only_whole_syllables_match() -> None:
    assert official("dấu mộcx") == []


def test_an_agency_adds_its_own(tmp_path: Path) -> None:
    (tmp_path / "synonyms_so.yaml").write_text(
        "synonyms:\n  - said: [phiếu vàng]\n    official: [phiếu kiểm soát hồ sơ]\n",
        encoding="utf-8",
    )
    assert official("phiếu vàng để làm gì", tmp_path) == ["phiếu kiểm soát hồ sơ"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("synonyms:\n  - said: [a]\n", 2),
        ("synonyms:\n  - said: [a]\n    official: []\n", 3),
        ("synonyms:\n  - said: [a]\n    official: [b]\n  - said: [a]\n    official: [c]\n", 4),
        ("synonyms:\n  - said: [a]\n    official: [b]\n    note: c\n", 4),
    ],
)
def test_a_bad_line_is_named(text: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "synonyms.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match=f"synonyms.yaml, dòng {line}:"):
        load_synonyms([tmp_path])
