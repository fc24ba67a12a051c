"""Batches, question bank, quizzes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from assistant.store.tables import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _create_batches()
    _create_bank()
    _create_quizzes()


def _create_batches() -> None:
    op.create_table(
        "training_batches",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("deleted", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_batches")),
    )
    op.create_table(
        "training_batch_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.String(22), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["training_batches.id"],
            name=op.f("fk_training_batch_items_batch_id_training_batches"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_batch_items")),
        sa.UniqueConstraint(
            "batch_id", "position", name=op.f("uq_training_batch_items_batch_id_position")
        ),
    )


def _create_bank() -> None:
    op.create_table(
        "training_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("citations", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("approved_by", sa.String(120), nullable=True),
        sa.Column("approved_at", Moment(), nullable=True),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("updated", Moment(), nullable=False),
        sa.Column("deleted", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_entries")),
    )
    op.create_index(op.f("ix_training_entries_updated"), "training_entries", ["updated"])


def _create_quizzes() -> None:
    op.create_table(
        "training_quizzes",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("quiz", sa.JSON(), nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("deleted", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_quizzes")),
    )
    op.create_table(
        "training_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.String(22), nullable=False),
        sa.Column("taker", sa.String(120), nullable=False),
        sa.Column("responses", sa.JSON(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quiz_id"],
            ["training_quizzes.id"],
            name=op.f("fk_training_attempts_quiz_id_training_quizzes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_attempts")),
    )
    op.create_index(op.f("ix_training_attempts_quiz_id"), "training_attempts", ["quiz_id"])


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "training_attempts",
        "training_quizzes",
        "training_entries",
        "training_batch_items",
        "training_batches",
    ):
        op.drop_table(table)
