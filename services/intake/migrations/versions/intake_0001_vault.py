"""The vault's tables.

Revision ID: intake_0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "intake_0001"
down_revision = None
branch_labels = ("intake",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vault_person",
        sa.Column("citizen_id", sa.Text(), nullable=False),
        sa.Column("blind_index", sa.LargeBinary(), nullable=False, comment="HMAC of the CPR number"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="the person block, AES-256-GCM"),
        sa.Column("journey", sa.Text(), nullable=False, comment="of the latest registration"),
        sa.PrimaryKeyConstraint("citizen_id"),
        sa.UniqueConstraint("blind_index"),
    )
    op.create_table(
        "vault_received",
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="HMAC of the content"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("party", "message_id"),
    )
    op.create_table(
        "vault_unreadable",
        sa.Column("fingerprint", sa.Text(), nullable=False, comment="as the dead letter names it"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False, comment="key, headers and value, AES-256-GCM"),
        sa.PrimaryKeyConstraint("fingerprint"),
    )
    op.create_table(
        "vault_audit",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("citizen_id", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("fields", postgresql.ARRAY(sa.Text()), nullable=False, comment="which personal data left"),
        sa.ForeignKeyConstraint(
            ["citizen_id"],
            ["vault_person.citizen_id"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "vault_case",
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("citizen_id", sa.Text(), nullable=False),
        sa.Column(
            "journey",
            sa.Text(),
            nullable=True,
            comment="of the latest registration under this case; most cases have none",
        ),
        sa.ForeignKeyConstraint(
            ["citizen_id"],
            ["vault_person.citizen_id"],
        ),
        sa.PrimaryKeyConstraint("party", "key"),
    )
