"""Daily use of a language model."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from assistant.store.tables import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of requests."""
    op.create_table(
        "llm_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Float(), nullable=False),
        sa.Column("outcome", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_llm_requests")),
    )
    op.create_index(op.f("ix_llm_requests_at"), "llm_requests", ["at"])


def downgrade() -> None:
    """Drop the table of requests."""
    op.drop_index(op.f("ix_llm_requests_at"), table_name="llm_requests")
    op.drop_table("llm_requests")
