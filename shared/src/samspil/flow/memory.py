"""The engine in memory: the same stages, without Kafka and Postgres. For stories, properties and `samspil play`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from samspil.calendar import midnight
from samspil.events.engine import DayBegun
from samspil.events.event import Event
from samspil.flow.fold import Performed, Performer, Stage, TaskAtHand
from samspil.flow.gatekeeper import Arrival, Gate
from samspil.flow.lanes import lane_of
from samspil.flow.record import DAY, Outgoing, Record, TooLargeError, day_mark
from samspil.flow.slot import Slot, read_state
from samspil.flow.take import Facts, Gap, NextDay, Place, Places, take
from samspil.flow.work import Task, Work
from samspil.topics import CLOCK, RECEIVED

BATCH = 500
MOST_TRIES = 20
START = Place()


@dataclass
class MemoryLane:
    """What a lane of a stage keeps."""

    day: date | None = None
    places: Places = field(default_factory=dict)
    slots: dict[tuple[str, str], Slot] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)


class MemoryLog:
    """Topics as lists of records, numbered densely per lane as the outbox would."""

    def __init__(self) -> None:
        self.topics: dict[str, dict[int, list[Record]]] = defaultdict(lambda: defaultdict(list))

    def append(self, out: Outgoing) -> None:
        lane = self.topics[out.topic][out.lane]
        headers = out.headers | {"ce_sequence": str(len(lane) + 1)}
        lane.append(Record(out.topic, out.lane, len(lane), out.key or "", headers, out.value))

    def facts(self, topic: str) -> list[Record]:
        """All records of a topic but the days, lane by lane."""
        return [r for _, lane in sorted(self.topics[topic].items()) for r in lane if r.type != DAY]


class MemoryStage:
    """One stage over a memory log."""

    def __init__(self, stage: Stage, log: MemoryLog, lanes: int, performers: Mapping[type[Event], Performer]) -> None:
        self.stage = stage
        self.log = log
        self.lanes = [MemoryLane() for _ in range(lanes)]
        self.performers = performers

    def run(self) -> bool:
        """Do all that can be done now, side effects included. Says whether anything was done."""
        return any(self._run_lane(number) for number in range(len(self.lanes)))

    def _run_lane(self, number: int) -> bool:
        done = False
        while self._step(number) or self._dispatch(number):
            done = True
        return done

    def _step(self, number: int) -> bool:
        lane = self.lanes[number]
        buffers = {
            topic.name: self.log.topics[topic.name][number][
                lane.places[topic.name].offset if topic.name in lane.places else 0 :
            ]
            for topic in self.stage.reads
        }
        step = take(lane.day, lane.places, buffers, self.stage.unmarked, BATCH)
        if isinstance(step, Gap):
            raise AssertionError(f"{self.stage.name} finds a gap in memory: {step}")
        work = Work(self.stage, number, lane.slots)
        if isinstance(step, Facts):
            assert lane.day is not None
            work.facts(step.records, lane.day)
        elif isinstance(step, NextDay):
            self._wake(work, lane, step.day)
            lane.day = step.day
        else:
            lane.places = step.places
            return False
        lane.places = step.places
        self._commit(work, lane)
        if isinstance(step, NextDay) and self.stage.topic:
            self.log.append(day_mark(step.day, self.stage.topic.name, number, self.stage.name))
        return True

    def _wake(self, work: Work, lane: MemoryLane, day: date) -> None:
        due = [
            slot
            for _, slot in sorted(lane.slots.items())
            if not slot.parked and slot.due is not None and slot.due <= day
        ]
        for slot in due:
            work.wake(slot, day)

    def _commit(self, work: Work, lane: MemoryLane) -> None:
        for out in work.out:
            self.log.append(out)
        lane.tasks += work.tasks
        for slot in work.slots.values():
            if slot.dirty and slot.state is not None:
                slot.state = read_state(type(slot.state), slot.state.shape, slot.state.document())
            if slot.joined or slot.emptied:
                slot.queue = ([] if slot.emptied else slot.queue or []) + slot.joined
            slot.joined, slot.dirty, slot.emptied = [], False, False

    def _dispatch(self, number: int) -> bool:
        lane = self.lanes[number]
        if not lane.tasks:
            return False
        task = lane.tasks.pop(0)
        at_hand = TaskAtHand(task.id, task.key, task.receiver, task.intention)
        performed = self._perform(at_hand)
        work = Work(self.stage, number, lane.slots)
        assert lane.day is not None
        work.enter(task, performed, lane.day)
        self._commit(work, lane)
        return True

    def _perform(self, task: TaskAtHand) -> Performed:
        for _ in range(MOST_TRIES):
            try:
                done: Performed = finish(self.performers[type(task.intention)](task))
                done.fitting()
            except (OSError, TooLargeError):
                continue
            return done
        raise TimeoutError(f"{task.intention.type} for {task.receiver} failed {MOST_TRIES} times")


class MemoryWorld:
    """Stages in their order behind an optional gate, all over one log."""

    def __init__(
        self,
        stages: tuple[Stage, ...],
        *,
        lanes: int = 4,
        performers: Mapping[type[Event], Performer] | None = None,
        gate: Gate | None = None,
    ) -> None:
        self.log = MemoryLog()
        self.lane_count = lanes
        self.stages = {stage.name: MemoryStage(stage, self.log, lanes, performers or {}) for stage in stages}
        self.gate = gate
        self.arrived: list[Arrival] = []

    def day(self, day: date) -> None:
        """The calendar gives a day; then everything runs until nothing is left to do."""
        marked = CLOCK.name if self.gate else None
        if marked:
            self.log.append(Outgoing(marked, 0, None, {"ce_id": str(day), "ce_type": DAY}, DayBegun(day=day).written()))
        for topic in {RECEIVED.name} if self.gate else self._sources():
            for lane in range(self.lane_count):
                self.log.append(day_mark(day, topic, lane, "calendar"))
        self.run()

    def arrive(self, topic: str, key: str, headers: dict[str, str], value: bytes, at: datetime) -> None:
        """A party says something on its own topic; the gate judges it at once."""
        encoded = tuple((name, text.encode()) for name, text in headers.items())
        arrival = Arrival(topic, 0, len(self.arrived), key.encode(), encoded, value, at)
        self.arrived.append(arrival)
        assert self.gate is not None, "a world without a gate hears no party"
        for admission in finish(self.gate.admit(None, [arrival])):
            lanes = self.lane_count if admission.topic == RECEIVED.name else 1
            lane = lane_of(admission.key, lanes)
            self.log.append(Outgoing(admission.topic, lane, admission.key, admission.headers, admission.value))
        self.run()

    def put(self, topic: str, event: Event, key: str, *, id_: str, source: str = "/samspil/test", on: date) -> None:
        """An event straight onto a topic, for tests of one stage; its time is the midnight of `on`."""
        headers = {
            "ce_id": id_,
            "ce_source": source,
            "ce_type": event.type,
            "ce_time": midnight(on).astimezone(UTC).isoformat(),
        }
        self.log.append(Outgoing(topic, lane_of(key, self.lane_count), key, headers, event.written()))

    def run(self) -> None:
        """Run all stages until nothing moves."""
        while any(stage.run() for stage in self.stages.values()):
            pass

    def state(self, stage: str, fold: str, key: str) -> Any:
        """The present state of one key; None where there is none."""
        lanes = self.stages[stage].lanes
        slot = lanes[lane_of(key, self.lane_count)].slots.get((fold, key))
        return slot.state if slot else None

    def _sources(self) -> set[str]:
        written = {stage.stage.topic.name for stage in self.stages.values() if stage.stage.topic}
        return {topic.name for stage in self.stages.values() for topic in stage.stage.reads} - written


def finish(work: Awaitable[Any]) -> Any:
    """The result of a fake's coroutine. Fakes never wait for anything outside, so no event loop is needed."""
    steps = work.__await__()
    try:
        next(steps)
    except StopIteration as done:
        return done.value
    raise RuntimeError("in memory nothing may wait for the outside: give the world a fake that does not")
