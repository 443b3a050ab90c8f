"""The read model: what operators look at, as rows. Nothing here is the truth; all of it is made again from the topics.

`told` keeps one row for each record, so a record that comes twice changes nothing. The other tables are what its rows
add up to: a column is empty until an event has told it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    Numeric,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

MOMENT = DateTime(timezone=True)

told = Table(
    "told",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("lane", Integer, primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("citizen_id", Text, nullable=False),
    Column("day", Date, nullable=False, comment="the lane's day when it was told"),
    Column("time", MOMENT, nullable=False, comment="the time of the cause, as in ce_time"),
    Column(
        "place", SmallInteger, nullable=False, comment="of the stage in the order of stages: a cause before its effect"
    ),
    Column("type", Text, nullable=False),
    Column("source", Text, nullable=False, comment="ce_source: the stage or the party that says it"),
    Column("id", Text, nullable=False),
    Column("correlation", Text, nullable=False),
    Column("causation", Text, nullable=False),
    Column("trace", Text, nullable=False),
    Column("data", JSONB, comment="the event's own fields; empty where this version cannot read them"),
    Index("told_journey", "citizen_id", "day", "place", "sequence"),
)

journey = Table(
    "journey",
    metadata,
    Column("spell_id", Text, primary_key=True),
    Column("citizen_id", Text),
    Column("unemployed_from", Date),
    Column("fund", Text),
    Column("municipality", Text),
    Column("insurance", Text),
    Column("pack", Text),
    Column("track", Text),
    Column("hours", Numeric(8, 2), comment="benefit hours of the period after the last report"),
    Column("holder", Text),
    Column("since", Date),
    Column("rule", Text, comment="the rule by which the holder is responsible"),
    Column("forecast_on", Date),
    Column("forecast_receiver", Text),
    Column("ended_on", Date),
    Column("end_reason", Text),
    Index("journey_citizen", "citizen_id", postgresql_ops={"citizen_id": "text_pattern_ops"}),
    Index("journey_holder", "holder"),
    Index("journey_newest", "unemployed_from", "spell_id"),
)

meeting = Table(
    "meeting",
    metadata,
    Column("meeting_id", Text, primary_key=True),
    Column("spell_id", Text),
    Column("citizen_id", Text),
    Column("holder", Text),
    Column("rule", Text),
    Column("opens", Date),
    Column("latest", Date, comment="the last day on which it can be held in time"),
    Column("on_day", Date, comment="planned for, or held on"),
    Column("form", Text),
    Column("round", Integer),
    Column("state", Text, comment="required, invited, held, missed, waived"),
    Column("reason", Text, comment="why it was waived"),
    Column("at_risk", Boolean),
    Index("meeting_spell", "spell_id"),
)

receipt = Table(
    "receipt",
    metadata,
    Column("handover_id", Text, primary_key=True),
    Column("spell_id", Text),
    Column("citizen_id", Text),
    Column("receiver", Text),
    Column("cause", Text),
    Column("effective", Date),
    Column("prepared_at", MOMENT),
    Column("sent_at", MOMENT),
    Column("received_at", MOMENT),
    Column("accepted_at", MOMENT),
    Column("rejected_at", MOMENT),
    Column("reason", Text),
    Column("reminded_at", MOMENT),
    Column("escalated_at", MOMENT),
    Column("grounds", Text),
    Column("closed_at", MOMENT),
    Index("receipt_spell", "spell_id"),
    Index("receipt_open", "effective", postgresql_where=text("accepted_at IS NULL AND closed_at IS NULL")),
)

letter = Table(
    "letter",
    metadata,
    Column("notification_id", Text, primary_key=True),
    Column("citizen_id", Text),
    Column("kind", Text),
    Column("about", Date),
    Column("channel", Text),
    Column("created_at", MOMENT),
    Column("sent_at", MOMENT),
    Column("delivered_at", MOMENT),
    Column("withdrawn_at", MOMENT),
    Index("letter_citizen", "citizen_id"),
)

parked = Table(
    "parked",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("fold", Text, primary_key=True),
    Column("citizen_id", Text, primary_key=True),
    Column("held", Boolean, comment="false once it was released or discarded"),
    Column("since", MOMENT),
    Column("event_id", Text),
    Column("event_type", Text),
    Column("error", Text),
    Column("attempts", Integer),
    Index("parked_held", "since", postgresql_where=text("held")),
)

dead_letter = Table(
    "dead_letter",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("offset", BigInteger, primary_key=True),
    Column("sha256", Text),
    Column("error", Text),
    Column("told_at", MOMENT),
)
