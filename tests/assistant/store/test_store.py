"""The store of what people make: opened, migrated, shared, refused."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.store import Store
from corpus.errors import ConfigurationError, StorageError
from corpus.settings import Settings

pytestmark = pytest.mark.integration


def test_store_is_made_once_and_opened_again(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "dữ liệu 100%")
    for _ in range(2):
        store = Store.open(settings)
        with store.session() as session:
            assert session.scalar(text("PRAGMA journal_mode")) == "wal"
            assert session.scalar(text("PRAGMA foreign_keys")) == 1
            assert session.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        store.close()
    assert (settings.data / "store.db").is_file()


def test_many_openings_at_once_migrate_once(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            Store.open(settings).close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_work_that_fails_leaves_nothing(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path))
    with store.session() as session:
        session.execute(text("CREATE TABLE t (n INTEGER)"))
    with pytest.raises(ValueError, match="x"), store.session() as session:
        session.execute(text("INSERT INTO t VALUES (1)"))
        raise ValueError("x")
    with store.session() as session:
        assert session.scalar(text("SELECT count(*) FROM t")) == 0
    store.close()


def test_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path))
    with store.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StorageError, match="phiên bản mới hơn"):
        Store.open(Settings(data=tmp_path))


def test_url_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="ISO_STORE"):
        Store.open(Settings(data=tmp_path, store="không phải địa chỉ"))


def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("không phải SQLite" * 100)
    with pytest.raises(StorageError, match="Không mở được"):
        Store.open(Settings(data=tmp_path))


def test_database_that_refuses_is_told_in_a_line(tmp_path: Path) -> None:
    store = Store.open(Settings(data=tmp_path))
    with pytest.raises(StorageError, match="thử lại"), store.session() as session:
        session.execute(text("INSERT INTO no_such_table VALUES (1)"))
    store.close()
