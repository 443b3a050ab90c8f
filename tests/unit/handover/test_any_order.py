"""Same outcome: neither the order in which a day's topics are read nor a dispatcher's haste changes anything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.calendar import ONE_DAY
from samspil.events.handover import HandoverPrepared, HandoverSent
from samspil.events.jobcentre import HandoverAccepted, HandoverReceived, HandoverRejected
from samspil.flow.fold import Stage
from samspil.flow.record import Outgoing, Record
from samspil.flow.work import Task
from tests.unit.broken_folds import BREACHES, broken, is_reported
from tests.unit.handover.lane import HANDOVER, RESPONSIBILITY, Lane, event_of, read_back, record_of
from tests.unit.handover.lives import BEGINS, Act, Teller, lives

RECEIPTS = {HandoverReceived.type, HandoverAccepted.type, HandoverRejected.type}


@dataclass
class Day:
    """What the three topics carry between the waking of `date` and the next one, each in its order."""

    date: date
    intake: list[Record] = field(default_factory=list)
    responsibility: list[Record] = field(default_factory=list)
    course: list[Record] = field(default_factory=list)

    def topics(self) -> list[list[Record]]:
        return [list(self.intake), list(self.responsibility), list(self.course)]


def live(acts: list[Act]) -> list[Day]:
    """The days of a life as the handover stage finds them: each act's answer names a handover that exists by then."""
    ledger, handover, teller, number = Lane(RESPONSIBILITY), Lane(HANDOVER), Teller(), 0
    days = [Day(BEGINS)]
    for gap, act, choice in [*acts, (10, "nothing", 0)]:
        for _ in range(gap):
            today, tomorrow = days[-1], days[-1].date + ONE_DAY
            today.responsibility += on_the_topic(ledger.wake(tomorrow))
            run_day(handover, today, one_after_the_other(today))
            teller.handovers += [(each.handover_id, each.receiver) for each in prepared(handover.wake(tomorrow))]
            days.append(Day(tomorrow))
        for event, source in teller.tell(act, choice, days[-1].date):
            number += 1
            record = record_of(event, source, number, days[-1].date)
            (days[-1].course if source == "/samspil/contact-course" else days[-1].intake).append(record)
            days[-1].responsibility += on_the_topic(ledger.facts([record], days[-1].date))
    return days


def on_the_topic(out: list[Outgoing]) -> list[Record]:
    """What the ledger wrote for the stages after it."""
    return [read_back(each) for each in out if each.topic == "responsibility.v1"]


def prepared(out: list[Outgoing]) -> list[HandoverPrepared]:
    return [event for event in map(event_of, out) if isinstance(event, HandoverPrepared)]


def one_after_the_other(day: Day) -> list[Record]:
    return [record for topic in day.topics() for record in topic]


def shuffled(day: Day, chance: Random) -> list[Record]:
    """The topics of a day read in some order, each topic's own order kept."""
    topics, merged = day.topics(), []
    while topics := [topic for topic in topics if topic]:
        merged.append(chance.choice(topics).pop(0))
    return merged


def run_day(lane: Lane, day: Day, records: Iterable[Record], reports: Iterable[int] = ()) -> list[Outgoing]:
    """Apply the records of a day; the n-th open task is reported at the place that `reports` has for it."""
    records, out = list(records), []
    at = dict(zip(range(len(lane.tasks)), reports, strict=False))
    tasks, lane.tasks = lane.tasks, []
    for place, record in enumerate(records):
        out += [each for n, task in enumerate(tasks) if at.get(n, 0) == place for each in report(lane, task, day.date)]
        out += lane.facts([record], day.date)
    return out + [
        each for n, task in enumerate(tasks) if at.get(n, 0) >= len(records) for each in report(lane, task, day.date)
    ]


def report(lane: Lane, task: Task, today: date) -> list[Outgoing]:
    """The dispatcher has sent the package of a task."""
    sent = task.intention
    assert isinstance(sent, HandoverPrepared)
    result = HandoverSent(spell_id=sent.spell_id, handover_id=sent.handover_id, receiver=sent.receiver)
    return lane.enter(task, result, today)


def outcome(days: list[Day], chance: Random | None, stage: Stage = HANDOVER) -> tuple[list[str], list[object]]:
    """Everything the handover stage wrote, and its state at the end of each day."""
    lane = Lane(stage)
    told: list[Outgoing] = []
    states: list[object] = []
    for day in days:
        records = shuffled(day, chance) if chance else one_after_the_other(day)
        first_answer = next((n for n, record in enumerate(records) if record.type in RECEIPTS), len(records))
        told += run_day(lane, day, records, [chance.randint(0, first_answer) for _ in lane.tasks] if chance else [])
        states.append(lane.states())
        told += lane.wake(day.date + ONE_DAY)
        while lane.tasks and chance and chance.random() < 0.3:
            told += report(lane, lane.tasks.pop(), day.date)  # faster than the lane, whose waking is not yet over
    return sorted(f"{each.topic} {sorted(each.headers.items())} {each.value!r}" for each in told), states


def has_one_outcome(acts: list[Act], seed: int, stage: Stage = HANDOVER) -> None:
    """In the order that chance gives, each day ends as with one topic after the other."""
    days = live(acts)
    assert outcome(days, Random(seed), stage) == outcome(days, None, stage)


@given(lives, st.integers(0, 2**32))
def test_every_order_of_the_topics_within_a_day_gives_the_same_outcome(acts: list[Act], seed: int) -> None:
    has_one_outcome(acts, seed)


@pytest.mark.parametrize("breach", BREACHES)
def test_a_fold_that_looks_at_the_order_or_outside_is_reported(breach: Callable[[], Any]) -> None:
    stage = broken(HANDOVER, breach)
    assert is_reported(lambda acts, seed: has_one_outcome(acts, seed, stage), lives, st.integers(0, 2**32))
