"""Two small stages that use every part of the engine: answers, days, side effects, what is passed on, poison."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from samspil.calendar import Month
from samspil.events.event import Event
from samspil.events.handover import HandoverReminded, HandoverSent
from samspil.events.intake import BenefitHoursCounted
from samspil.events.operations import ParkedDiscarded, ParkedReleased
from samspil.events.unemployment_fund import BenefitHoursReported, MeetingMoved
from samspil.flow.decision import Context, Decision, State, accept, ignore, note, refuse
from samspil.flow.fold import Fold, Performed, Performer, Stage, TaskAtHand
from samspil.flow.record import LARGEST
from samspil.reference.parties import Party
from samspil.topics import INTAKE, RECEIVED

POISON = Decimal("66.66")
FLOOD = Decimal("99.99")
"""What follows from these hours fits no record."""
JOBCENTRE = Party.parse("/jobcentre/0851")
WEEK = timedelta(days=7)


class Counter(State):
    """Sums hours; every seventh day it tells the sum."""

    total: Decimal = Decimal(0)
    next_week: date
    weeks: int = 0

    def due(self) -> date | None:
        return self.next_week


def count(counter: Counter | None, told: BenefitHoursReported, ctx: Context) -> Decision[Counter]:
    if told.hours == POISON:
        raise ZeroDivisionError
    if told.hours > Decimal(200):
        return refuse("too_many", "A month has no more than 200 hours here; look at the month")
    state = counter or Counter(next_week=ctx.today + WEEK)
    state = state.model_copy(update={"total": state.total + told.hours})
    spell = "x" * LARGEST if told.hours == FLOOD else ctx.id_for("spell")
    counted = BenefitHoursCounted(
        spell_id=spell, month=told.month, hours=told.hours, total=state.total, reported_on=ctx.today
    )
    return accept().become(state).tell(counted)


def week(counter: Counter, ctx: Context) -> Decision[Counter]:
    later = counter.model_copy(update={"next_week": ctx.today + WEEK, "weeks": counter.weeks + 1})
    told = BenefitHoursCounted(
        spell_id="week", month=Month.of(ctx.today), hours=Decimal(0), total=counter.total, reported_on=ctx.today
    )
    return note(later).tell(told)


def pass_on(counter: Counter | None, told: Event, ctx: Context) -> Decision[Counter]:
    return ignore().pass_on()


class Echo(State):
    """Counts what it hears and what was sent for it."""

    heard: int = 0
    sent: int = 0


def hear(echo: Echo | None, told: BenefitHoursCounted, ctx: Context) -> Decision[Echo]:
    state = echo or Echo()
    reminder = HandoverReminded(spell_id=told.spell_id, handover_id=str(state.heard), receiver=JOBCENTRE)
    return note(state.model_copy(update={"heard": state.heard + 1})).ask(str(JOBCENTRE), reminder)


def sent(echo: Echo | None, told: HandoverSent, ctx: Context) -> Decision[Echo]:
    assert echo is not None
    return note(echo.model_copy(update={"sent": echo.sent + 1}))


counting = Fold("counter", Counter, {BenefitHoursReported: count, MeetingMoved: pass_on}, (BenefitHoursCounted,), week)
echoing = Fold("echo", Echo, {BenefitHoursCounted: hear, HandoverSent: sent}, (HandoverSent,))
INTAKE_TOY = Stage("intake", (RECEIVED,), (counting,), passes=(ParkedReleased, ParkedDiscarded))
ECHO_TOY = Stage("responsibility", (INTAKE,), (echoing,), performs=(HandoverReminded,))


@dataclass
class Post:
    """A side effect that fails on demand before it works, or whose result fits no record."""

    failures: int = 0
    floods: int = 0
    performed: list[str] = field(default_factory=list)

    async def __call__(self, task: TaskAtHand) -> Performed:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the post is closed")
        if self.floods:
            self.floods -= 1
            return Performed(HandoverSent(spell_id="x" * LARGEST, handover_id="", receiver=JOBCENTRE))
        self.performed.append(task.id)
        assert isinstance(task.intention, HandoverReminded)
        done = HandoverSent(
            spell_id=task.intention.spell_id, handover_id=task.intention.handover_id, receiver=JOBCENTRE
        )
        return Performed(done, ((JOBCENTRE, done),))

    def table(self) -> Mapping[type[Event], Performer]:
        return {HandoverReminded: self}
