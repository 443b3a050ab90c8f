"""The engine's tables, the same in every service's database. Migrations are made from this metadata."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData()

lane = Table(
    "flow_lane",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("lane", Integer, primary_key=True),
    Column("day", Date, comment="the last day whose waking is finished"),
    Column("waking", Date, comment="the day whose waking has begun and is not finished"),
    Column("version", BigInteger, nullable=False, server_default="0", comment="moves with every commit of the lane"),
)

position = Table(
    "flow_position",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("lane", Integer, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("next_offset", BigInteger, nullable=False),
    Column("last_sequence", BigInteger, nullable=False),
    Column("topic_id", Text, nullable=False, comment="Kafka's id of the topic that the offset belongs to"),
)

state = Table(
    "flow_state",
    metadata,
    Column("fold", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("lane", Integer, nullable=False),
    Column("shape", Integer, nullable=False),
    Column("document", Text, comment="empty where the key was parked before it had a state"),
    Column("due", Date),
    Column("parked", Boolean, nullable=False, server_default="false"),
    Column("correlation", Text, nullable=False, comment="the journey that events of a day's waking belong to"),
    Index("flow_state_due", "fold", "lane", "due", postgresql_where=text("due IS NOT NULL AND NOT parked")),
)

waiting = Table(
    "flow_waiting",
    metadata,
    Column("fold", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("number", BigInteger, Identity(), primary_key=True),
    Column("stage", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("topic", Text, comment="empty where a day's waking failed"),
    Column("lane", Integer, nullable=False),
    Column("headers", Text),
    Column("value", LargeBinary),
    Column("error", Text, nullable=False, comment="empty for what only queues behind a failed entry"),
    Column("attempts", Integer, nullable=False),
)

outbox = Table(
    "flow_outbox",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("lane", Integer, primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    Column("key", Text),
    Column("headers", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
)

sequence = Table(
    "flow_sequence",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("lane", Integer, primary_key=True),
    Column("last", BigInteger, nullable=False),
)

task = Table(
    "flow_task",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", BigInteger, Identity(), nullable=False, unique=True),
    Column("stage", Text, nullable=False),
    Column("fold", Text, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("receiver", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("time", DateTime(timezone=True), nullable=False),
    Column("correlation", Text, nullable=False),
    Column("causation", Text, nullable=False),
    Column("traceparent", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_try", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("error", Text),
    Index("flow_task_order", "stage", "lane", "key", "receiver", "number"),
)
