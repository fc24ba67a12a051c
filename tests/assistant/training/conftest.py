"""The workspace over the shipped corpus, with a store of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine import Engine
from assistant.store import Store
from assistant.training import QuestionBank, Sources
from assistant.training.quizzes import QuizMaker
from corpus.settings import Settings


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(Settings(data=tmp_path / "data"))
    yield store
    store.close()


@pytest.fixture(scope="session")
def sources(engine: Engine) -> Sources:
    return Sources(engine)


@pytest.fixture
def bank(store: Store, sources: Sources) -> QuestionBank:
    return QuestionBank(store, sources)


@pytest.fixture(scope="session")
def maker(sources: Sources) -> QuizMaker:
    return QuizMaker(sources)
