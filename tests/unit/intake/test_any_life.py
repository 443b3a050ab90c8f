"""Whatever is told of a citizen, in whatever order: the judge never fails, and there is one spell at a time."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from intake.domain.citizen import Citizen
from intake.flow import STAGE, citizen
from samspil.events.civil_registration import PersonDied, PersonMoved
from samspil.events.event import Event
from samspil.events.intake import BenefitHoursCounted, RegistrationAccepted, SpellClosed
from samspil.events.unemployment_fund import SpellEnded
from samspil.events.values import EndReason
from samspil.flow.decision import Unchanged
from samspil.reference.parties import Party
from tests.unit.intake.told import HK, MONDAY, OTHER_FUND, hours, on, registration

DAYS = st.integers(-15, 150).map(lambda days: MONDAY + timedelta(days=days))
HOURS = st.decimals(0, 200, places=2, allow_nan=False)
MUNICIPALITIES = st.sampled_from(["0851", "0751", "0999"])
TOLD: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        lambda day, before, where: registration(unemployed_from=day, hours_before=before, municipality=where),
        DAYS,
        HOURS | st.just(Decimal("9999.99")),
        MUNICIPALITIES,
    ),
    st.builds(lambda month, paid: hours(f"2026-{month:02}", str(paid)), st.integers(6, 12), HOURS),
    st.builds(SpellEnded, ended_on=DAYS, reason=st.sampled_from(EndReason)),
    st.builds(PersonMoved, municipality=MUNICIPALITIES, moved_on=DAYS),
    st.builds(PersonDied, died_on=DAYS),
)
LIVES = st.lists(st.tuples(st.integers(0, 20), st.sampled_from([HK, OTHER_FUND]), TOLD), max_size=30)


@given(LIVES)
def test_spells_open_and_close_in_turn_and_hours_count_in_the_latest(life: list[tuple[int, Party, Event]]) -> None:
    state: Citizen | None = None
    today, running, latest = MONDAY, None, None
    for number, (days, fund, told) in enumerate(life):
        today += timedelta(days=days)
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
    assert STAGE.by_name["citizen"].wake is None
    assert state is None or state.due() is None
