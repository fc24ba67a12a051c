"""Batches at work behind the page, and the names of files to take along."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from assistant.engine import Engine
from assistant.model import Answer, QueryOptions
from assistant.store import Store
from assistant.training import Batches
from corpus.errors import StorageError
from corpus.settings import Settings
from tests.ui.fake_engine import FakeEngine
from ui.loader import EngineHost
from ui.training.blocks import file_name
from ui.training.jobs import Jobs

pytestmark = pytest.mark.unit

QUESTIONS = ("Ai phê duyệt tài liệu?", "Giá vàng hôm nay?", "Hồ sơ giữ bao lâu?")


class SteppedEngine(FakeEngine):
    """Answers one question for each permission to go on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked, self.allowed = threading.Semaphore(0), threading.Semaphore(0)

    def ask(self, question: str, options: QueryOptions) -> Answer:
        self.asked.release()
        self.allowed.acquire()
        return super().ask(question, options)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(Settings(data=tmp_path / "data"))
    yield store
    store.close()


def _wait(ended: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(500):
        if ended():
            return
        pause.wait(0.02)
    pytest.fail("the batch did not end")


def test_stopped_batch_goes_on_where_it_was(store: Store, tmp_path: Path) -> None:
    engine, jobs, batches = SteppedEngine(tmp_path), Jobs(), Batches(store)
    host = EngineHost(lambda: cast(Engine, engine))
    batch = batches.create("Tập huấn", QUESTIONS).id
    jobs.start(host, batches, batch)
    assert engine.asked.acquire(timeout=10)
    assert jobs.running(batch)
    jobs.start(host, batches, batch)
    jobs.stop(batch)
    engine.allowed.release()
    _wait(lambda: not jobs.running(batch))
    assert batches.progress(batch).done == 1

    for _ in QUESTIONS:
        engine.allowed.release()
    jobs.start(host, batches, batch)
    _wait(lambda: not jobs.running(batch))
    assert batches.progress(batch).finished
    assert jobs.failure(batch) is None


def test_why_a_batch_broke_off_is_kept(store: Store, tmp_path: Path) -> None:
    class FullStore(Batches):
        def run(self, *_: object) -> object:  # type: ignore[override] # the disk is full
            raise StorageError("Hết dung lượng đĩa. Hãy dọn đĩa.")

    batches, jobs = FullStore(store), Jobs()
    batch = batches.create("Tập huấn", QUESTIONS).id
    jobs.start(EngineHost(lambda: cast(Engine, FakeEngine(tmp_path))), batches, batch)
    _wait(lambda: not jobs.running(batch))
    assert "dung lượng" in str(jobs.failure(batch))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tập huấn Đợt 1/2026", "tap-huan-dot-1-2026.docx"),
        ("../../..", "tai-lieu.docx"),
        ("a" * 200, f"{'a' * 60}.docx"),
    ],
)
def test_file_names_are_plain(title: str, name: str) -> None:
    assert file_name(title, "docx") == name
