from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.embedding.prompts import prompts_for
from ingest.embedding.windows import merge_windows, pack_words, spans

pytestmark = pytest.mark.unit


@given(st.integers(0, 5000), st.integers(1, 600))
def test_spans_cover_everything_once_within_the_limit(length: int, limit: int) -> None:
    found = spans(length, limit)
    assert [i for start, end in found for i in range(start, end)] == list(range(length))
    sizes = [end - start for start, end in found]
    assert max(sizes) <= limit
    assert max(sizes) - min(sizes) <= 1


def test_windows_are_merged_by_weight_and_scaled_to_norm_one() -> None:
    vectors = np.array([[1, 0], [0, 1], [0, 2]], dtype=np.float32)
    merged = merge_windows(vectors, owners=[0, 0, 1], weights=[3, 4, 1], count=2)
    assert np.allclose(merged, [[0.6, 0.8], [0, 1]])


@given(st.text(alphabet="ab ", max_size=60), st.integers(1, 10))
def test_packed_words_lose_nothing(text: str, limit: int) -> None:
    words = text.split(" ")
    packed = pack_words(words, [len(word) for word in words], limit)
    assert "".join(packed) == "".join(words)
    longest = max(map(len, words))
    assert all(len(part) <= max(limit, longest) for part in packed)


def test_prompts_come_from_the_model_then_from_its_name() -> None:
    assert prompts_for("some/model", {"query": "q> ", "document": "d> "}) == {
        "query": "q> ",
        "passage": "d> ",
    }
    assert prompts_for("intfloat/multilingual-e5-base", {"query": "", "document": ""}) == {
        "query": "query: ",
        "passage": "passage: ",
    }
    assert prompts_for("bert-base5") == {"query": "", "passage": ""}
