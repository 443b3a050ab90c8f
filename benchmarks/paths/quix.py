"""Path (q): the same fold on Quix Streams with its exactly-once guarantee, in an environment of its own.

Decision, state, events and headers are ours, made by the same code; `samspil.flow.work` needs aiokafka, so the few
lines between them are written again. Quix keeps the state in RocksDB with a changelog topic, and reads, changes and
tells in one Kafka transaction.
"""

from __future__ import annotations

import sys
from typing import Any, NamedTuple

from quixstreams import Application, State
from quixstreams.models import Serializer, Topic

from benchmarks.turn import FUNDS, GIVEN, TODAY, Turn
from contact_course.domain.course import Course
from contact_course.flow import STAGE, course
from samspil import topics
from samspil.events.answers import MessageAccepted
from samspil.events.event import CATALOGUE, Event
from samspil.flow.collector import set_for_batches
from samspil.flow.decision import Accepted, Cause, Context
from samspil.flow.identity import event_id
from samspil.flow.record import Record, Trail, headers_of

Headers = list[tuple[str, bytes]]
COMMIT_SECONDS = 0.1
"""Nothing that was told is seen before a commit: 5 s by default. Shorter pauses cost throughput, see README.md."""


class Told(NamedTuple):
    """A record to be produced."""

    topic: str
    headers: Headers
    value: bytes


class TakeBytes(Serializer):  # type: ignore[misc]  # quixstreams lives in an environment of its own
    """The value is written already."""

    def __call__(self, value: Told, **_: Any) -> bytes:
        return value.value


def decide(value: bytes, key: str, _: int, headers: Headers, state: State) -> list[Told]:
    """What `Work.decide` does: parse, decide, keep the state, make the records."""
    record = Record("", 0, 0, key, {name: text.decode() for name, text in headers}, value)
    if record.type == GIVEN:
        state.set_bytes(course.name, value)
        return []
    event = CATALOGUE[record.type].read(value)
    document = state.get_bytes(course.name)
    known = Course.read(document) if document else None
    cause = Cause(record.id, record.type, record.time, record.party)
    decision = course.on[type(event)](known, event, Context(TODAY, key, cause))
    trail = record.trail()
    told = [
        tell(topics.CONTACT_COURSE.name, each, key, trail, cause.id, str(number))
        for number, each in enumerate(decision.told)
    ]
    if cause.party and isinstance(decision.answer, Accepted):
        yes = MessageAccepted(message_id=record.id, message_type=record.type, citizen_id=key)
        told.append(tell(topics.told_to(cause.party), yes, key, trail, cause.id, "answer"))
    if isinstance(decision.state, Course):
        state.set_bytes(course.name, decision.state.document().encode())
    return told


def tell(topic: str, event: Event, key: str, trail: Trail, *name: str) -> Told:
    """An event with its headers."""
    id_ = event_id(int(trail.time.timestamp() * 1000), STAGE.name, *name)
    headers = headers_of(event, id_, STAGE.name, key, trail)
    return Told(topic, [(name, text.encode()) for name, text in headers.items()], event.written())


def run(turn: Turn) -> None:
    """Quix stops by itself on SIGTERM."""
    app = Application(
        broker_address=turn.kafka,
        consumer_group=turn.path,
        auto_offset_reset="earliest",
        commit_interval=COMMIT_SECONDS,
        state_dir=turn.directory,
        producer_extra_config={"compression.type": "lz4"},
        processing_guarantee="exactly-once",
        loglevel="WARNING",
    )
    source = app.topic(turn.source, key_deserializer="str", value_deserializer="bytes")
    told: dict[str, Topic] = {
        name: app.topic(turn.topic(name), key_serializer="str", value_serializer=TakeBytes())
        for name in (
            topics.CONTACT_COURSE.name,
            *(topics.told_to(fund) for fund in FUNDS),
        )
    }
    frame = app.dataframe(source)
    frame = frame.apply(decide, stateful=True, metadata=True, expand=True)
    frame = frame.set_headers(lambda value, *_: value.headers)
    frame.to_topic(lambda value, *_: told[value.topic])
    app.run()


if __name__ == "__main__":
    set_for_batches()
    run(Turn.parse(sys.argv[1]))
