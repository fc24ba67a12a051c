"""Opening the store: SQLite in WAL mode, or PostgreSQL by URL; migrations run at opening."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from filelock import FileLock
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import ConfigurationError, StorageError
from corpus.settings import Settings

__all__ = ["Store"]

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_BUSY_MS = 10_000  # a writer waits this long for another one, milliseconds


class Store:
    """The relational store; safe to share between threads, one `session` for each job."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the store of `settings`, created or migrated first where that is due.

        Raises `ConfigurationError` for a URL that cannot be used, `StorageError` where the
        database cannot be opened or was written by a newer version of the program.
        """
        url = settings.store_url
        try:
            engine = create_engine(url)
        except (ArgumentError, ImportError) as error:
            raise ConfigurationError(
                "Địa chỉ trong ISO_STORE không dùng được. Hãy ghi dạng sqlite:///đường-dẫn hoặc "
                "postgresql+psycopg://…"
            ) from error
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        try:
            _migrate(engine, settings)
        except CommandError as error:
            raise StorageError(
                "Kho dữ liệu người dùng do phiên bản mới hơn của chương trình ghi. Hãy cập nhật "
                "chương trình."
            ) from error
        except (SQLAlchemyError, OSError) as error:
            raise StorageError(
                f"Không mở được kho dữ liệu người dùng ({type(error).__name__}). Hãy kiểm tra "
                "quyền ghi và dung lượng đĩa của thư mục dữ liệu."
            ) from error
        return cls(engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session whose work is committed at the end, or undone on an error.

        Raises `StorageError` where the database refuses: full disk, locked for too long.
        """
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                yield session
        except OperationalError as error:
            raise StorageError(
                "Kho dữ liệu người dùng đang bận hoặc không ghi được. Hãy kiểm tra dung lượng đĩa "
                "rồi thử lại."
            ) from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def _prepare_sqlite(connection: object, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined] # a DBAPI connection, untyped
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", f"busy_timeout={_BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(engine: Engine, settings: Settings) -> None:
    """Bring the tables to the newest revision; one process at a time."""
    url = make_url(engine.url)
    folder = Path(url.database).parent if url.drivername == "sqlite" and url.database else None
    lock_folder = folder or settings.data
    lock_folder.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with FileLock(lock_folder / "store.lock"), engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
