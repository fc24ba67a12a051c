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
    op.create_table(
        "audits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("edition", sa.String(4), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("document_ids", sa.JSON(), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("deleted", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audits")),
    )
    op.create_index(op.f("ix_audits_month"), "audits", ["month"])
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(20), nullable=False),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("grade", sa.String(20), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("recorded", Moment(), nullable=False),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("deleted", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.ForeignKeyConstraint(
            ["audit_id"],
            ["audits.id"],
            name=op.f("fk_findings_audit_id_audits"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_findings_audit_id"), "findings", ["audit_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("findings")
    op.drop_table("audits")
    op.drop_table("transition_items")
