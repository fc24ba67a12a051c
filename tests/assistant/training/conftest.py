"""The workspace over the shipped corpus, with a store of each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine import Engine
from assistant.store import Store
from assistant.training import QuestionBank, Sources
from assistant.training.quizzes import Item, Quiz, QuizKind, QuizMaker, QuizRequest
from corpus.settings import Settings

REQUEST = QuizRequest("Ôn tập ISO {2026}: A/B = 100% ~ tốt #1", count=15, seed=7)


def of_kind(quiz: Quiz, kind: QuizKind) -> Item:
    """The first item of a kind."""
    return next(item for item in quiz.items if item.kind is kind)


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


@pytest.fixture(scope="session")
def quiz(maker: QuizMaker) -> Quiz:
    return maker.make(REQUEST)
