"""Audits of the model agency, with an empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.audits import AuditService
from assistant.mapping import MappingService
from assistant.store import Store
from corpus.registers import load_situations
from corpus.settings import Settings


@pytest.fixture(scope="session")
def mapping(shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> MappingService:
    """The mapping of the model agency, on which nothing is decided."""
    settings = Settings(data=tmp_path_factory.mktemp("audits"), index=shipped_settings.index_dir)
    return MappingService.open(settings, Store.open(settings))


@pytest.fixture
def audits(mapping: MappingService, tmp_path: Path) -> Iterator[AuditService]:
    """Audits without a programme."""
    store = Store.open(Settings(data=tmp_path / "store"))
    yield AuditService(mapping, load_situations(), store)
    store.close()
