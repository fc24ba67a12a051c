"""The migration makes the tables that the model declares."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from assistant.store import Base, Store
from assistant.training import tables

pytestmark = pytest.mark.integration


def test_migration_and_tables_agree(store: Store) -> None:
    own = {row.__tablename__ for row in (tables.BatchRow, tables.BatchItemRow, tables.EntryRow)}
    own |= {tables.QuizRow.__tablename__, tables.AttemptRow.__tablename__}
    with store.session() as session:
        context = MigrationContext.configure(
            session.connection(),
            opts={"include_name": lambda name, kind, _: kind != "table" or name in own},
        )
        differences = compare_metadata(context, Base.metadata)
    assert [d for d in differences if any(name in str(d) for name in own)] == []
