"""An address of its own for each attempt at a quiz, so that only who made it opens it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLE, _NAME = "training_attempts", "uq_training_attempts_token"


def upgrade() -> None:
    """Add the token; attempts from before have none and are seen at the trainer's desk only."""
    with op.batch_alter_table(_TABLE) as table:
        table.add_column(sa.Column("token", sa.String(22), nullable=True))
        table.create_unique_constraint(op.f(_NAME), ["token"])


def downgrade() -> None:
    """Drop the token."""
    with op.batch_alter_table(_TABLE) as table:
        table.drop_constraint(op.f(_NAME), type_="unique")
        table.drop_column("token")
