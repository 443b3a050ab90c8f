"""Some lives under the rules of one pack, through the services' own flows: whatever a rule changes shows in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from unittest.mock import patch

from contact_course.flow import STAGE as CONTACT_COURSE
from handover.flow import STAGES as HANDOVER_STAGES
from intake.flow import STAGE as INTAKE
from samspil.calendar import Month
from samspil.events.civil_registration import PersonMoved
from samspil.events.event import Event
from samspil.events.handover import HandoverPrepared, HandoverSent
from samspil.events.unemployment_fund import (
    AbsenceReported,
    BenefitHoursReported,
    MemberRegistered,
    MemberScreened,
    SpellEnded,
    TrialEntered,
)
from samspil.events.values import AbsenceKind, EndReason, Insurance, MeetingForm, Need, ScreeningOutcome
from samspil.flow.fold import Performed, TaskAtHand
from samspil.flow.memory import MemoryWorld
from samspil.reference.parties import CIVIL_REGISTRATION, Party
from samspil.rules import Overlay, Pack, loading, named, resolving
from samspil.rules.law import Law
from samspil.rules.named import _changes
from samspil.topics import RECEIVED

HK: Final = Party("unemployment-fund", "hk")
FOOTING: Final = {"basis": "nothing", "source": "made up for a test", "certainty": "believed", "doubt": "All of it."}
TRIAL: Final = Overlay.model_validate({
    "id": "T2001", "kind": "trial", "title": "A trial of Aarhus in which nothing is otherwise", "over": ["R2024"],
    "states": [{"state": "running", "since": date(2015, 1, 1)}],
    "scope": {"municipalities": ["0751"]},
    "rule": {"id": "T2001.trial", "says": "It is there.", **FOOTING},
    "transition": {"id": "T2001.transition", "says": "It is kept.", "keeps": "to the spell's end", **FOOTING},
    "entry": {"id": "T2001.entry", "says": "By choice.", "who": "selected", "annuls_bookings": False, **FOOTING},
    "endings": [{"id": "T2001.endings.move", "says": "Who moves.", "by": "move", "then": "it is over", **FOOTING}],
    "changes": {"coverage": {"notice_period": {
        "id": "T2001.coverage.notice-period", "says": "As ever.", "contact_on_request": True, "duty_to_meet": False,
        **FOOTING,
    }}},
})  # fmt: skip
Said = tuple[int, Party, Event]
"""So many days after the spell's first day somebody says something."""


async def _sent(task: TaskAtHand) -> Performed:
    prepared = task.intention
    assert isinstance(prepared, HandoverPrepared)
    return Performed(
        HandoverSent(spell_id=prepared.spell_id, handover_id=prepared.handover_id, receiver=prepared.receiver)
    )


@dataclass(frozen=True)
class Life:
    """What is said about one citizen, whose spell begins on a Monday early in a month."""

    insurance: Insurance = "full_time"
    before: Decimal = Decimal(0)
    form: MeetingForm | None = None
    born: int = 40
    """So many years before the spell."""
    registered: int = 0
    later: int = 0
    """So many days after all others, the spell begins."""
    more: tuple[Said, ...] = field(default=())
    municipality: str = "0751"
    trials: tuple[str, ...] = ()

    def told(self, begins: date) -> list[Said]:
        """Everything that is said, by day."""
        member = MemberRegistered(
            unemployed_from=begins,
            municipality=self.municipality,
            insurance=self.insurance,
            hours_before=self.before,
            form_preference=self.form,
            birth_year=begins.year - self.born,
            trials=self.trials,
        )
        return sorted([(self.registered, HK, member), *self.more], key=lambda said: said[0])


def hours(begins: date, most: str) -> tuple[Said, ...]:
    """Three full months, each reported on the second day after it."""
    month, said = Month.of(begins), []
    for _ in range(3):
        day = month.next().first + timedelta(days=1)
        said.append(((day - begins).days, HK, BenefitHoursReported(month=month, hours=Decimal(most))))
        month = month.next()
    return tuple(said)


def lives(begins: date) -> dict[str, Life]:
    """Lives that meet every rule that a service reads."""
    ill = AbsenceReported(kind=AbsenceKind.ILLNESS, first=begins + timedelta(days=6), last=begins + timedelta(days=40))
    out = MemberScreened(outcome=ScreeningOutcome.TO_JOBCENTRE, grounds=Need.LANGUAGE)
    moves = PersonMoved(municipality="0851", moved_on=begins + timedelta(days=60))
    enters, leaves = TrialEntered(trial=TRIAL.id), moves.model_copy(update={"moved_on": begins + timedelta(days=110)})
    ends = SpellEnded(ended_on=begins + timedelta(days=150), reason=EndReason.JOB)
    return {
        "three months": Life(form=MeetingForm.VIDEO, more=hours(begins, "160.33")),
        "part-time": Life("part_time", Decimal(10), MeetingForm.PHONE, more=hours(begins, "130.00")),
        "screened": Life(more=((3, HK, out), (60, CIVIL_REGISTRATION, moves), (150, HK, ends))),
        "in a trial": Life(more=((20, HK, enters), (110, CIVIL_REGISTRATION, leaves))),
        "above the limit": Life(before=Decimal(500), form=MeetingForm.PHONE, registered=5),
        "soon at the limit": Life(before=Decimal(410), later=21),
        "at the limit in a month": Life(before=Decimal(260), later=21),
        "registered late": Life(before=Decimal(410), registered=10),
        "ill": Life(more=((4, HK, ill),)),
        **{f"born {born} years before": Life(born=born) for born in (17, 18, 19, 67, 68, 69)},
        **{f"registered {days} days after": Life(registered=days) for days in (-2, -1, 9, 10, 11)},
    }


def outcome(life: Life, begins: date, days: int = 215) -> list[Any]:
    """All that the services say about one life, in order."""
    begins += timedelta(days=life.later)
    world = MemoryWorld((INTAKE, *HANDOVER_STAGES, CONTACT_COURSE), lanes=1, performers={HandoverPrepared: _sent})
    waiting = life.told(begins)
    for number in range(waiting[0][0], days):
        today = begins + timedelta(days=number)
        if not (_somebody_wakes(world, today) or any(after == number for after, _, _ in waiting)):
            continue
        world.day(today)
        for place, (after, party, event) in enumerate(waiting):
            if after == number:
                world.put(RECEIVED.name, event, "citizen", id_=f"said-{place}", source=str(party), on=today)
        world.run()
    records = [record for topic in sorted(world.log.topics) for record in world.log.facts(topic)]
    return [(r.topic, r.headers["ce_time"], r.type, r.value) for r in records if r.topic != RECEIVED.name]


def _somebody_wakes(world: MemoryWorld, day: date) -> bool:
    slots = (slot for stage in world.stages.values() for lane in stage.lanes for slot in lane.slots.values())
    return any(slot.due is not None and slot.due <= day for slot in slots)


@contextmanager
def under(document: dict[str, Any]) -> Iterator[None]:
    """For every service the law is this one pack, with nothing laid over it but a trial that changes nothing."""
    trial = TRIAL.model_copy(update={"over": (document["id"],)})
    with ruled_by(Law((Pack.model_validate(document),), (trial,), {document["id"]: document})):
        yield


@contextmanager
def ruled_by(law: Law) -> Iterator[None]:
    """Every service follows this law."""
    with patch.object(loading, "the_law", lambda: law), patch.object(resolving, "the_law", lambda: law):
        try:
            _forget()
            yield
        finally:
            _forget()


def _forget() -> None:
    named.cache_clear()
    _changes.cache_clear()
