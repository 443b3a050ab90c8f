"""What operators see.

Revision ID: operations_0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "operations_0001"
down_revision = None
branch_labels = ("operations",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dead_letter",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("partition", sa.Integer(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("topic", "partition", "offset"),
    )
    op.create_table(
        "journey",
        sa.Column("spell_id", sa.Text(), nullable=False),
        sa.Column("citizen_id", sa.Text(), nullable=True),
        sa.Column("unemployed_from", sa.Date(), nullable=True),
        sa.Column("fund", sa.Text(), nullable=True),
        sa.Column("municipality", sa.Text(), nullable=True),
        sa.Column("insurance", sa.Text(), nullable=True),
        sa.Column("pack", sa.Text(), nullable=True),
        sa.Column("track", sa.Text(), nullable=True),
        sa.Column(
            "hours",
            sa.Numeric(precision=8, scale=2),
            nullable=True,
            comment="benefit hours of the period after the last report",
        ),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True, comment="the rule by which the holder is responsible"),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("forecast_receiver", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("spell_id"),
    )
    op.create_index(
        "journey_citizen", "journey", ["citizen_id"], unique=False, postgresql_ops={"citizen_id": "text_pattern_ops"}
    )
    op.create_index("journey_holder", "journey", ["holder"], unique=False)
    op.create_index("journey_newest", "journey", ["unemployed_from", "spell_id"], unique=False)
    op.create_table(
        "letter",
        sa.Column("notification_id", sa.Text(), nullable=False),
        sa.Column("citizen_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("about", sa.Date(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("notification_id"),
    )
    op.create_index("letter_citizen", "letter", ["citizen_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("spell_id", sa.Text(), nullable=True),
        sa.Column("citizen_id", sa.Text(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True, comment="the last day on which it can be held in time"),
        sa.Column("on_day", sa.Date(), nullable=True, comment="planned for, or held on"),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True, comment="required, invited, held, missed, waived"),
        sa.Column("reason", sa.Text(), nullable=True, comment="why it was waived"),
        sa.Column("at_risk", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("meeting_id"),
    )
    op.create_index("meeting_spell", "meeting", ["spell_id"], unique=False)
    op.create_table(
        "parked",
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("fold", sa.Text(), nullable=False),
        sa.Column("citizen_id", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=True, comment="false once it was released or discarded"),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.Text(), nullable=True),
        sa.Column("event_type", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("stage", "fold", "citizen_id"),
    )
    op.create_index("parked_held", "parked", ["since"], unique=False, postgresql_where=sa.text("held"))
    op.create_table(
        "receipt",
        sa.Column("handover_id", sa.Text(), nullable=False),
        sa.Column("spell_id", sa.Text(), nullable=True),
        sa.Column("citizen_id", sa.Text(), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("grounds", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("handover_id"),
    )
    op.create_index(
        "receipt_open",
        "receipt",
        ["effective"],
        unique=False,
        postgresql_where=sa.text("accepted_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index("receipt_spell", "receipt", ["spell_id"], unique=False)
    op.create_table(
        "told",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("citizen_id", sa.Text(), nullable=False),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False, comment="the time of the cause, as in ce_time"),
        sa.Column(
            "place",
            sa.SmallInteger(),
            nullable=False,
            comment="of the stage in the order of stages: a cause before its effect",
        ),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False, comment="ce_source: the stage or the party that says it"),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("correlation", sa.Text(), nullable=False),
        sa.Column("causation", sa.Text(), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.Column(
            "data",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment="the event's own fields; empty where this version cannot read them",
        ),
        sa.PrimaryKeyConstraint("topic", "lane", "sequence"),
    )
    op.create_index("told_journey", "told", ["citizen_id", "time", "place", "sequence"], unique=False)
