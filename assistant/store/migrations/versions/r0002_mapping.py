"""Decisions on the clause by procedure mapping."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from assistant.store.tables import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of decisions."""
    op.create_table(
        "mapping_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(4), nullable=False),
        sa.Column("clause", sa.String(20), nullable=False),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.Column("document_name", sa.Text(), nullable=False),
        sa.Column("relation", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("officer", sa.String(120), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("document_version", sa.String(128), nullable=False),
        sa.Column("edition_version", sa.String(128), nullable=False),
        sa.Column("quotes", sa.JSON(), nullable=False),
        sa.Column("clause_quotes", sa.JSON(), nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("undone_by", sa.String(120), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mapping_decisions")),
    )
    op.create_index(
        op.f("ix_mapping_decisions_edition_clause_document_id"),
        "mapping_decisions",
        ["edition", "clause", "document_id"],
    )


def downgrade() -> None:
    """Drop the table of decisions."""
    op.drop_index(
        op.f("ix_mapping_decisions_edition_clause_document_id"), table_name="mapping_decisions"
    )
    op.drop_table("mapping_decisions")
