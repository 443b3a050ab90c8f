"""Is everything done? Where all services stand, compared with what was numbered and what was produced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samspil.topics import STAGES, TOPICS

READERS = {topic.name: tuple(reader for reader in topic.readers if reader in STAGES) for topic in TOPICS}


@dataclass(frozen=True)
class Status:
    """The merged status of all services."""

    days: Mapping[str, str | None]
    """By `stage/lane`: the last finished day."""
    places: Mapping[str, int]
    """By `stage/topic/lane`: the last sequence taken; for the gate the next offset."""
    numbered: Mapping[str, int]
    """By `topic/lane`: the last sequence given out by its writer; of a party's topic, by all its writers together."""
    outbox: int
    tasks: int
    parked: int

    def pending(self, day: date, produced: Mapping[str, int]) -> list[str]:
        """What is not done yet, a line each; empty once everything is. `produced`: next offset by `topic/partition`."""
        return [*self._unfinished(day), *self._unread(), *self._not_admitted(produced), *self._waiting()]

    def _unfinished(self, day: date) -> Iterable[str]:
        return (f"{lane} stands at {stood}" for lane, stood in self.days.items() if stood != day.isoformat())

    def _unread(self) -> Iterable[str]:
        for numbered, given in self.numbered.items():
            topic, _, _ = numbered.rpartition("/")
            for stage in READERS.get(topic, ()):
                if (read := self.places.get(f"{stage}/{numbered}", 0)) != given:
                    yield f"{stage} has read {numbered} up to {read} of {given}"

    def _not_admitted(self, produced: Mapping[str, int]) -> Iterable[str]:
        for partition, offset in produced.items():
            if (read := self.places.get(f"gate/{partition}", 0)) < offset:
                yield f"the gate has read {partition} up to {read} of {offset}"

    def _waiting(self) -> Iterable[str]:
        if self.outbox:
            yield f"{self.outbox} records wait in outboxes"
        if self.tasks:
            yield f"{self.tasks} side effects wait"


def merged(answers: list[dict[str, Any]]) -> Status:
    """One status from those of all services; each names lanes and topics of its own, but parties' topics they share."""
    numbered: Counter[str] = Counter()
    for answer in answers:
        numbered.update(answer["numbered"])
    return Status(
        days={lane: day for answer in answers for lane, day in answer["days"].items()},
        places={place: read for answer in answers for place, read in answer["places"].items()},
        numbered=numbered,
        outbox=sum(answer["outbox"] for answer in answers),
        tasks=sum(answer["tasks"] for answer in answers),
        parked=sum(answer["parked"] for answer in answers),
    )
