"""Lives drawn by chance, and a lane that plays them: parties answer what they are told, all others do as drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from decimal import Decimal
from typing import Final

from hypothesis import strategies as st

from contact_course.domain.course import Course, Meeting, Spell, Stage
from contact_course.flow import STAGE
from samspil import topics
from samspil.calendar import Month, midnight
from samspil.events.event import CATALOGUE, Event
from samspil.events.unemployment_fund import MeetingMoved, MeetingReported
from samspil.events.values import AbsenceKind, EndReason, MoveCause
from samspil.flow.decision import State
from samspil.flow.fold import Stage as FlowStage
from samspil.flow.record import Outgoing, Record
from samspil.flow.slot import Slot, read_state
from samspil.flow.work import Work
from samspil.reference.parties import Party
from tests.unit.contact_course.life import (
    AALBORG,
    CITIZEN,
    HK,
    RANDERS,
    absent,
    by_jobcentre,
    ended,
    held,
    holds,
    hours,
    missed,
    registered,
    to,
)

Said = tuple[str, Event, str]
"""On which topic, what, and by whom."""

UPSTREAM: Final = "/samspil/upstream"


@dataclass
class Lane:
    """One citizen on one lane of contact-course. Days on which nothing is due and nobody speaks are passed over."""

    stage: FlowStage = STAGE
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.work = Work(self.stage, 0)

    @property
    def slot(self) -> Slot:
        return self.work.slot("course", CITIZEN)

    @property
    def state(self) -> State | None:
        assert not self.slot.parked, self.slot.joined
        return self.slot.state

    @property
    def course(self) -> Course | None:
        assert self.state is None or isinstance(self.state, Course)
        return self.state

    def says(self, said: Said, today: date) -> None:
        """One record, in its place on its topic."""
        topic, event, source = said
        self.counts[topic] = self.counts.get(topic, 0) + 1
        headers = {
            "ce_id": f"{topic}-{self.counts[topic]}",
            "ce_source": source,
            "ce_type": event.type,
            "ce_time": midnight(today).astimezone(UTC).isoformat(),
            "ce_correlationid": "journey-1",
        }
        record = Record(topic, 0, self.counts[topic], CITIZEN, headers, event.model_dump_json().encode())
        self.work.facts([record], today)
        self.store()

    def begin(self, today: date) -> None:
        """The day begins: the citizen is woken where something is due."""
        if self.slot.due is not None and self.slot.due <= today:
            self.work.wake(self.slot, today)
            self.store()

    def store(self) -> None:
        """The state goes into its row and comes back, as between two steps."""
        if (state := self.state) is not None:
            self.slot.state = read_state(type(state), state.shape, state.model_dump_json(exclude_defaults=True))

    def outcome(self) -> tuple[State | None, set[tuple[str, str, str, bytes]]]:
        """The final state, and everything that was told to anybody."""
        return self.state, {
            (out.topic, out.headers["ce_id"], out.headers["ce_type"], out.value) for out in self.work.out
        }

    def told(self) -> Iterator[tuple[date, Event]]:
        """What was told on the service's own topic, with the day of its cause."""
        for out in self.work.out:
            if out.topic == topics.CONTACT_COURSE.name:
                yield day_of(out), CATALOGUE[out.headers["ce_type"]].model_validate_json(out.value)


def day_of(out: Outgoing) -> date:
    """The day on which the cause of a record happened."""
    return date.fromisoformat(out.headers["ce_time"][:10]) + timedelta(days=1)  # midnight in Denmark is 22 or 23 UTC


@dataclass(frozen=True)
class Plan:
    """What chance decides about a life. Days count from its first one."""

    first: date
    backdated: int
    hours_before: int
    months: tuple[int, ...]
    """Benefit hours of each month, as a part of 160."""
    months_reported_on: int
    changes: tuple[tuple[int, Party, MoveCause], ...]
    absences: tuple[tuple[int, int, int, AbsenceKind], ...]
    answers: tuple[str, ...]
    """What is said of each invitation on its day: held, late, missed, moved, silent, or held and then screened."""
    end: int | None
    back: int


plans: Final = st.builds(
    Plan,
    first=st.sampled_from([date(2025, 2, 3), date(2025, 2, 20), date(2026, 8, 3), date(2026, 11, 26)]),
    backdated=st.integers(0, 10),
    hours_before=st.sampled_from([0, 0, 100, 300, 405, 500, 900]),
    months=st.tuples(*[st.sampled_from([160, 160, 120, 60, 0])] * 7),
    months_reported_on=st.integers(1, 9),
    changes=st.lists(
        st.tuples(
            st.integers(0, 190),
            st.sampled_from([AALBORG, RANDERS]),
            st.sampled_from([MoveCause.HOURS, MoveCause.SCREENING, MoveCause.MOVE]),
        ),
        max_size=3,
    ).map(lambda changes: tuple(sorted(changes, key=lambda change: change[0]))),
    absences=st.lists(
        st.tuples(st.integers(0, 150), st.integers(-3, 20), st.integers(0, 60), st.sampled_from(list(AbsenceKind))),
        max_size=3,
    ).map(tuple),
    answers=st.lists(
        st.sampled_from(["held", "held", "late", "missed", "missed", "moved", "silent", "screened"]), max_size=12
    ).map(tuple),
    end=st.none() | st.integers(0, 180),
    back=st.integers(0, 20),
)

DAYS: Final = 240


def spoken(plan: Plan, number: int) -> list[Said]:
    """What upstream and the fund say on a day of the life, whatever contact-course says."""
    today = plan.first + timedelta(days=number)
    said: list[Said] = []
    if number == 0:
        said += beginning(plan, today, "spell-1", plan.backdated)
    if number == plan.end:
        said.append(intake(ended(str(today), reason=EndReason.JOB)))
    if plan.end is not None and number == plan.end + plan.back:
        said += beginning(plan, today, "spell-2", 0)
    said += [
        ledger(holds(holder, since=str(today + timedelta(days=1)), cause=cause, spell=spell_on(plan, number)))
        for at, holder, cause in plan.changes
        if at == number
    ]
    said += [
        intake(absent(str(today + timedelta(days=ahead)), str(today + timedelta(days=ahead + length)), kind), HK)
        for at, ahead, length, kind in plan.absences
        if at == number
    ]
    if today.day == plan.months_reported_on:
        said += counted(plan, today, spell_on(plan, number))
    return said


def beginning(plan: Plan, today: date, spell: str, backdated: int) -> list[Said]:
    """A registration and the first holder, in the order of their topics."""
    since = (
        str(today - timedelta(days=backdated)) if today - timedelta(days=backdated) >= date(2024, 1, 1) else str(today)
    )
    first = AALBORG if plan.hours_before > 410 else HK
    return [
        intake(registered(since, on=str(today), hours=str(plan.hours_before), spell=spell)),
        ledger(holds(first, since=since, spell=spell)),
    ]


def counted(plan: Plan, today: date, spell: str) -> list[Said]:
    """The month before, reported today."""
    passed = (today.year - plan.first.year) * 12 + today.month - plan.first.month
    if not 0 < passed <= len(plan.months):
        return []
    total = Decimal(plan.hours_before + sum(plan.months[:passed]))
    return [intake(hours(str(Month.of(today).plus(-1)), str(total), on=str(today), spell=spell))]


def spell_on(plan: Plan, number: int) -> str:
    """The spell that upstream speaks of on a day."""
    return "spell-2" if plan.end is not None and number >= plan.end + plan.back else "spell-1"


def answered(course: Course | None, answers: Iterator[str], today: date) -> Iterator[Said]:
    """What holders say of the meetings that they planned for today."""
    if course is None or course.spell is None:
        return
    for meeting in course.spell.meetings:
        if meeting.stage is Stage.INVITED and meeting.on == today:
            yield from answer(course.spell, meeting, next(answers, "held"), today)


def answer(spell: Spell, meeting: Meeting, how: str, today: date) -> Iterable[Said]:
    """What is said of one meeting on its day."""
    name, holder, day = spell.id_of(meeting), spell.holder_of(meeting), str(today)
    messages: dict[str, MeetingReported | MeetingMoved] = {
        "held": held(name, day),
        "screened": held(name, day),
        "late": held(name, str(today - timedelta(days=1))),
        "missed": missed(name, day),
        "moved": to(name, str(today + timedelta(days=2))),
    }
    if message := messages.get(how):
        yield intake(by_jobcentre(message) if holder.kind == "jobcentre" else message, holder)
    if how == "screened":
        tomorrow = str(today + timedelta(days=1))
        yield ledger(holds(AALBORG, since=tomorrow, cause=MoveCause.SCREENING, spell=spell.id))


def intake(event: Event, party: Party | None = None) -> Said:
    return topics.INTAKE.name, event, str(party) if party else UPSTREAM


def ledger(event: Event) -> Said:
    return topics.RESPONSIBILITY.name, event, UPSTREAM


def play(plan: Plan) -> tuple[Lane, list[tuple[date, list[Said]]]]:
    """The life as it goes, and what everybody said on each day."""
    lane, script, answers = Lane(), [], iter(plan.answers)
    for number in range(DAYS):
        today = plan.first + timedelta(days=number)
        lane.begin(today)
        said = spoken(plan, number)
        for each in said:
            lane.says(each, today)
        for each in answered(lane.course, answers, today):
            said.append(each)
            lane.says(each, today)
        script.append((today, said))
    return lane, script
