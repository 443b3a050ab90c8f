"""What an observer sees on the services' own topics. Read only; the country's parties never learn of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from samspil import topics
from samspil.calendar import local_day
from samspil.events.engine import DayBegun, KeyParked, KeyReleased
from samspil.events.event import CATALOGUE, Event
from samspil.events.intake import BenefitHoursCounted, RegistrationAccepted, RulesChanged, SpellClosed
from sandbox.country.fingerprints import Fingerprints

WATCHED: Final = tuple(topic.name for topic in topics.TOPICS if topic is not topics.CLOCK)
MARKED: Final = tuple(topic.name for topic in topics.TOPICS if topic.days and topic is not topics.CLOCK)
ONLY_COUNTED: Final = frozenset({topics.RECEIVED.name, topics.INTAKE.name})
OWN_OF_INTAKE: Final = (RegistrationAccepted, RulesChanged, BenefitHoursCounted, SpellClosed)
ALWAYS_READ: Final = frozenset(kind.type for kind in (KeyParked, KeyReleased, *OWN_OF_INTAKE))
TEN_DIGITS: Final = re.compile(rb"(?<![0-9A-Za-z])[0-9]{6}-?[0-9]{4}(?![0-9A-Za-z])")
ADDRESS: Final = re.compile(rb"[0-9A-Za-z.-]+@example\.org")


class RawRecord(Protocol):
    """A record as a Kafka client gives it."""

    @property
    def topic(self) -> str: ...
    @property
    def partition(self) -> int: ...
    @property
    def offset(self) -> int: ...
    @property
    def key(self) -> bytes | None: ...
    @property
    def value(self) -> bytes | None: ...
    @property
    def headers(self) -> Sequence[tuple[str, bytes]]: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """One record that is no day. `event` is None where the observer only counts."""

    topic: str
    lane: int
    sequence: int
    id: str
    source: str
    key: str
    time: datetime
    event: Event | None
    causation: str = ""
    """The id of what it follows from."""

    @property
    def day(self) -> date:
        """The simulated day on which it was decided."""
        return local_day(self.time)


class Observations:
    """Everything seen so far. Repeats of a sequence are dropped, as every reader must; one that differs is named."""

    def __init__(self, cprs: Iterable[str] = ()) -> None:
        self.total = 0
        self.admitted: list[Seen] = []
        """What passed the gate."""
        self.gaps: list[str] = []
        self.doubled: list[str] = []
        """Numbers that two different records have."""
        self.leaks: list[str] = []
        self._events: dict[type[Event], list[Seen]] = defaultdict(list)
        self._last: dict[tuple[str, int], int] = {}
        self._prints = Fingerprints()
        self._days: dict[tuple[str, int], date] = {}
        self._cprs = frozenset(cpr.encode() for cpr in cprs)

    def of(self, *kinds: type[Event]) -> list[Seen]:
        """The records of these types, type by type, each in the order of its topic's lanes."""
        return [seen for kind in kinds for seen in self._events[kind]]

    def about(self, citizens: Collection[str]) -> list[Seen]:
        """The records about these citizens that were read, each lane of a topic in its order."""
        found = [seen for records in self._events.values() for seen in records if seen.key in citizens]
        return sorted(found, key=lambda seen: (seen.topic, seen.lane, seen.sequence))

    def count(self, kind: type[Event]) -> int:
        return len(self._events[kind])

    def take(self, raw: RawRecord) -> None:
        """One more record of a watched topic."""
        headers = {name: value.decode() for name, value in raw.headers}
        if not self._is_next(raw, int(headers.get("ce_sequence", "0"))):
            return
        type_ = headers["ce_type"]
        self._look_for_persons(raw, type_)
        if type_ == DayBegun.type:
            self._days[raw.topic, raw.partition] = DayBegun.read(raw.value or b"").day
        else:
            self.keep(self._seen(raw, headers, type_))

    def finished(self, day: date, lanes: int) -> bool:
        """Whether every stage that marks its days has finished the waking of this one."""
        marks = (self._days.get((topic, lane)) for topic in MARKED for lane in range(lanes))
        return all([mark is not None and mark >= day for mark in marks])

    def keep(self, seen: Seen) -> None:
        """One more record, read already."""
        self.total += seen.topic != topics.CURRENT.name  # compaction may have taken older ones away
        if seen.topic == topics.RECEIVED.name:
            self.admitted.append(seen)
        if seen.event is not None:
            self._events[type(seen.event)].append(seen)

    def parked(self) -> Counter[str]:
        """How many folds of each citizen are parked."""
        standing = Counter(seen.key for seen in self.of(KeyParked))
        standing.subtract(seen.key for seen in self.of(KeyReleased))
        return +standing

    def held_back(self) -> set[tuple[str, ...]]:
        """Sender and id of the messages that went in about somebody who is parked: an operator sees them."""
        parked = self.parked()
        return {(seen.source, seen.id) for seen in self.admitted if seen.key in parked}

    def _is_next(self, raw: RawRecord, sequence: int) -> bool:
        lane = (raw.topic, raw.partition)
        last, parts = self._last.get(lane, 0), (raw.key, raw.value, *raw.headers)
        if sequence <= last:
            if self._prints.differs(lane, sequence, parts):
                self.doubled.append(f"{raw.topic}/{raw.partition} has another record under the number {sequence}")
            return False
        if sequence != last + 1 and raw.topic != topics.CURRENT.name:
            self.gaps.append(f"{raw.topic}/{raw.partition} goes on with {sequence} after {last}: something is missing")
        self._last[lane] = sequence
        self._prints.keep(lane, sequence, parts)
        return True

    def _seen(self, raw: RawRecord, headers: dict[str, str], type_: str) -> Seen:
        read = raw.topic not in ONLY_COUNTED or type_ in ALWAYS_READ
        return Seen(
            topic=raw.topic,
            lane=raw.partition,
            sequence=int(headers.get("ce_sequence", "0")),
            id=headers["ce_id"],
            source=headers["ce_source"],
            key=(raw.key or b"").decode(),
            time=datetime.fromisoformat(headers["ce_time"]),
            event=CATALOGUE[type_].read(raw.value or b"") if read else None,
            causation=headers.get("ce_causationid", ""),
        )

    def _look_for_persons(self, raw: RawRecord, type_: str) -> None:
        """Numbers and addresses of people have no place on any topic of the services."""
        for part in (raw.key or b"", raw.value or b"", *(value for _, value in raw.headers)):
            numbers = {found.replace(b"-", b"") for found in TEN_DIGITS.findall(part)}
            if numbers & self._cprs or ADDRESS.search(part):
                self.leaks.append(f"{type_} at {raw.topic}/{raw.partition}/{raw.offset} tells who a person is")
                return
