from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.text import syllables
from ingest.lexical import LexicalIndex

pytestmark = pytest.mark.unit

TEXTS = ["phê duyệt tài liệu", "lưu hồ sơ tài liệu", "đánh giá nội bộ", "hồ sơ đánh giá"]


def test_scores_follow_the_order_of_the_texts(tmp_path: Path) -> None:
    index = LexicalIndex.build(tmp_path / "lexical", map(syllables, TEXTS))
    assert index.size == len(TEXTS)
    assert int(np.argmax(index.scores(syllables("ai phê duyệt tài liệu")))) == 0
    assert int(np.argmax(index.scores(syllables("đánh giá nội bộ")))) == 2


def test_pairs_count_more_than_scattered_syllables(tmp_path: Path) -> None:
    texts = ["sơ bộ hồ nước", "hồ sơ lưu trữ"]
    index = LexicalIndex.build(tmp_path / "lexical", map(syllables, texts))
    scores = index.scores(syllables("hồ sơ"))
    assert scores[1] > scores[0] > 0


def test_unknown_words_score_nothing_and_weigh_most(tmp_path: Path) -> None:
    index = LexicalIndex.build(tmp_path / "lexical", map(syllables, TEXTS))
    assert not index.scores(syllables("giá vàng SJC")).any() or index.scores(["sjc"]).sum() == 0
    assert index.idf("sjc") > index.idf("nội") > index.idf("tài")


def test_reopens_from_its_files(tmp_path: Path) -> None:
    built = LexicalIndex.build(tmp_path / "lexical", map(syllables, TEXTS))
    again = LexicalIndex(tmp_path / "lexical")
    query = syllables("hồ sơ tài liệu")
    assert np.array_equal(built.scores(query), again.scores(query))


def test_an_index_of_nothing_answers(tmp_path: Path) -> None:
    index = LexicalIndex.build(tmp_path / "lexical", [])
    assert index.scores(["tài"]).shape == (0,)
