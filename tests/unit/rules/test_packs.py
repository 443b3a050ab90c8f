from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.rules import NoPack, NoRule, Pack, all_rules, pack, pack_for, packs
from samspil.rules.loading import read_pack
from samspil.rules.pack import EXPECTED

R2024_TEXT = (files("samspil.rules") / "packs" / "R2024.toml").read_text(encoding="utf-8")


def without_hours() -> Pack:
    """R2024 as it would read if no hours handed over, like the packs before the funds were responsible."""
    begin, end = R2024_TEXT.index("[handover.hours.full_time]"), R2024_TEXT.index("[handover.follow_up]")
    text = R2024_TEXT[:begin] + R2024_TEXT[end:]
    begin, end = text.index("[[responsibility.transfers]]"), text.index('id = "R2024.responsibility.screening"')
    return read_pack("R2024.toml", text[:begin] + "[[responsibility.transfers]]\n" + text[end:])


@pytest.mark.parametrize(
    ("day", "id"),
    [
        (date(2015, 7, 1), "R2015"),
        (date(2019, 12, 31), "R2015"),
        (date(2020, 1, 1), "R2020"),
        (date(2023, 12, 31), "R2020"),
        (date(2024, 1, 1), "R2024"),
        (date(2026, 6, 30), "R2024"),
        (date(2026, 7, 1), "R2026"),
        (date(2026, 12, 31), "R2026"),
        (date(2027, 1, 1), "R2027"),
        (date(2030, 12, 31), "R2027"),
    ],
)
def test_a_spell_follows_the_pack_of_the_day_it_begins(day: date, id: str) -> None:
    assert pack_for(day).id == id
    assert pack_for(day) is pack(id)


def test_there_is_no_pack_for_a_spell_before_july_2015() -> None:
    with pytest.raises(NoPack, match=r"^no pack for this date$") as refused:
        pack_for(date(2015, 6, 30))
    assert refused.value.day == date(2015, 6, 30)


def test_a_pack_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(LookupError, match=r"R1999.*R2015, R2020, R2024, R2026, R2027"):
        pack("R1999")


@given(st.dates(date(2015, 7, 1), date(2040, 1, 1)))
def test_from_july_2015_every_day_has_exactly_one_pack(day: date) -> None:
    assert [each.id for each in packs() if each.begins_on(day)] == [pack_for(day).id]


@pytest.mark.parametrize("each", packs(), ids=lambda each: each.id)
def test_every_rule_says_what_it_stands_on_and_how_sure_we_are(each: Pack) -> None:
    rules = all_rules(each)
    assert len(rules) > 20
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.id.startswith(f"{each.id}.") and rule.says and rule.basis and rule.source for rule in rules)
    assert all(rule.doubt for rule in rules if rule.certainty == "believed")


@pytest.mark.parametrize("id", ["R2015", "R2020"])
def test_the_jobcentre_is_first_and_no_hours_hand_over_before_2024(id: str) -> None:
    rules = pack(id)
    assert (rules.responsibility.first_owner.owner, rules.responsibility.above_limit) == ("jobcentre", None)
    assert [(rule.cause, rule.to) for rule in rules.responsibility.transfers] == [("move", "jobcentre")]
    assert rules.handover.hours is None
    assert rules.meetings_for("unemployment-fund") == ()


def test_what_is_expected_says_so_wherever_it_is_read() -> None:
    rules = pack("R2027")
    assert [each.id for each in packs() if each.expected] == ["R2027"]
    assert rules.title.startswith(EXPECTED)
    assert all(rule.says.startswith(EXPECTED) and rule.certainty == "believed" for rule in all_rules(rules))


@pytest.mark.parametrize("id", ["R2024", "R2026", "R2027"])
def test_the_fund_is_first_and_hours_screening_and_moves_transfer(id: str) -> None:
    rules = pack(id).responsibility
    assert rules.first_owner.owner == "unemployment-fund"
    assert rules.above_limit is not None
    assert (rules.above_limit.owner, rules.above_limit.certainty) == ("jobcentre", "believed")
    assert [rule.cause for rule in rules.transfers] == ["hours", "screening", "move"]
    assert rules.transfer("screening").id == f"{id}.responsibility.screening"


def test_only_what_a_source_carries_is_called_sourced() -> None:
    certainty = {rule.id: rule.certainty for each in packs() for rule in all_rules(each)}
    assert certainty["R2024.handover.hours.full-time"] == "sourced"
    assert certainty["R2024.handover.hours.part-time"] == "believed"
    assert certainty["R2026.handover.hours.full-time"] == "believed"
    assert certainty["R2026.transition"] == "believed"
    assert certainty["R2024.transition"] == "believed"
    assert certainty["R2026.meetings.jobcentre-alone-first.1"] == "believed"
    assert all(rule.certainty == "believed" for each in packs() for rule in all_rules(each) if rule.basis == "design")


def test_the_transition_of_2024_is_told_to_those_whose_law_ended_then_and_to_nobody_else() -> None:
    rules = {each.id: each.transition for each in packs()}
    assert [id for id, rule in rules.items() if rule.certainty == "sourced"] == ["R2020"]
    for id, rule in rules.items():
        concerned = id == "R2020"
        assert ("law 727/2023" in rule.basis) == concerned
        assert ("København, Frederiksberg, Aarhus and Odense" in (rule.doubt or "")) == concerned
    assert "1 July 2026" in (rules["R2024"].doubt or "")


@pytest.mark.parametrize("id", ["R2024", "R2026", "R2027"])
def test_the_numbers_since_the_fund_is_first(id: str) -> None:
    rules = pack(id)
    assert rules.handover.limit("full_time") == Decimal(410)
    assert rules.handover.limit("part_time") == Decimal(333)
    assert rules.counting.measure("full_time").month_hours == Decimal("160.33")
    assert rules.counting.measure("part_time").month_hours == Decimal("130.00")
    follow_up = rules.handover.follow_up
    assert (follow_up.remind_after_working_days, follow_up.escalate_after_working_days) == (2, 5)
    assert rules.handover.forecast.weeks_ahead == 4
    assert rules.registration.back_dating.at_most_days == 10
    assert rules.registration.future.at_most_days_ahead == 0
    assert (rules.registration.age.from_years, rules.registration.age.below_years) == (18, 67)
    assert (rules.meetings.notice.at_least_days, rules.meetings.illness.no_duty_days) == (8, 14)
    assert rules.meetings.missed.new_meeting


@pytest.mark.parametrize(
    ("id", "course", "owed"),
    [
        ("R2024", "unemployment-fund", [("unemployment-fund", "1.00")] * 3 + [("jobcentre", "1.00")] * 3),
        ("R2024", "jobcentre", [("jobcentre", "1.00")] * 6),
        (
            "R2026",
            "unemployment-fund",
            [
                ("unemployment-fund", "1.00"),
                ("unemployment-fund", "0.75"),
                ("jobcentre", "0.75"),
                ("jobcentre", "0.75"),
            ],
        ),
        ("R2026", "jobcentre", [("jobcentre", "1.00")] + [("jobcentre", "0.75")] * 3),
    ],
)
def test_who_owes_which_meeting_and_to_what_share(id: str, course: str, owed: list[tuple[str, str]]) -> None:
    rules = pack(id).meetings.by_course["unemployment-fund" if course == "unemployment-fund" else "jobcentre"]
    assert [(rule.by, str(rule.share)) for rule in rules] == owed
    assert [rule.number for rule in rules] == list(range(1, len(owed) + 1))
    assert [rule.everybody for rule in rules] == [share == "1.00" for _, share in owed]


def test_the_first_meeting_is_in_person_and_then_the_citizen_chooses() -> None:
    forms = pack("R2026").meetings.forms
    assert forms.allowed(1) == ("physical",)
    assert forms.allowed(2) == ("physical", "phone", "video")


def test_a_pack_cannot_be_changed_once_it_is_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        pack("R2024").title = "another"  # type: ignore[misc]  # what the type checker forbids, the pack does too


def test_a_pack_goes_through_json_unchanged() -> None:
    for each in packs():
        whole = each.model_dump_json(by_alias=True)
        assert Pack.model_validate_json(whole, strict=False) == each  # JSON has neither days nor decimals


def test_packs_follow_each_other_without_a_gap() -> None:
    for earlier, later in zip(packs(), packs()[1:], strict=False):
        assert earlier.valid_until == later.valid_from - timedelta(days=1)


def test_a_pack_in_which_no_hours_hand_over_needs_no_new_code() -> None:
    old = without_hours()
    with pytest.raises(NoRule, match="no hours hand over"):
        old.handover.limit("full_time")
    with pytest.raises(NoRule, match="by hours"):
        old.responsibility.transfer("hours")
