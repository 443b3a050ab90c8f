"""What a lane does next: facts, the next day, or nothing yet. Pure; repeats, gaps and days are judged here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from samspil.flow.record import DAY, Record


@dataclass(frozen=True, slots=True)
class Place:
    """How far a lane has read one topic: the next offset in Kafka, the last sequence taken (0 before the first)."""

    offset: int = 0
    sequence: int = 0

    def after(self, record: Record) -> Place:
        return Place(record.offset + 1, max(self.sequence, record.sequence))


Places = dict[str, Place]


@dataclass(frozen=True, slots=True)
class Facts:
    """Records to decide on today; `places` holds once they are committed."""

    records: list[Record]
    places: Places


@dataclass(frozen=True, slots=True)
class NextDay:
    """Every topic with days has reached `day`: wake what is due, then go to `places`."""

    day: date
    places: Places


@dataclass(frozen=True, slots=True)
class Gap:
    """A sequence is missing before `found`."""

    topic: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing to do until more is read; `places` may have moved over repeats."""

    places: Places


Take = Facts | NextDay | Gap | Nothing


@dataclass(slots=True)
class _Reading:
    """What one topic has to give: facts before its mark, the mark if it is reached."""

    place: Place
    facts: list[Record] = field(default_factory=list)
    mark: Record | None = None
    gap: Gap | None = None


def take(
    day: date | None, places: Places, buffers: Mapping[str, Iterable[Record]], unmarked: set[str], limit: int
) -> Take:
    """The next step of a lane that stands at `day`, has read up to `places` and holds `buffers`.

    Numbers begin at 1 and have no gaps. A lane without a day waits for the first mark of every topic and begins at the
    latest of them; marks up to the lane's day are passed over. Topics in `unmarked` carry no days and nobody waits for
    them.
    """
    if day is None:
        return _first_day(places, buffers, unmarked)
    readings = {}
    for topic, buffer in buffers.items():
        readings[topic] = reading = _read(topic, places.get(topic, Place()), buffer, day, limit)
        limit -= len(reading.facts)
        if reading.gap:
            return reading.gap
    after = places | {topic: reading.place for topic, reading in readings.items()}
    if records := [record for reading in readings.values() for record in reading.facts]:
        return Facts(records, after)
    marks = {topic: reading.mark for topic, reading in readings.items() if topic not in unmarked}
    if any(mark is None for mark in marks.values()):
        return Nothing(after)
    days = {topic: mark.day() for topic, mark in marks.items() if mark}
    first = min(days.values())
    passed = {topic: after[topic].after(mark) for topic, mark in marks.items() if mark and days[topic] == first}
    return NextDay(first, after | passed)


def _first_day(places: Places, buffers: Mapping[str, Iterable[Record]], unmarked: set[str]) -> Take:
    firsts: dict[str, list[Record]] = {}
    for topic in buffers.keys() - unmarked:
        until_mark = list(_until_first_mark(buffers[topic]))
        expected = places.get(topic, Place()).sequence + 1
        if until_mark and until_mark[0].sequence > expected:
            return Gap(topic, expected, until_mark[0].sequence)
        if not until_mark or until_mark[-1].type != DAY:
            return Nothing(places)
        firsts[topic] = until_mark
    day = max(records[-1].day() for records in firsts.values())
    begun = {topic: Place().after(r[0]) for topic, r in firsts.items() if len(r) == 1 and r[0].day() == day}
    return NextDay(day, places | begun)


def _until_first_mark(buffer: Iterable[Record]) -> Iterable[Record]:
    for record in buffer:
        yield record
        if record.type == DAY:
            return


def _read(topic: str, place: Place, buffer: Iterable[Record], day: date, limit: int) -> _Reading:
    reading = _Reading(place)
    offset, last = place.offset, place.sequence
    for record in buffer:
        sequence = record.sequence
        if sequence > last:
            if sequence != last + 1:
                if not reading.facts:
                    reading.gap = Gap(topic, last + 1, sequence)
                break
            if record.type == DAY:
                if record.day() > day:
                    reading.mark = record
                    break
            elif len(reading.facts) >= limit:
                break
            else:
                reading.facts.append(record)
            last = sequence
        offset = record.offset + 1
    reading.place = Place(offset, last)
    return reading
