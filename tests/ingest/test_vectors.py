from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest

from corpus.errors import ConfigurationError
from corpus.model import DocumentKind
from ingest.vectors import VectorStore

pytestmark = pytest.mark.integration

LEGAL, PROCEDURE = DocumentKind.LEGAL, DocumentKind.PROCEDURE


def unit_vectors(n: int, seed: int = 7) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(n, 64)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def exercise(store: VectorStore) -> None:
    matrix = unit_vectors(40)
    rows = {f"c{i}": i for i in range(40)}
    wanted = {f"c{i}": LEGAL if i < 30 else PROCEDURE for i in range(40)}
    store.synchronise(wanted, rows, matrix)
    assert store.query(LEGAL, matrix[5], 3)[0] == "c5"
    assert set(store.query(PROCEDURE, matrix[5], 40)) == {f"c{i}" for i in range(30, 40)}
    del wanted["c5"]
    wanted["c6"] = PROCEDURE
    store.synchronise({**wanted, "c6": PROCEDURE}, rows, matrix)
    assert "c5" not in store.query(LEGAL, matrix[5], 40)
    assert store.query(PROCEDURE, matrix[6], 1) == ["c6"]
    assert store.counts()[LEGAL] == 28
    assert store.query(DocumentKind.OTHER, matrix[0], 5) == []


def test_local_store_holds_exactly_what_is_wanted(tmp_path: Path) -> None:
    store = VectorStore.local(tmp_path / "chroma")
    exercise(store)
    store.close()
    again = VectorStore.local(tmp_path / "chroma")
    assert again.counts()[PROCEDURE] == 11
    again.close()


def test_recall_against_exact_search(tmp_path: Path) -> None:
    matrix = unit_vectors(3_000)
    store = VectorStore.local(tmp_path / "chroma")
    rows = {f"c{i}": i for i in range(len(matrix))}
    store.synchronise(dict.fromkeys(rows, LEGAL), rows, matrix)
    found = 0
    for query in unit_vectors(50, seed=8):
        exact = {f"c{i}" for i in np.argsort(-(matrix @ query))[:20]}
        found += len(exact & set(store.query(LEGAL, query, 20)))
    store.close()
    assert found / (50 * 20) >= 0.99


@pytest.fixture
def chroma_server(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chroma = Path(sys.executable).with_name("chroma")
    command = [chroma, "run", "--path", tmp_path / "server", "--port", str(port)]
    process = subprocess.Popen(
        [*map(str, command), "--host", "127.0.0.1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url)
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/api/v2/heartbeat", timeout=1).raise_for_status()
            return
        except httpx.HTTPError:
            continue
    raise AssertionError("the Chroma server did not start")


def test_server_store_and_dropping_a_generation(chroma_server: str) -> None:
    store = VectorStore.server(chroma_server, "iso-test-g1")
    exercise(store)
    store.drop()
    store.close()
    other = VectorStore.server(chroma_server, "iso-test-g2")
    exercise(other)
    other.close()


def test_absent_server_is_a_clear_error() -> None:
    with pytest.raises(ConfigurationError, match="chroma run"):
        VectorStore.server("http://127.0.0.1:9", "iso-test-g1")
