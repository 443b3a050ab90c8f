"""An overlay that cannot be used is refused with its file, the field and the reason, before any citizen meets it."""

import re

import pytest

from samspil.rules import BadPack
from samspil.rules.reading import parsed, read_overlay
from tests.unit.rules.lawmaking import CLOSED, REMOVES, TRIAL, called, dispensation, law_with, without


def test_the_overlay_of_these_tests_is_sound() -> None:
    assert [each.id for each in law_with(TRIAL, dispensation()).overlays] == ["T2030", "D2030"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2025-07-01", "2025-01-01", "the whole overlay: .*running comes on 2025-01-01, not after proposed"),
        ("2025-07-01", "2024-12-31", "the whole overlay: .*running comes on 2024-12-31, not after proposed"),
        ('state = "proposed"', 'state = "refused"', "the whole overlay: .*never proposed and never ran is not refused"),
        ('state = "proposed"', 'state = "tested"', "states.0.state: Input should be 'proposed', 'refused'"),
        ('"R2024", "R2026"', '"R2024", "R1999"', "over: there is no pack R1999"),
        ('"R2024", "R2026"', "", "over: .*at least 1 item"),
        ('["0851"]', '["0850"]', "scope.municipalities.0: .*no municipality has the code '0850'"),
        ('"0851"]', '"0851"]\nexcept_municipalities = ["0851"]', "scope: .*both name 0851"),
        ('"hk", "3f"', '"hk", "4f"', "scope.funds.1: .*no unemployment fund has the slug '4f'"),
        ("[scope]", "[scope]\nages = { from_years = 30, below_years = 30 }", "scope.ages: .*nobody is from 30"),
        ("[scope]", '[scope]\npairs = [["hk", "9999"]]', "scope.pairs.0.1: .*no municipality has the code '9999'"),
        (
            "responsibility.screening",
            "meetings.afternoon",
            "removes: over R2024: there is no rule at meetings.after",
        ),
        ("responsibility.screening", "meetings.illness", "meetings.illness: over R2024: Field required"),
        (
            "responsibility.screening",
            "meetings.notice",
            "the whole overlay: .*more than one thing about meetings",
        ),
        ("at_least_days = 21", "", "changes.meetings.notice.at_least_days: over R2024: Field required"),
        (
            "at_least_days = 21",
            'at_least_days = "many"',
            "changes.meetings.notice.at_least_days: over R2024: .*int",
        ),
        (
            "at_least_days = 21",
            "at_least_days = true",
            "changes.meetings.notice.at_least_days: over R2024: .*int",
        ),
        ("since = 2025-07-01", 'since = "2025-07-01"', "states.1.since: .*valid date"),
        (
            "at_least_days = 21",
            "at_least_days = -1",
            "changes.meetings.notice.at_least_days: over R2024: .*greater",
        ),
        (
            "at_least_days = 21",
            "at_least_days = 21\nat_most_days = 3",
            "changes.meetings.notice.at_most_days: over R2024",
        ),
        ('says = "Three weeks."\n', "", "changes: .*meetings.notice.id, .* is no rule"),
        (
            '[changes.meetings.notice]\nid = "T2030.meetings.notice"',
            '[changes.meetings.noon]\nid = "T2030.meetings.noon"',
            "changes.meetings.noon: over R2024: Extra inputs",
        ),
        ("T2030.meetings.notice", "T2030.meetings.noon", "changes.meetings.notice.id: .*it is T2030.meetings.notice"),
        ('"T2030.entry"', '"T2030.exit"', "entry.id: T2030.exit does not fit its table, it is T2030.entry"),
        ("T2030.meetings.notice", "R2024.meetings.notice", "the ids of its rules begin with T2030: R2024.meetings"),
        ("T2030.entry", "T2030.trial", "more than one of its own rules is T2030.trial"),
        (
            "[changes.meetings.notice]",
            '[changes]\ntitle = "x"\n[changes.meetings.notice]',
            "changes: .*title is no",
        ),
        ('kind = "trial"', 'kind = "holiday"', "kind: Input should be 'amendment', 'trial'"),
        ('kind = "trial"', 'kind = "amendment"', "the whole overlay: .*says in `entry` how one comes into it"),
        ('title = "Three', 'header = "Three', "title: Field required"),
        ('who = "everybody in scope"', 'who = "some"', "entry.who: Input should be 'everybody in scope' or 'selected'"),
        ('by = "move"', 'by = "whim"', "endings.0.by: Input should be 'move'"),
        ("excludes = []", 'excludes = ["T2099"]', "excludes: there is no trial T2099"),
        ("excludes = []", "excludes = [1]", "excludes.0: Input should be a valid string"),
        ('source = "made up for a test"\ncertainty', "certainty", "rule.source: Field required"),
        ('source = "made up for a test"\ncertainty', 'source = " "\ncertainty', "rule.source: .*at least 1 character"),
        ('doubt = "All of it."', "", "rule: .*says in `doubt` what is not known"),
    ],
)
def test_a_mistake_in_an_overlay_is_told_with_its_file_and_field(old: str, new: str, told: str) -> None:
    assert old in TRIAL
    text = TRIAL.replace(old, new, 1)
    with pytest.raises(BadPack, match=rf"^T2030\.toml: {told}"):
        law_with(text)


@pytest.mark.parametrize("table", ["[rule]", "[transition]", "[scope]", "[entry]"])
def test_an_overlay_without_one_of_its_tables_is_refused(table: str) -> None:
    reason = "says in `entry`" if table == "[entry]" else "Field required"
    with pytest.raises(BadPack, match=rf"^T2030\.toml: .*{reason}"):
        law_with(without(TRIAL, table))


def test_a_date_that_does_not_exist_is_told_with_its_line() -> None:
    with pytest.raises(BadPack, match=r"line 14"):
        law_with(TRIAL.replace("2025-07-01", "2025-02-30"))


def test_an_overlay_in_the_wrong_file_is_refused() -> None:
    with pytest.raises(BadPack, match=r"^T2031\.toml: id: T2030 belongs into T2030\.toml$"):
        read_overlay("T2031.toml", parsed("T2031.toml", TRIAL))


def test_what_runs_must_do_something_and_what_never_ran_need_not() -> None:
    idle = without(TRIAL, "[changes.meetings.notice]").replace(REMOVES, "")
    with pytest.raises(BadPack, match="it runs, and neither `changes` nor `removes` says what it does"):
        law_with(idle)
    never = idle.replace('state = "running"', 'state = "refused"').replace(CLOSED, "")
    assert law_with(never).overlays[0].running == ()


def test_what_lets_off_a_duty_ends_and_nobody_keeps_it() -> None:
    endless = dispensation().replace(CLOSED, "")
    with pytest.raises(BadPack, match="a dispensation has an end: its last state is not running"):
        law_with(endless)
    with pytest.raises(BadPack, match="nobody keeps a dispensation after its end"):
        law_with(dispensation().replace("while it runs", "to the spell's end"))


def test_only_a_trial_is_left() -> None:
    ends = TRIAL[TRIAL.index("[[endings]]") : TRIAL.index("[changes")].replace("T2030", "D2030")
    with pytest.raises(BadPack, match=re.escape("a dispensation is not left")):
        law_with(dispensation() + "\n" + ends)


def test_a_trial_is_ended_in_one_way_by_one_cause() -> None:
    again = TRIAL[TRIAL.index("[[endings]]") : TRIAL.index("[changes")].replace("endings.move", "endings.walk")
    with pytest.raises(BadPack, match="more than one of `endings` is by move"):
        law_with(TRIAL + "\n" + again)


def test_two_overlays_of_one_id_are_refused() -> None:
    with pytest.raises(BadPack, match=r"^T2030\.toml: id: more than one pack or overlay"):
        law_with(TRIAL, TRIAL)


def test_two_trials_that_change_one_rule_at_one_time_are_refused_unless_one_excludes_the_other() -> None:
    with pytest.raises(BadPack, match=r"^T2031\.toml: changes: T2030 says something about meetings\.notice, .* too"):
        law_with(TRIAL, called("T2031"))
    other = called("T2031").replace("excludes = []", 'excludes = ["T2030"]')
    with pytest.raises(BadPack, match=r"^T2031\.toml: excludes: everybody in scope enters both T2030 and T2031"):
        law_with(TRIAL, other)
    chosen = other.replace('who = "everybody in scope"', 'who = "selected"')
    assert len(law_with(TRIAL, chosen).overlays) == 2
    elsewhere = called("T2031").replace("0851", "0860")
    assert len(law_with(TRIAL, elsewhere).overlays) == 2


def test_two_overlays_that_are_sound_alone_and_not_together_are_refused() -> None:
    amendment = dispensation("A2030").replace('kind = "dispensation"', 'kind = "amendment"')
    amendment = amendment.replace("[[states]]", REMOVES + "[[states]]", 1)
    assert [each.id for each in law_with(amendment).overlays] == ["A2030"]
    with pytest.raises(BadPack, match=r"^T2030\.toml: removes: over R2024 with A2030: there is no rule at resp"):
        law_with(amendment, TRIAL)
