"""Migrations and declared tables say the same, both ways."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

import assistant
from assistant.store import Base

pytestmark = pytest.mark.integration

_SCRIPTS = Path(assistant.__file__).parent / "store" / "migrations"


def _import_all_tables() -> None:
    for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
        if module.name.rpartition(".")[2] == "tables":
            importlib.import_module(module.name)


def test_migrations_make_the_declared_tables_and_unmake_them(tmp_path: Path) -> None:
    _import_all_tables()
    engine = create_engine(f"sqlite:///{tmp_path / 'store.db'}")
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        command.downgrade(config, "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
