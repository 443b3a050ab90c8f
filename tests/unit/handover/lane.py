"""One lane of one stage, driven by hand: which record comes first within a day is the test's choice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date

from handover.flow import STAGES
from samspil.calendar import midnight
from samspil.events.event import CATALOGUE, Event
from samspil.flow.decision import State
from samspil.flow.fold import Performed, Stage
from samspil.flow.record import Outgoing, Record
from samspil.flow.slot import Slot
from samspil.flow.work import Task, Work
from tests.unit.handover.life import CITIZEN

RESPONSIBILITY, HANDOVER = STAGES


def record_of(event: Event, source: str, number: int, today: date) -> Record:
    """What a stage upstream wrote; the order of a topic is the order of the numbers."""
    headers = {
        "ce_id": f"said-{number:04}",
        "ce_source": source,
        "ce_type": event.type,
        "ce_time": midnight(today).astimezone(UTC).isoformat(),
        "ce_correlationid": "journey",
    }
    return Record("intake.v1", 0, number, CITIZEN, headers, event.model_dump_json().encode())


def read_back(out: Outgoing) -> Record:
    """What was written, as the next stage reads it."""
    return Record(out.topic, out.lane, 0, CITIZEN, out.headers, out.value)


def event_of(record: Record | Outgoing) -> Event:
    return CATALOGUE[record.headers["ce_type"]].model_validate_json(record.value)


@dataclass
class Lane:
    """Keeps the slots of a stage between steps; each step returns what it wrote."""

    stage: Stage
    slots: dict[tuple[str, str], Slot] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)

    def facts(self, records: Iterable[Record], today: date) -> list[Outgoing]:
        work = Work(self.stage, 0, self.slots)
        work.facts(records, today)
        return self._keep(work)

    def wake(self, day: date) -> list[Outgoing]:
        work = Work(self.stage, 0, self.slots)
        for slot in list(self.slots.values()):
            if slot.due is not None and slot.due <= day:
                work.wake(slot, day)
        return self._keep(work)

    def enter(self, task: Task, result: Event, today: date) -> list[Outgoing]:
        """A dispatcher reports what came of a task."""
        work = Work(self.stage, 0, self.slots)
        work.enter(task, Performed(result), today)
        return self._keep(work)

    def states(self) -> dict[tuple[str, str], State | None]:
        return {name: slot.state for name, slot in self.slots.items()}

    def _keep(self, work: Work) -> list[Outgoing]:
        assert not [slot.joined for slot in self.slots.values() if slot.parked]
        self.tasks += work.tasks
        for slot in self.slots.values():
            if slot.state is not None:
                slot.state = type(slot.state).model_validate_json(slot.state.model_dump_json())
        return work.out
