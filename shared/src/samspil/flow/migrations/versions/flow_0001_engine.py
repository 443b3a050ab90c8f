"""The engine's tables.

Revision ID: flow_0001
"""

import sqlalchemy as sa
from alembic import op

revision = "flow_0001"
down_revision = None
branch_labels = ("flow",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "flow_lane",
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True, comment="the last day whose waking is finished"),
        sa.Column(
            "version",
            sa.BigInteger(),
            server_default="0",
            nullable=False,
            comment="moves with every commit of the lane",
        ),
        sa.PrimaryKeyConstraint("stage", "lane"),
    )
    op.create_table(
        "flow_outbox",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "lane", "sequence"),
    )
    op.create_table(
        "flow_position",
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("next_offset", sa.BigInteger(), nullable=False),
        sa.Column("last_sequence", sa.BigInteger(), nullable=False),
        sa.Column("topic_id", sa.Text(), nullable=False, comment="Kafka's id of the topic that the offset belongs to"),
        sa.PrimaryKeyConstraint("stage", "lane", "topic"),
    )
    op.create_table(
        "flow_sequence",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "lane"),
    )
    op.create_table(
        "flow_state",
        sa.Column("fold", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("shape", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True, comment="empty where the key was parked before it had a state"),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("parked", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "correlation", sa.Text(), nullable=False, comment="the journey that events of a day's waking belong to"
        ),
        sa.PrimaryKeyConstraint("fold", "key"),
    )
    op.create_index(
        "flow_state_due",
        "flow_state",
        ["fold", "lane", "due"],
        unique=False,
        postgresql_where=sa.text("due IS NOT NULL AND NOT parked"),
    )
    op.create_table(
        "flow_task",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("fold", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("correlation", sa.Text(), nullable=False),
        sa.Column("causation", sa.Text(), nullable=False),
        sa.Column("traceparent", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_try", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("flow_task_order", "flow_task", ["stage", "lane", "key", "receiver", "number"], unique=False)
    op.create_table(
        "flow_waiting",
        sa.Column("fold", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True, comment="empty where a day's waking failed"),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=True),
        sa.Column("value", sa.LargeBinary(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False, comment="empty for what only queues behind a failed entry"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("fold", "key", "number"),
    )
