"""One step of a lane, in memory: records or a day in, changed states and outgoing records out. No IO, no clock.

Both runners call it: on Postgres inside a transaction, in memory directly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date

from samspil.calendar import midnight
from samspil.events.answers import MessageAccepted, MessageRefused
from samspil.events.engine import KeyParked
from samspil.events.event import CATALOGUE, Event
from samspil.flow.decision import Cause, Context, Decision, Refusal, State, Unchanged
from samspil.flow.failures import BrokenRuleError, describe
from samspil.flow.fold import Fold, Performed, Stage
from samspil.flow.identity import event_id, milliseconds, trace_of
from samspil.flow.lanes import lane_of
from samspil.flow.parking import OPERATOR_TYPES, follow_operator
from samspil.flow.record import DAY, Outgoing, Record, Trail, headers_of, value_of
from samspil.flow.slot import Slot, Waiting
from samspil.topics import PARTY_LANES, told_to, topic_of

LONGEST_ERROR = 1_000
"""Characters of an error that operators are told: one that tells of thousands of mistakes must fit a record too."""


@dataclass(slots=True)
class Task:
    """A side effect that a decision asked for, with the place in the journey it came from."""

    id: str
    fold: str
    key: str
    receiver: str
    intention: Event
    trail: Trail
    day: date


@dataclass(slots=True)
class Work:
    """The working set of one step. Give it every slot its records need, let it decide, then write what it holds."""

    stage: Stage
    lane: int
    slots: dict[tuple[str, str], Slot] = field(default_factory=dict)
    out: list[Outgoing] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    parked: list[tuple[str, Waiting]] = field(default_factory=list)
    """The folds that parked a key in this step, each with what failed."""

    def slot(self, fold: str, key: str) -> Slot:
        """The slot of (fold, key); a new one where none was loaded."""
        found = self.slots.get((fold, key))
        if found is None:
            found = self.slots[fold, key] = Slot(fold, key)
        return found

    def facts(self, records: Iterable[Record], day: date) -> None:
        """Apply each record to every fold that takes its type; pass on what the stage only lets through."""
        for record in records:
            type_ = record.type
            if type_ in self.stage.passed:
                self.out.append(self.passed_on(record))
            if type_ in OPERATOR_TYPES:
                follow_operator(self, record, day)
            for fold in self.stage.routes.get(type_, ()):
                self.apply(fold, self.slot(fold.name, record.key), record, day)

    def apply(self, fold: Fold, slot: Slot, record: Record, day: date) -> None:
        """Decide on one record, or queue it behind a failed one."""
        if slot.parked:
            slot.joined.append(Waiting(day, record))
            return
        if slot.unreadable:
            self.park(slot, Waiting(day, record, slot.unreadable.error, 1))
            return
        try:
            self.decide(fold, slot, record, day)
        except Exception as error:
            self.park(slot, Waiting(day, record, describe(error), slot.attempts + 1))
        slot.attempts = 0

    def decide(self, fold: Fold, slot: Slot, record: Record, day: date) -> None:
        """Decide on one record and keep the outcome. Any exception leaves slot and output as they were."""
        event = CATALOGUE[record.type].read(record.value)
        trail = record.trail()
        cause = Cause(record.id, record.type, trail.time, record.party)
        decision = fold.on[type(event)](slot.state, event, Context(day, record.key, cause))
        told = self.outgoing(fold, record.key, decision, cause, trail)
        if record.type in self.stage.judged:
            told.append(self.answer(decision, record, trail))
        elif decision.answer is not None:
            raise BrokenRuleError(f"{fold.name} answers {record.type}, whose judge is another stage")
        if decision.passes:
            told.append(self.passed_on(record))
        self.keep(slot, decision, trail, told, day)

    def enter(self, task: Task, performed: Performed, day: date) -> None:
        """What a dispatcher did enters this stage's log, goes to the party, and is applied to the fold that asked."""
        ms = milliseconds(task.trail.time)
        trail = task.trail._replace(causation=task.id)
        for number, (party, event) in enumerate(performed.deliveries):
            name = event_id(ms, self.stage.name, task.id, "delivery", str(number))
            self.out.append(self.party_record(told_to(party), event, name, task.key, trail))
        topic_name = topic_of(type(performed.result), self.stage.name).name
        entered = self.record(
            topic_name, performed.result, event_id(ms, self.stage.name, task.id, "result"), task.key, trail
        )
        self.out.append(entered)
        fold = self.stage.by_name[task.fold]
        if type(performed.result) in fold.on:
            record = Record(topic_name, self.lane, -1, task.key, entered.headers, entered.value)
            self.apply(fold, self.slot(fold.name, task.key), record, day)

    def wake(self, slot: Slot, day: date) -> None:
        """Wake one due slot on `day`; a failing wake parks the key too."""
        fold = self.stage.by_name[slot.fold]
        if slot.unreadable:
            self.park(slot, Waiting(day, None, slot.unreadable.error, 1))
            return
        try:
            self.decide_day(fold, slot, day)
        except Exception as error:
            self.park(slot, Waiting(day, None, describe(error), slot.attempts + 1))

    def decide_day(self, fold: Fold, slot: Slot, day: date) -> None:
        """Let the fold act on a day. Raises BrokenRuleError where waking does not move the due day beyond it."""
        if fold.wake is None:
            raise BrokenRuleError(f"{fold.name} has a due day but no decision for it: add wake= to the fold")
        cause = Cause(f"{slot.fold}:{slot.key}:{day}", "", midnight(day).astimezone(UTC), None)
        decision = fold.wake(slot.state, Context(day, slot.key, cause))
        state = slot.state if isinstance(decision.state, Unchanged) else decision.state
        if state is not None and (due := state.due()) is not None and due <= day:
            raise BrokenRuleError(
                f"{fold.name} was woken on {day} and is due on {due} again: waking must move due beyond the day"
            )
        trail = Trail(cause.time, slot.correlation, "", trace_of(cause.id))
        self.keep(slot, decision, trail, self.outgoing(fold, slot.key, decision, cause, trail), day)

    def keep(self, slot: Slot, decision: Decision[State], trail: Trail, told: list[Outgoing], day: date) -> None:
        """Make a decision's outcome part of this step. Nothing after this point may fail."""
        if not isinstance(decision.state, Unchanged):
            slot.state = decision.state
            slot.correlation = (slot.correlation or trail.correlation) if decision.state is not None else ""
            slot.dirty = True
        self.out += told
        for number, task in enumerate(decision.tasks):
            id_ = event_id(
                milliseconds(trail.time), self.stage.name, slot.fold, slot.key, trail.causation, str(number), "task"
            )
            self.tasks.append(Task(id_, slot.fold, slot.key, task.receiver, task.intention, trail, day))

    def outgoing(self, fold: Fold, key: str, decision: Decision[State], cause: Cause, trail: Trail) -> list[Outgoing]:
        """The records that a decision tells, on the stage's topics and on parties' topics, with derived ids."""
        out = []
        for number, event in enumerate(decision.told):
            if type(event) not in fold.tells:
                raise BrokenRuleError(f"{fold.name} told {event.type}, which is not among its tells=")
            id_ = event_id(milliseconds(trail.time), self.stage.name, cause.id, fold.name, key, str(number))
            out.append(self.record(topic_of(type(event), self.stage.name).name, event, id_, key, trail))
        for number, (party, event) in enumerate(decision.told_to):
            id_ = event_id(milliseconds(trail.time), self.stage.name, cause.id, fold.name, key, "to", str(number))
            out.append(self.party_record(told_to(party), event, id_, key, trail))
        return out

    def record(self, topic: str, event: Event, id_: str, key: str, trail: Trail) -> Outgoing:
        """An event for the same lane of one of the stage's own topics."""
        headers = headers_of(event, id_, self.stage.name, key, trail)
        return Outgoing(topic, self.lane, key, headers, value_of(event))

    def party_record(self, topic: str, event: Event, id_: str, key: str, trail: Trail) -> Outgoing:
        """An event for a party's topic."""
        headers = headers_of(event, id_, self.stage.name, key, trail)
        return Outgoing(topic, lane_of(key, PARTY_LANES), key, headers, value_of(event))

    def answer(self, decision: Decision[State], record: Record, trail: Trail) -> Outgoing:
        """The judge's answer for the sender's topic. Raises BrokenRuleError where the judge gave none."""
        if decision.answer is None:
            raise BrokenRuleError(f"{self.stage.name} is the judge of {record.type} and gave no answer")
        if isinstance(decision.answer, Refusal):
            return self.refusal(record, decision.answer, trail)
        yes = MessageAccepted(message_id=record.id, message_type=record.type, citizen_id=record.key)
        return self.answer_record(record, yes, trail)

    def refusal(self, record: Record, why: Refusal, trail: Trail) -> Outgoing:
        no = MessageRefused(
            message_id=record.id, message_type=record.type, reason=why.reason, detail=why.detail, citizen_id=record.key
        )
        return self.answer_record(record, no, trail)

    def answer_record(self, record: Record, answer: Event, trail: Trail) -> Outgoing:
        party = record.party
        if party is None:
            raise BrokenRuleError(f"{record.type} came from {record.headers['ce_source']}, which is no party to answer")
        id_ = event_id(milliseconds(trail.time), self.stage.name, record.headers["ce_source"], record.id, "answer")
        return self.party_record(told_to(party), answer, id_, record.key, trail)

    def passed_on(self, record: Record) -> Outgoing:
        """The same record for the stage's topic, under its own id. Raises BrokenRuleError where the stage has none."""
        topic = self.stage.topic
        if topic is None:
            raise BrokenRuleError(f"{self.stage.name} has no topic to pass {record.type} on")
        headers = {name: text for name, text in record.headers.items() if name != "ce_sequence"}
        return Outgoing(topic.name, self.lane, record.key, headers, record.value)

    def park(self, slot: Slot, failed: Waiting) -> None:
        """The key waits for an operator from here on; operators hear of it on the stage's topic."""
        slot.parked = slot.dirty = True
        slot.joined.insert(0, failed)
        self.parked.append((slot.fold, failed))
        self.tell_of_key(slot, failed)

    def tell_of_key(self, slot: Slot, failed: Waiting) -> None:
        if self.stage.topic is None:
            return
        record = failed.record
        time = record.time if record else midnight(failed.day).astimezone(UTC)
        told = KeyParked(
            stage=self.stage.name,
            fold=slot.fold,
            event_id=record.id if record else "",
            event_type=record.type if record else DAY,
            error=failed.error[:LONGEST_ERROR],
            attempts=failed.attempts,
        )
        parts = (self.stage.name, slot.fold, slot.key, told.event_id, str(failed.day), str(failed.attempts), "parked")
        name = event_id(milliseconds(time), *parts)
        correlation = record.correlation if record else slot.correlation
        waking = trace_of(f"{slot.fold}:{slot.key}:{failed.day}")
        trail = Trail(time, correlation, told.event_id, record.headers.get("traceparent", "") if record else waking)
        self.out.append(self.record(self.stage.topic.name, told, name, slot.key, trail))
