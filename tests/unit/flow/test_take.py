"""What a lane takes next: every fact once, in its topic's order, on its day; a number that is missing is missed."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.flow.record import DAY, Record
from samspil.flow.take import Facts, Gap, NextDay, Nothing, Place, Places, take

MONDAY = date(2026, 7, 6)
TOPICS = ("intake.v1", "responsibility.v1")
Buffers = dict[str, list[Record]]


def fact(topic: str, sequence: int, offset: int | None = None) -> Record:
    where = sequence if offset is None else offset
    return Record(topic, 0, where, "anna", {"ce_type": "told", "ce_id": "", "ce_sequence": str(sequence)}, b"")


def mark(topic: str, sequence: int, day: date, offset: int | None = None) -> Record:
    where = sequence if offset is None else offset
    value = f'{{"day": "{day}"}}'.encode()
    return Record(topic, 0, where, "", {"ce_type": DAY, "ce_id": "", "ce_sequence": str(sequence)}, value)


@st.composite
def topics(draw: st.DrawFn) -> Buffers:
    """Two topics with the same days, some facts on each, and records that lie there twice."""
    days = draw(st.integers(1, 4))
    found = {}
    for topic in TOPICS:
        numbered: list[tuple[date | None, int]] = []
        for day in range(days):
            numbered.append((MONDAY + timedelta(days=day), len(numbered) + 1))
            for _ in range(draw(st.integers(0, 3))):
                numbered.append((None, len(numbered) + 1))
        on_topic: list[Record] = []
        for at in range(len(numbered)):
            for begun, sequence in [*draw(st.sampled_from([[], numbered[:at][-2:]])), numbered[at]]:
                where = len(on_topic)
                on_topic.append(mark(topic, sequence, begun, where) if begun else fact(topic, sequence, where))
        found[topic] = on_topic
    return found


def lived(buffers: Buffers, arrivals: list[int], limit: int) -> dict[date, list[tuple[str, int]]]:
    """What was decided on each day, where so many records of each topic have arrived before each look."""
    day: date | None = None
    places: Places = {}
    arrived = dict.fromkeys(TOPICS, 0)
    decided: dict[date, list[tuple[str, int]]] = defaultdict(list)
    for turn in [*arrivals, *[1_000] * 200]:
        topic = TOPICS[turn % 2]
        arrived[topic] += turn
        here = {
            name: [r for r in buffers[name][: arrived[name]] if r.offset >= places.get(name, Place()).offset]
            for name in TOPICS
        }
        step = take(day, places, here, set(), limit)
        assert not isinstance(step, Gap)
        if isinstance(step, Facts):
            assert day is not None
            decided[day] += [(record.topic, record.sequence) for record in step.records]
        elif isinstance(step, NextDay):
            assert day is None or step.day > day
            day = step.day
        places = step.places
        arrived = {name: count + 1_000 if turn == 1_000 else count for name, count in arrived.items()}
    return decided


def told(buffers: Buffers, topic: str) -> dict[date, list[tuple[str, int]]]:
    """The facts of a topic by the mark they stand behind."""
    day, last = MONDAY, 0
    found: dict[date, list[tuple[str, int]]] = defaultdict(list)
    for record in buffers[topic]:
        if record.sequence <= last:
            continue
        last = record.sequence
        if record.type == DAY:
            day = record.day()
        else:
            found[day].append((topic, record.sequence))
    return found


@given(topics(), st.lists(st.integers(0, 3), max_size=60), st.integers(1, 5))
def test_every_fact_is_taken_once_in_order_and_on_its_day_however_records_arrive(
    buffers: Buffers, arrivals: list[int], limit: int
) -> None:
    decided = lived(buffers, arrivals, limit)

    for topic in TOPICS:
        taken = {day: [each for each in facts if each[0] == topic] for day, facts in decided.items()}
        assert {day: facts for day, facts in taken.items() if facts} == told(buffers, topic)


def test_a_topic_at_its_mark_waits_for_the_others() -> None:
    day = MONDAY + timedelta(days=1)
    places = {topic: Place(2, 1) for topic in TOPICS}
    here = {"intake.v1": [mark("intake.v1", 2, day), fact("intake.v1", 3)], "responsibility.v1": []}

    assert isinstance(take(MONDAY, places, here, set(), 10), Nothing)
    here["responsibility.v1"] = [mark("responsibility.v1", 2, day)]
    assert take(MONDAY, places, here, set(), 10) == NextDay(day, {topic: Place(3, 2) for topic in TOPICS})


def test_nobody_waits_for_a_topic_without_days() -> None:
    here = {"intake.v1": [mark("intake.v1", 1, MONDAY)], "intake.dead-letters.v1": []}

    assert isinstance(take(None, {}, here, {"intake.dead-letters.v1"}, 10), NextDay)


@pytest.mark.parametrize("missing", [1, 2, 5])
def test_a_number_that_is_missing_is_a_gap(missing: int) -> None:
    places = {"intake.v1": Place(7, 3)}

    assert take(MONDAY, places, {"intake.v1": [fact("intake.v1", 3 + missing + 1)]}, set(), 10) == Gap(
        "intake.v1", 4, 4 + missing
    )


@pytest.mark.parametrize("day", [None, MONDAY])
def test_a_topic_whose_beginning_is_missing_has_a_gap(day: date | None) -> None:
    here = {"intake.v1": [mark("intake.v1", 40, MONDAY), fact("intake.v1", 41)]}

    assert take(day, {}, here, set(), 10) == Gap("intake.v1", 1, 40)


def test_what_stands_before_a_gap_is_taken_first() -> None:
    here = {"intake.v1": [fact("intake.v1", 1), fact("intake.v1", 3)]}
    step = take(MONDAY, {}, here, set(), 10)

    assert isinstance(step, Facts)
    assert [record.sequence for record in step.records] == [1]
    assert take(MONDAY, step.places, {"intake.v1": [fact("intake.v1", 3)]}, set(), 10) == Gap("intake.v1", 2, 3)


def test_a_lane_that_was_told_to_go_on_behind_a_missing_beginning_begins_there() -> None:
    here = {"intake.v1": [mark("intake.v1", 40, MONDAY), fact("intake.v1", 41)]}

    assert isinstance(take(None, {"intake.v1": Place(0, 39)}, here, set(), 10), NextDay)
