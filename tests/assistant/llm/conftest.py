"""A gate over a small world, evidence in it, and writers over fake models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel

from assistant.llm import (
    Ledger,
    Writer,
)
from assistant.llm.client import LanguageModel, Limits
from assistant.llm.gate import Gate
from assistant.llm.places import Places
from assistant.store import Store
from corpus.settings import Settings
from tests.assistant.llm.playing import LAW, PROCEDURE, FakeChat, Given, law, procedure, registers


@pytest.fixture(scope="session")
def places() -> Places:
    """The registers, QT-01 and its sections."""
    return Places(lambda: [procedure()], lambda _: {"5", "5.2", "5.3"}, registers().legal)


@pytest.fixture(scope="session")
def gate(places: Places) -> Gate:
    """A gate in which words alone decide support."""
    return Gate(places, lambda *_: 1.0)


@pytest.fixture
def given() -> Given:
    return Given((procedure(), PROCEDURE), (law(), LAW))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(Settings(data=tmp_path))
    yield store
    store.close()


@pytest.fixture
def writer_for(store: Store) -> Iterator[Callable[..., Writer]]:
    """Make a writer over a fake: `writer_for(turn, turn, …, first=…, settings=…)`."""
    models: list[LanguageModel] = []

    def make(
        *turns: list[Any],
        limits: Limits | None = None,
        settings: Settings | None = None,
        chat: BaseChatModel | None = None,
    ) -> Writer:
        fake = chat or FakeChat(turns=list(turns))
        model = LanguageModel(fake, "fake", limits or Limits(5.0, 5.0, 3))
        models.append(model)
        return Writer(model, Ledger(store, settings or Settings()), 200)

    yield make
    for model in models:
        model.close()
