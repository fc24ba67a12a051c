"""Conversations, their exchanges, and feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("folded_title", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
        sa.Column("deleted", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_updated", "conversations", ["updated"])
    op.create_table(
        "exchanges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(22), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("folded_question", sa.Text(), nullable=False),
        sa.Column("understood", sa.Text(), nullable=True),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("asked", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exchanges"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_exchanges_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "conversation_id", "position", name="uq_exchanges_conversation_id_position"
        ),
    )
    _create_of_exchange("shares", sa.Column("token", sa.String(22), primary_key=True), "created")
    _create_of_exchange(
        "feedback",
        sa.Column("id", sa.Integer(), primary_key=True),
        "given",
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.Column("reviewed", sa.DateTime(), nullable=True),
    )


def _create_of_exchange(
    name: str, key: sa.Column[object], moment: str, *columns: sa.Column[object]
) -> None:
    """Create a table with at most one row for each exchange."""
    op.create_table(
        name,
        key,
        sa.Column("exchange_id", sa.Integer(), nullable=False),
        sa.Column(moment, sa.DateTime(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["exchange_id"],
            ["exchanges.id"],
            name=f"fk_{name}_exchange_id_exchanges",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("exchange_id", name=f"uq_{name}_exchange_id"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for name in ("feedback", "shares", "exchanges", "conversations"):
        op.drop_table(name)
