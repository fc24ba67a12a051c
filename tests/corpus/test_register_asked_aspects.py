from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import RegisterError
from corpus.registers import load_asked_aspects, load_aspect_cues

pytestmark = pytest.mark.unit

ASKED = """\
- aspect: fee
  asked:
  - Xin tờ này tốn mấy đồng?
"""
CUES = """\
- aspect: fee
  said:
  - mấy đồng
"""


def test_every_aspect_is_asked_for_in_many_ways() -> None:
    counts = Counter(load_asked_aspects().values())
    assert len(counts) == 21
    assert min(counts.values()) >= 15


def test_cues_are_words_of_everyday_questions() -> None:
    cues = load_aspect_cues()
    assert cues["bao nhiêu tiền"] == "fee"
    asked = [question.lower() for question in load_asked_aspects()]
    heard = {aspect for cue, aspect in cues.items() if any(cue in text for text in asked)}
    assert heard == set(cues.values())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ASKED.replace("fee", "price"), "aspect"),
        (ASKED.replace("  asked:\n  - Xin tờ này tốn mấy đồng?\n", ""), "asked"),
        (ASKED + ASKED, "câu này ghi hai lần"),
    ],
)
def test_a_broken_file_of_questions_is_refused_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str
) -> None:
    folder = tmp_path / "asked_aspects"
    folder.mkdir()
    (folder / "broken.yaml").write_text(f"aspects:\n{text}", encoding="utf-8")
    monkeypatch.setattr("corpus.registers.asked_aspects.DATA", tmp_path)
    with pytest.raises(RegisterError, match=f"broken.yaml.*{problem}"):
        load_asked_aspects()


def test_a_cue_given_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "aspect_cues.yaml").write_text(f"cues:\n{CUES}{CUES}", encoding="utf-8")
    monkeypatch.setattr("corpus.registers.asked_aspects.DATA", tmp_path)
    with pytest.raises(RegisterError, match="chữ này ghi hai lần"):
        load_aspect_cues()
