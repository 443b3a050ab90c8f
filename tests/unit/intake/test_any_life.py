"""Whatever is told of a citizen, in whatever order: the judge never fails, and there is one spell at a time."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from intake.domain.citizen import Citizen
from intake.flow import citizen
from samspil.calendar import Month
from samspil.events.civil_registration import PersonDied, PersonMoved
from samspil.events.event import Event
from samspil.events.intake import BenefitHoursCounted, RegistrationAccepted, SpellClosed
from samspil.events.unemployment_fund import SpellEnded
from samspil.events.values import EndReason
from samspil.flow.decision import Unchanged
from samspil.reference.parties import Party
from tests.unit.intake.told import HK, MONDAY, OTHER_FUND, hours, on, registration

HOURS = st.sampled_from([Decimal("0"), Decimal("88.80"), Decimal("160.33"), Decimal("160.34"), Decimal("9999.99")])
MUNICIPALITIES = st.sampled_from(["0851", "0851", "0751", "0999"])


@cache
def told_near(today: date) -> st.SearchStrategy[Event]:
    """Something that is told on a day, most of it about days near it."""
    near = st.dates(today - timedelta(days=11), today + timedelta(days=1))
    months = st.sampled_from([str(Month.of(today).plus(off)) for off in range(-3, 2)])
    registered = st.builds(registration, unemployed_from=near, hours_before=HOURS, municipality=MUNICIPALITIES)
    return st.one_of(
        registered,
        registered,
        st.builds(hours, months, HOURS.map(str)),
        st.builds(SpellEnded, ended_on=near, reason=st.sampled_from(EndReason)),
        st.builds(PersonMoved, municipality=MUNICIPALITIES, moved_on=near),
    )


@st.composite
def lives(draw: st.DrawFn) -> list[tuple[date, Party, Event]]:
    """What is told, by which fund, on which day; few die of it."""
    life, today = [], MONDAY
    for days in draw(st.lists(st.integers(0, 20), max_size=20)):
        today += timedelta(days=days)
        died = draw(st.integers(0, 19)) == 0
        told = PersonDied(died_on=today) if died else draw(told_near(today))
        life.append((today, draw(st.sampled_from([HK, HK, OTHER_FUND])), told))
    return life


@given(lives())
def test_spells_open_and_close_in_turn_and_hours_count_in_the_latest(life: list[tuple[date, Party, Event]]) -> None:
    state: Citizen | None = None
    running, latest = None, None
    for number, (today, fund, told) in enumerate(life):
        decision = citizen.on[type(told)](state, told, on(today, fund, f"m{number}"))
        assert decision.answer is not None
        for event in decision.told:
            match event:
                case RegistrationAccepted():
                    assert running is None
                    running = latest = event.spell_id
                case SpellClosed():
                    assert event.spell_id == running
                    running = None
                case BenefitHoursCounted():
                    assert event.spell_id == latest
                    assert event.total >= event.hours
                case _:
                    pass
        if not isinstance(decision.state, Unchanged):
            assert decision.state is not None
            state = Citizen.model_validate_json(decision.state.model_dump_json())
            assert state == decision.state
    assert state is None or state.running or state.due() is None
