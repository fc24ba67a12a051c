from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from ingest.token_vectors import Codes, TokenVectors, pack_tokens, write_tokens

pytestmark = pytest.mark.unit

DIMENSION = 32


def tokens_of(text: str) -> np.ndarray:
    """Return one vector a word; the same word always has the same one."""
    vectors = [
        np.random.default_rng(sum(map(ord, word))).normal(size=DIMENSION) for word in text.split()
    ]
    array = np.asarray(vectors, dtype=np.float32).reshape(-1, DIMENSION)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


def write(folder: Path, texts: dict[str, str], previous: Path | None = None) -> list[str]:
    """Write the texts by id and return those whose tokens were asked for."""
    asked: list[str] = []
    ids = list(texts)

    def codes_of(rows: Sequence[int]) -> Iterator[Codes]:
        for row in rows:
            asked.append(texts[ids[row]])
            yield pack_tokens(tokens_of(texts[ids[row]]))

    write_tokens(folder, previous, ids, codes_of)
    return asked


def similarities(folder: Path, question: str, count: int) -> list[float]:
    rows = np.arange(count, dtype=np.int64)
    return TokenVectors(folder).best_similarities(tokens_of(question), rows).tolist()


def test_the_chunk_that_holds_the_words_is_nearest(tmp_path: Path) -> None:
    write(tmp_path / "a", {"01": "giấy khai sinh", "02": "", "03": "nhà ở riêng lẻ"})
    birth, nothing, house = similarities(tmp_path / "a", "khai sinh", 3)
    assert birth > house
    assert nothing == 0
    assert similarities(tmp_path / "a", "", 3) == [0, 0, 0]


def test_similarity_is_the_mean_of_the_best_cosines_with_the_signs(tmp_path: Path) -> None:
    write(tmp_path / "a", {"01": "đơn đề nghị cấp lại"})
    signs = np.sign(tokens_of("đơn đề nghị cấp lại")) / np.sqrt(DIMENSION)
    expected = (tokens_of("xin cấp đơn") @ signs.T).max(axis=1).mean()
    assert similarities(tmp_path / "a", "xin cấp đơn", 1)[0] == pytest.approx(expected, abs=1e-5)


def test_unchanged_chunks_are_linked_and_only_new_ones_asked_for(tmp_path: Path) -> None:
    first = {"01": "một hai ba", "02": "bốn năm sáu"}
    write(tmp_path / "a", first)
    asked = write(tmp_path / "b", {"03": "bảy tám", **first}, tmp_path / "a")
    assert asked == ["bảy tám"]
    old, new = tmp_path / "a" / "0000.codes", tmp_path / "b" / "0000.codes"
    assert old.stat().st_ino == new.stat().st_ino
    assert similarities(tmp_path / "b", "bốn", 3)[2] == similarities(tmp_path / "a", "bốn", 2)[1]


def test_segments_that_are_mostly_unused_are_written_anew(tmp_path: Path) -> None:
    write(tmp_path / "a", {"01": "một hai ba bốn năm", "02": "sáu"})
    asked = write(tmp_path / "b", {"02": "sáu"}, tmp_path / "a")
    assert asked == ["sáu"]
    assert [path.name for path in (tmp_path / "b").glob("*.codes")] == ["0000.codes"]
    assert (tmp_path / "b" / "0000.codes").stat().st_size == DIMENSION // 8


def test_an_index_of_nothing_has_no_tokens(tmp_path: Path) -> None:
    write(tmp_path / "a", {})
    assert similarities(tmp_path / "a", "một", 0) == []
    write(tmp_path / "b", {"01": ""}, tmp_path / "a")
    assert similarities(tmp_path / "b", "một", 1) == [0]
