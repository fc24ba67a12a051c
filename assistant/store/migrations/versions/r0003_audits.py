"""Internal audits, findings, edition to-do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from assistant.store.tables import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "transition_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("clause_2008", sa.String(20), nullable=False),
        sa.Column("clause_2015", sa.String(20), nullable=False),
        sa.Column("progress", sa.String(20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("officer", sa.String(120), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transition_items")),
        sa.UniqueConstraint(
            "document_id",
            "kind",
            "clause_2008",
            "clause_2015",
            name=op.f("uq_transition_items_document_id_kind_clause_2008_clause_2015"),
        ),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("transition_items")
