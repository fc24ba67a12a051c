"""The nearest chunks by a full scan, and the measure of the vector store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from corpus.model import DocumentKind
from ingest.nearest import TRUSTED, scan, store_recall, top
from ingest.vectors import VectorStore

pytestmark = pytest.mark.unit

Floats = npt.NDArray[np.float32]
LEGAL, PROCEDURE = DocumentKind.LEGAL, DocumentKind.PROCEDURE


def unit_vectors(n: int, seed: int) -> Floats:
    vectors = np.random.default_rng(seed).normal(size=(n, 32)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore.local(tmp_path / "chroma")
    yield opened
    opened.close()


def test_the_scan_gives_every_cosine_across_blocks() -> None:
    vectors, questions = unit_vectors(20_000, 1).astype(np.float16), unit_vectors(3, 2)
    expected = questions @ vectors.astype(np.float32).T
    np.testing.assert_allclose(scan(vectors, questions), expected, atol=1e-6)


def test_a_scan_of_nothing_is_empty() -> None:
    assert scan(np.zeros((0, 32), dtype=np.float16), unit_vectors(2, 1)).shape == (2, 0)


@pytest.mark.parametrize(("n", "expected"), [(2, {1, 3}), (9, {0, 1, 2, 3}), (0, set())])
def test_the_greatest_values(n: int, expected: set[int]) -> None:
    assert set(top(np.asarray([0.1, 0.9, 0.2, 0.8], dtype=np.float32), n)) == expected


def test_a_sound_store_is_trusted(store: VectorStore) -> None:
    matrix = unit_vectors(600, 3)
    rows = {f"c{row}": row for row in range(600)}
    chunks = dict.fromkeys(rows, LEGAL)
    store.synchronise(chunks, rows, matrix)
    assert store_recall(store, chunks, rows, matrix, unit_vectors(20, 4)) >= TRUSTED


def test_a_store_that_finds_others_is_not_trusted(store: VectorStore) -> None:
    rows = {f"c{row}": row for row in range(600)}
    chunks = {name: LEGAL if row < 300 else PROCEDURE for name, row in rows.items()}
    store.synchronise(chunks, rows, unit_vectors(600, 3))
    assert store_recall(store, chunks, rows, unit_vectors(600, 5), unit_vectors(20, 4)) < 0.5


def test_any_of_equal_chunks_will_do(store: VectorStore) -> None:
    matrix = np.repeat(unit_vectors(6, 3), 100, axis=0)
    rows = {f"c{row}": row for row in range(600)}
    chunks = dict.fromkeys(rows, LEGAL)
    store.synchronise(chunks, rows, matrix)
    near_one = matrix[[0, 100, 200]]
    assert store_recall(store, chunks, rows, matrix, near_one) >= TRUSTED


def test_few_chunks_need_no_measuring(store: VectorStore) -> None:
    rows = {f"c{row}": row for row in range(50)}
    chunks = dict.fromkeys(rows, LEGAL)
    assert store_recall(store, chunks, rows, unit_vectors(50, 3), unit_vectors(2, 4)) == 1.0
