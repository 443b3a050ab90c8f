"""The overlays that the law has: what each changes, for whom, from when to when, and who keeps it."""

from datetime import date

import pytest

from samspil.reference.parties import Party
from samspil.rules import Assignment, Overlay, Pack, overlay, overlays, rules_for

HK = Party("unemployment-fund", "hk")
CA = Party("unemployment-fund", "ca")
ALL_FORMS = ("physical", "phone", "video")
AALBORG, AARHUS, HJOERRING, KOEBENHAVN, MORSOE = "0851", "0751", "0860", "0101", "0773"


def rules_on(day: date, *trials: Assignment, start: date, municipality: str = AARHUS, fund: Party = HK) -> Pack:
    return rules_for(start, day, municipality, fund, assignments=trials).pack


def forms(rules: Pack) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return rules.meetings.forms.first, rules.meetings.forms.later


def test_every_state_that_an_overlay_can_have_stands_somewhere() -> None:
    states = {each.state for one in overlays() for each in one.states}
    assert states == {"proposed", "refused", "running", "superseded", "closed"}
    assert {each.kind for each in overlays()} == {"amendment", "trial", "dispensation", "suspension"}


@pytest.mark.parametrize("each", overlays(), ids=lambda each: each.id)
def test_every_overlay_says_what_it_stands_on_and_how_sure_we_are(each: Overlay) -> None:
    assert all(rule.says and rule.basis and rule.source for rule in each.own_rules())
    assert all(rule.doubt for rule in each.own_rules() if rule.certainty == "believed")
    if each.kind == "trial":
        assert each.scope.unknown


def test_nothing_of_the_trials_to_come_is_called_sourced() -> None:
    for each in overlays():
        if "R2027" in each.over:
            own = [rule for rule in each.own_rules() if rule.certainty == "sourced"]
            assert own == []
            assert each.title.startswith("Expected: ")


# The amendment of 2023

IN_2023 = date(2023, 1, 10)


def test_from_22_march_2023_the_citizen_chooses_the_form_after_the_first_meeting() -> None:
    assert forms(rules_on(date(2023, 3, 21), start=IN_2023)) == (("physical",), ("physical",))
    assert forms(rules_on(date(2023, 3, 22), start=IN_2023)) == (("physical",), ALL_FORMS)


def test_the_amendment_leaves_the_numbers_of_meetings_as_they_were() -> None:
    before, after = (rules_on(day, start=IN_2023) for day in (date(2023, 3, 21), date(2023, 3, 22)))
    assert before.meetings.required == after.meetings.required


def test_a_spell_of_2023_keeps_the_amendment_beyond_the_end_of_the_year() -> None:
    assert forms(rules_on(date(2024, 2, 1), start=IN_2023)) == (("physical",), ALL_FORMS)
    assert overlay("R2023").transition.certainty == "believed"
    assert overlay("R2023").state_on(date(2024, 1, 1)) == "superseded"


def test_a_spell_of_2024_follows_the_next_pack_and_nothing_of_the_amendment() -> None:
    assert rules_for(date(2024, 1, 1), date(2024, 1, 1), AARHUS, HK).overlays == ()


# The spring of 2020


@pytest.mark.parametrize("start", [date(2019, 11, 1), date(2020, 2, 1)])
def test_meetings_are_voluntary_from_12_march_to_26_may_2020_and_then_no_longer(start: date) -> None:
    days = [date(2020, 3, 11), date(2020, 3, 12), date(2020, 5, 26), date(2020, 5, 27)]
    voluntary = [rules_on(day, start=start).meetings.voluntary for day in days]
    assert [rule is not None for rule in voluntary] == [False, True, True, False]
    assert voluntary[1] is not None
    assert not voluntary[1].declining_has_effect


@pytest.mark.parametrize("start", [date(2019, 11, 1), date(2020, 2, 1)])
def test_telephone_and_video_are_allowed_until_july_2021_and_then_the_pack_is_back(start: date) -> None:
    pack = rules_on(start, start=start)
    assert forms(pack) == (("physical",), ("physical",))
    assert forms(rules_on(date(2020, 3, 30), start=start)) == (ALL_FORMS, ALL_FORMS)
    assert forms(rules_on(date(2021, 7, 31), start=start)) == (ALL_FORMS, ALL_FORMS)
    assert rules_on(date(2021, 8, 1), start=start) is pack


def test_suspension_and_dispensation_are_for_everybody_also_in_a_trial() -> None:
    start = date(2020, 2, 1)
    found = rules_for(start, date(2020, 4, 1), AARHUS, HK, assignments=[Assignment("T2020", start)])
    assert found.overlays == ("T2020", "D2020", "S2020")
