"""The engine host: opening in the background, failures, calls."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import cast

import pytest

from assistant.engine import Engine
from corpus.errors import IndexMissingError, UnknownDocumentError
from tests.ui.fake_engine import FakeEngine
from ui.loader import EngineHost

pytestmark = pytest.mark.unit


def test_host_returns_at_once_and_calls_wait_for_the_engine(tmp_path: Path) -> None:
    gate = threading.Event()

    def open_engine() -> Engine:
        gate.wait(10)
        return cast(Engine, FakeEngine(tmp_path))

    host = EngineHost(open_engine)
    assert not host.opened
    assert host.failure is None
    gate.set()
    assert host.run(lambda engine: engine.generation).value == 3
    assert host.opened


def test_host_opens_again_after_a_failure(tmp_path: Path) -> None:
    ready: list[bool] = []

    def open_engine() -> Engine:
        if not ready:
            raise IndexMissingError("Chưa có chỉ mục. Hãy chạy: python -m ingest")
        return cast(Engine, FakeEngine(tmp_path))

    host = EngineHost(open_engine)
    assert isinstance(host.run(lambda engine: engine.generation).error, IndexMissingError)
    assert isinstance(host.failure, IndexMissingError)
    ready.append(True)
    host.reopen()
    assert host.run(lambda engine: engine.generation).value == 3
    assert host.failure is None


def test_error_of_a_call_comes_back_and_the_host_goes_on(tmp_path: Path) -> None:
    host = EngineHost(lambda: cast(Engine, FakeEngine(tmp_path)))
    outcome = host.run(lambda engine: engine.passage("qt01", "9.9"))
    assert outcome.value is None
    assert isinstance(outcome.error, UnknownDocumentError)
    assert host.run(lambda engine: engine.passage("qt01", "5.2")).error is None
