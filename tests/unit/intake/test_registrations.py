"""A fund registers a newly unemployed member."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from intake.domain.citizen import Citizen
from intake.domain.registrations import judge_registration
from intake.domain.spells import judge_end
from samspil.events.intake import RegistrationAccepted, TrackSuggested
from samspil.events.unemployment_fund import SpellEnded
from samspil.events.values import EndReason, MeetingForm, Need, Track
from samspil.reference.parties import Party
from tests.unit.intake.told import (
    HK,
    MONDAY,
    OTHER_FUND,
    accepted,
    on,
    reason,
    registered,
    registration,
    state_of,
)

ONE_DAY = timedelta(days=1)


def test_a_registration_begins_a_spell_under_the_pack_of_its_first_day() -> None:
    told = registration(needs=("health",), form_preference="video", hours_before="12.50")

    decision = judge_registration(None, told, on(MONDAY + ONE_DAY))

    spell = state_of(decision).running
    assert spell is not None
    assert accepted(decision) == (
        RegistrationAccepted(
            spell_id=spell.id,
            unemployed_from=MONDAY,
            registered_on=MONDAY + ONE_DAY,
            fund=HK,
            municipality="0851",
            insurance="full_time",
            hours_before=Decimal("12.50"),
            pack="R2026",
            needs=(Need.HEALTH,),
            form_preference=MeetingForm.VIDEO,
        ),
        TrackSuggested(spell_id=spell.id, track=Track.PERSONAL, grounds=(Need.HEALTH,)),
    )


def test_the_day_before_the_law_changed_is_still_under_the_former_pack() -> None:
    last = date(2026, 6, 30)
    opened, _ = accepted(judge_registration(None, registration(unemployed_from=last), on(last + ONE_DAY)))

    assert isinstance(opened, RegistrationAccepted)
    assert opened.pack == "R2024"


def test_deciding_again_gives_the_spell_the_same_id_and_another_message_another() -> None:
    first, again, other = (judge_registration(None, registration(), on(MONDAY, message=m)) for m in ("m1", "m1", "m2"))

    assert first == again
    assert state_of(first).spell != state_of(other).spell


@pytest.mark.parametrize(("days", "word"), [(10, None), (11, "backdated"), (0, None), (-1, "future_date")])
def test_a_spell_begins_at_most_ten_days_back_and_never_ahead(days: int, word: str | None) -> None:
    decision = judge_registration(None, registration(), on(MONDAY + days * ONE_DAY))

    if word:
        assert reason(decision) == word
    else:
        accepted(decision)


@pytest.mark.parametrize("birth_year", [2009, 1958])
def test_a_member_below_18_or_past_the_pension_age_is_refused(birth_year: int) -> None:
    assert reason(judge_registration(None, registration(birth_year=birth_year), on(MONDAY))) == "age"


@pytest.mark.parametrize("birth_year", [2008, 1959])
def test_where_the_birthday_decides_and_only_the_year_is_known_the_member_is_believed(birth_year: int) -> None:
    accepted(judge_registration(None, registration(birth_year=birth_year), on(MONDAY)))


def test_where_no_rules_are_known_no_spell_begins() -> None:
    long_ago = date(2009, 1, 5)

    assert reason(judge_registration(None, registration(unemployed_from=long_ago), on(long_ago))) == "no_pack"


def test_a_municipality_that_does_not_exist_is_refused() -> None:
    assert reason(judge_registration(None, registration(municipality="0999"), on(MONDAY))) == "unknown_municipality"


@pytest.mark.parametrize("fund", [HK, OTHER_FUND])
def test_beside_a_running_spell_no_other_begins_whoever_registers_it(fund: Party) -> None:
    decision = judge_registration(registered(), registration(), on(MONDAY, fund, "m2"))

    assert reason(decision) == "overlapping_spell"


def test_a_spell_may_begin_on_the_day_the_former_one_was_over_but_not_before() -> None:
    friday = MONDAY + 4 * ONE_DAY
    ended = state_of(judge_end(registered(), SpellEnded(ended_on=friday, reason=EndReason.JOB), on(friday)))

    too_early = judge_registration(ended, registration(unemployed_from=friday - ONE_DAY), on(friday, OTHER_FUND, "m3"))
    on_time = judge_registration(ended, registration(unemployed_from=friday), on(friday, OTHER_FUND, "m4"))

    assert reason(too_early) == "overlapping_spell"
    accepted(on_time)
    spell = state_of(on_time).running
    assert spell is not None
    assert spell.fund == OTHER_FUND


def test_nobody_registers_the_dead() -> None:
    assert reason(judge_registration(Citizen(died_on=MONDAY), registration(), on(MONDAY))) == "dead"


@pytest.mark.parametrize(
    ("needs", "track", "grounds"),
    [
        ((), Track.VIRTUAL, ()),
        ((Need.UNKNOWN,), Track.VIRTUAL, ()),
        ((Need.LANGUAGE,), Track.PERSONAL, (Need.LANGUAGE,)),
        ((Need.DIGITAL_SKILL, Need.UNKNOWN), Track.PERSONAL, (Need.DIGITAL_SKILL,)),
        ((Need.ADDICTION, Need.HEALTH, Need.ADDICTION), Track.PERSONAL, (Need.ADDICTION, Need.HEALTH)),
    ],
)
def test_who_needs_help_is_suggested_to_meet_in_person(
    needs: tuple[Need, ...], track: Track, grounds: tuple[Need, ...]
) -> None:
    _, suggested = accepted(judge_registration(None, registration(needs=needs), on(MONDAY)))

    assert isinstance(suggested, TrackSuggested)
    assert (suggested.track, suggested.grounds) == (track, grounds)
