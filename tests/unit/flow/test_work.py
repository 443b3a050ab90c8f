"""One step of a lane, in memory."""

from datetime import UTC, date, datetime

from samspil.events.event import Event
from samspil.events.intake import MunicipalityChanged
from samspil.flow.decision import Context, Decision, State, note
from samspil.flow.fold import Fold, Stage
from samspil.flow.record import Record, Trail, headers_of, value_of
from samspil.flow.work import Work
from samspil.topics import INTAKE

DAY = date(2026, 8, 3)


class Heard(State):
    """That something was heard."""


def keep_and_pass(heard: Heard | None, told: Event, ctx: Context) -> Decision[Heard]:
    return note(Heard()).pass_on()


def test_what_cannot_be_passed_on_parks_the_key_and_leaves_its_state_as_it_was() -> None:
    """Operations has no topic of its own."""
    stage = Stage("operations", reads=(INTAKE,), folds=(Fold("heard", Heard, {MunicipalityChanged: keep_and_pass}),))
    moved = MunicipalityChanged(spell_id="s", previous="0751", municipality="0851", moved_on=DAY)
    headers = headers_of(moved, "m-1", "intake", "anna", Trail(datetime(2026, 8, 3, tzinfo=UTC), "m-1", "", ""))
    work = Work(stage, 0)

    work.facts([Record(INTAKE.name, 0, 0, "anna", headers, value_of(moved))], DAY)

    slot = work.slot("heard", "anna")
    assert slot.parked
    assert "has no topic" in work.parked[0][1].error
    assert slot.state is None
    assert work.out == []
