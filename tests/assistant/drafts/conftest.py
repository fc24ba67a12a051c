"""The model agency, against which drafts are checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from assistant.drafts import DraftReport, DraftService
from assistant.mapping import MappingService
from assistant.store import Store
from corpus.settings import Settings
from ingest.embedding import Encoder
from tests.assistant.drafts.sample import Sample

ON = dt.date(2026, 11, 22)

Check = Callable[[Sample], DraftReport]


@pytest.fixture(scope="session")
def settings(shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The shipped index with a data folder of its own."""
    return Settings(data=tmp_path_factory.mktemp("drafts"), index=shipped_settings.index_dir)


@pytest.fixture(scope="session")
def mapping(settings: Settings) -> MappingService:
    """The mapping of the model agency."""
    return MappingService.open(settings, Store.open(settings))


@pytest.fixture(scope="session")
def drafts(mapping: MappingService, encoder: Encoder, settings: Settings) -> DraftService:
    """Checks drafts with the real model."""
    return DraftService(mapping, encoder, settings)


@pytest.fixture(scope="session")
def check(drafts: DraftService) -> Check:
    """Check a sample as it stands on a fixed day."""

    def run(sample: Sample) -> DraftReport:
        return drafts.check_draft("du-thao.docx", sample.to_docx(), ON)

    return run
