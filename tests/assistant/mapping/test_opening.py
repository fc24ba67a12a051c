"""A half-made, damaged or foreign index says what to do, whatever is wrong with it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.mapping.service import MappingService
from assistant.store import Store
from corpus.errors import IndexMissingError, IndexOutdatedError
from corpus.settings import Settings
from tests.assistant.mapping.conftest import SmallAgency

pytestmark = pytest.mark.integration

Damage = Callable[[Path], None]


def without(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


def cut(name: str) -> Damage:
    def damage(folder: Path) -> None:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) // 2])

    return damage


def without_provisions(folder: Path) -> None:
    connection = sqlite3.connect(folder / "catalog.db")
    connection.execute("DROP TABLE provisions")
    connection.commit()
    connection.close()


def older(folder: Path) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "format": 1}), encoding="utf-8")


def without_lexical(folder: Path) -> None:
    shutil.rmtree(folder / "lexical")


@pytest.fixture
def copied(settled: SmallAgency, tmp_path: Path) -> Settings:
    """The index of the small agency, to be damaged."""
    settings = Settings(data=tmp_path, model=settled.encoder.model_id)
    shutil.copytree(settled.settings.index_dir, settings.index_dir)
    return settings


def test_the_copy_opens_while_it_is_whole(copied: Settings, store: Store) -> None:
    assert MappingService.open(copied, store).matrix().cells


@pytest.mark.parametrize(
    "damage",
    [
        without("catalog.db"),
        cut("catalog.db"),
        without_provisions,
        without("vectors.npy"),
        cut("unit_of.npy"),
        without_lexical,
        cut("manifest.json"),
        older,
    ],
)
def test_a_damaged_index_is_to_be_built_again(
    copied: Settings, store: Store, damage: Damage
) -> None:
    (folder,) = [path for path in copied.index_dir.iterdir() if path.is_dir()]
    damage(folder)
    with pytest.raises(IndexOutdatedError, match=r"python -m ingest --rebuild$"):
        MappingService.open(copied, store)


def test_an_empty_folder_asks_for_an_index(copied: Settings, store: Store, tmp_path: Path) -> None:
    empty = Settings(data=tmp_path / "trống", model=copied.model)
    with pytest.raises(IndexMissingError, match="python -m ingest"):
        MappingService.open(empty, store)
