"""Which cases the golden tables must have, so that a lost row is missed: a list, and the law's own days and limits."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from samspil.calendar import ONE_DAY
from samspil.rules import Overlay, Pack, overlays, packs
from tests.unit.rules.golden_tables import FOLDER, Row, day_of, rows
from tests.unit.rules.test_golden import ASKED

ROWS: Final = rows()
CASES: Final = {row.case for row in ROWS}
TRIALS: Final = [each for each in overlays() if each.kind == "trial" and each.running]
BY_410_HOURS: Final = ("R2024", "R2026", "R2027", "R2020+T2020")

FULL_TIME: Final = {"320.66": "stays", "409.46": "stays", "410.00": "stays", "410.01": "goes", "480.99": "goes"}
PART_TIME: Final = {"333.00": "stays", "333.01": "goes"}
GREAT_PRAYER_DAY: Final = {"2022-05-13": "no", "2023-05-05": "no", "2024-04-26": "yes", "2025-05-16": "yes"}

HOURS: Final = [
    ("hands over", f"pack={rules} insurance={grade} hours={hours}", answer)
    for rules in BY_410_HOURS
    for grade, cases in (("full_time", FULL_TIME), ("part_time", PART_TIME))
    for hours, answer in cases.items()
]
CALENDAR: Final = [
    *(("working day", f"day={day}", answer) for day, answer in GREAT_PRAYER_DAY.items()),
    ("last working day before", "day=2023-05-08", "2023-05-04"),
    ("last working day before", "day=2024-04-29", "2024-04-26"),
    ("months later", "day=2023-01-31 months=1", "2023-02-28"),
    ("months later", "day=2024-01-31 months=1", "2024-02-29"),
    ("months later", "day=2024-02-29 months=12", "2025-02-28"),
    ("months later", "day=2024-03-31 months=1", "2024-04-30"),
    ("months later", "day=2026-07-31 months=1", "2026-08-31"),
    ("hours of the day", "day=2026-03-29", "23"),
    ("hours of the day", "day=2026-10-25", "25"),
]
MEETINGS: Final = [
    ("meetings", f"from={day} by={by}", count)
    for day, fund, jobcentre in (
        ("2015-07-01", "3", "6"),
        ("2020-01-01", "3", "6"),
        ("2024-01-01", "3", "3"),
        ("2026-07-01", "2", "2"),
        ("2027-01-01", "2", "2"),
    )
    for by, count in (("unemployment-fund", fund), ("jobcentre", jobcentre))
]


def asked(question: str, **given: str) -> list[Row]:
    """The rows that ask this about this."""
    return [row for row in ROWS if row.question == question and given.items() <= row.about.items()]


def answers(question: str, **given: str) -> set[str]:
    return {row.expected for row in asked(question, **given)}


@pytest.mark.parametrize("case", [*HOURS, *CALENDAR, *MEETINGS], ids=" ".join)
def test_a_case_that_everybody_must_be_able_to_look_up_is_there(case: tuple[str, str, str]) -> None:
    assert case in CASES


def test_every_question_is_asked() -> None:
    assert {row.question for row in ROWS} == set(ASKED)


def test_no_table_is_lost() -> None:
    files = {path.stem for path in FOLDER.glob("*.csv")}
    assert files >= {each.id for each in packs()}
    assert files >= {"R2023", "T2020", "T2027", "F2017", "dispensations", "calendar", "changes-of-law"}


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_every_pack_is_asked_for_on_its_first_and_on_its_last_day(pack: Pack) -> None:
    assert ("pack", f"day={pack.valid_from}", pack.id) in CASES
    assert pack.valid_until is None or ("pack", f"day={pack.valid_until}", pack.id) in CASES


def test_the_day_before_the_first_pack_is_asked_for() -> None:
    assert ("pack", f"day={packs()[0].valid_from - ONE_DAY}", "no pack") in CASES


@pytest.mark.parametrize("each", overlays(), ids=lambda each: each.id)
def test_every_overlay_is_asked_for_on_both_sides_of_each_of_its_days(each: Overlay) -> None:
    first = 0 if each.states[0].state == "running" else 1
    for since in (state.since for state in each.states[first:]):
        for day in (since - ONE_DAY, since):
            assert ("state", f"overlay={each.id} day={day}", each.state_on(day) or "not yet") in CASES


@pytest.mark.parametrize("pack", packs()[1:], ids=lambda pack: pack.id)
def test_a_spell_runs_across_each_change_of_law_and_another_begins_with_it(pack: Pack) -> None:
    before, after = str(pack.valid_from - ONE_DAY), str(pack.valid_from)
    across = [row for row in ROWS if row.where.startswith("changes-of-law") and row.about["from"] == before]
    assert {row.question for row in across} & {"window", "forecast", "takeover", "meetings"}
    assert [row for row in ROWS if row.question in ("window", "forecast") and row.about.get("from") == after]


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_both_sides_of_a_limit_of_hours_are_asked_for_and_where_there_is_none_that_it_is_so(pack: Pack) -> None:
    for over in ("", *(f"+{each.id}" for each in overlays() if pack.id in each.over and "handover" in each.changes)):
        for grade in ("full_time", "part_time"):
            asked_for = asked("hands over", pack=f"{pack.id}{over}", insurance=grade)
            hours = {Decimal(row.about["hours"]): row.expected for row in asked_for}
            assert hours
            assert ("goes" in hours.values()) is (pack.handover.hours is not None or bool(over))
            least = min((each for each, answer in hours.items() if answer == "goes"), default=None)
            assert least is None or hours[least - Decimal("0.01")] == "stays"


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.id)
def test_a_trial_is_entered_and_by_others_not(trial: Overlay) -> None:
    by_start = {trial.id in row.expected.split() for row in asked("enters at the start")}
    by_choice = answers("enters", overlay=trial.id)
    assert by_start == {True, False} if trial.takes_everybody else by_choice == {"yes", "no"}


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.id)
def test_a_trial_is_left_for_each_of_its_reasons_and_by_a_move_within_it_not(trial: Overlay) -> None:
    for ending in trial.endings:
        by = ending.by.replace(" ", "-")
        left = {trial.id in row.expected.split() for row in asked("leaves", by=by) if trial.id in row.about["entered"]}
        assert left == ({True, False} if ending.by == "move" else {True})
        again = answers("begins again", overlay=trial.id, by=by)
        assert "yes" in again if ending.then == "it begins again" else "yes" not in again


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.id)
def test_who_is_in_a_trial_is_looked_at_after_its_end(trial: Overlay) -> None:
    _, last = trial.running[-1]
    late = [row for row in asked("pack+overlay on") if trial.id in row.about.get("entered", "")]
    assert [row for row in late if day_of(row.about, "day" if "day" in row.about else "from") > last]


def test_a_late_registration_is_asked_for_where_it_opens_a_window_and_not_and_where_none_is_left() -> None:
    late = [row for row in asked("window") if "registered" in row.about]
    opened = {row.expected.partition(" to ")[0] == row.about["registered"] for row in late if " to " in row.expected}
    assert opened == {True, False}
    assert "nothing owed" in {row.expected for row in late}


@pytest.mark.parametrize("days", [28, 29, 30, 31])
def test_a_full_month_and_a_part_of_one_are_estimated_for_each_length(days: int) -> None:
    spans = [(day_of(row.about, "first"), day_of(row.about, "last")) for row in asked("estimate")]
    within = [(first, last) for first, last in spans if month_days(last) == days and first.month == last.month]
    assert {first.day == 1 for first, _ in within} == {True, False}


def month_days(day: date) -> int:
    return monthrange(day.year, day.month)[1]
