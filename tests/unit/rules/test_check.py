"""A pack that somebody wrote is told what is wrong with it: the line, the field, the fault, and what to do."""

import pytest

from samspil.rulebook.checking import Verdict, check
from tests.unit.rules.damage import PACK, TRIAL, damaged, known_files, line_of


@pytest.mark.parametrize(("name", "text"), [pytest.param(*each, id=each[0]) for each in known_files()])
def test_every_known_pack_and_overlay_is_sound(name: str, text: str) -> None:
    verdict = check(name, text)

    assert verdict.complaints == ()
    assert f"{verdict.id}.toml" == name
    assert verdict.rules > 0


OPENS = 'opens = {{ count = {}, unit = "days", from = "registration" }}'

PACK_DAMAGE = [
    pytest.param(
        'title = "Fewer', "title = Fewer", "title = Fewer", "", "invalid value", "quotation marks", id="no-toml"
    ),
    pytest.param(
        "valid_from = 2026-07-01", "valid_from = 2026-02-30", "valid_from", "", "invalid date", "a day that exists",
        id="no-such-day",
    ),
    pytest.param(
        "valid_from = 2026-07-01", "valid_from = 2026-07-01\nvalid_from = 2026-07-02", "valid_from = 2026-07-02", "",
        "cannot overwrite", "said twice", id="a-key-twice",
    ),
    pytest.param(
        "[handover.forecast]", "[handover.follow_up]", "[handover.follow_up]\nid = \"R2026.handover.forecast\"", "",
        "cannot declare", "there already", id="a-table-twice",
    ),
    pytest.param(
        'limits = [{ count = 3, unit = "months", from = "accumulated unemployment" }]',
        'limits = [{ count = 3, unit = "months", from = "accumulated unemployment" }',
        'limits = [{ count = 3, unit = "months", from = "accumulated unemployment" }', "",
        "unclosed array", "close the list", id="a-list-without-end",
    ),
    pytest.param(
        "valid_from = 2026-07-01", 'valid_from = "soon"', "valid_from", "valid_from", '"soon" is no date',
        "a day like 2028-01-01", id="no-date",
    ),
    pytest.param(
        "valid_from = 2026-07-01", "valid_from = 2026-07-01T08:30:00", "valid_from", "valid_from",
        "is a moment and no date", "a day like", id="a-moment",
    ),
    pytest.param(
        "valid_from = 2026-07-01", 'valid_from = 2026-07-01\nsays = "Slipped out of its table."', "says = ", "says",
        "is not known", "", id="a-sentence-outside-its-table",
    ),
    pytest.param(
        "valid_from = 2026-07-01\n", "", "id = ", "valid_from", "is missing", "`valid_from = …`", id="no-start"
    ),
    pytest.param(
        "valid_until = 2026-12-31", "valid_until = 2026-01-31", "valid_until", "valid_until",
        "comes before valid_from", "do not go together", id="ends-before-it-begins",
    ),
    pytest.param(
        "valid_until = 2026-12-31", "valid_until = 2027-03-31", "valid_until", "valid_until",
        "R2027 is in force from 2027-01-01", "valid_until = 2026-12-31", id="overlaps-a-later-pack",
    ),
    pytest.param(
        "valid_from = 2026-07-01", "valid_from = 2026-06-01", "valid_from", "valid_from",
        "R2024 is still in force on 2026-06-01", "end R2024 with valid_until = 2026-05-31",
        id="overlaps-an-earlier-pack",
    ),
    pytest.param(
        "valid_from = 2026-07-01", "valid_from = 2026-07-02", "valid_from", "valid_from", "no pack on 2026-07-01",
        "valid_from = 2026-07-01", id="a-gap-before-it",
    ),
    pytest.param(
        "valid_until = 2026-12-31", "valid_until = 2026-12-30", "valid_until", "valid_until", "no pack on 2026-12-31",
        "valid_until = 2026-12-31", id="a-gap-after-it",
    ),
    pytest.param(
        'id = "R2026"', 'id = "2026"', 'id = "2026"', "id", "2026 does not have the form", "must match", id="no-pack-id"
    ),
    pytest.param('id = "R2026"', 'id = "R2028"', 'id = "R2028"', "id", "R2028 stands in R2026.toml", "R2028.toml",
        id="another-file"),
    pytest.param(
        '"R2026.meetings.notice"', '"R2024.meetings.notice"', '"R2024.meetings.notice"', "meetings.notice.id",
        "R2024.meetings.notice is no rule of R2026", "begin it with R2026.", id="a-rule-of-another-pack",
    ),
    pytest.param(
        "hours.full-time", "hours.fulltime", "hours.fulltime", "handover.hours.full_time.id",
        "R2026.handover.hours.fulltime does not fit the table", "R2026.handover.hours.full-time",
        id="a-rule-of-another-table",
    ),
    pytest.param(
        '"R2026.meetings.notice"', '"R2026.meetings.forms"', "[meetings.notice]", "meetings.notice",
        "more than one rule says something about meetings.forms", "", id="two-rules-at-a-place",
    ),
    pytest.param(
        "more_than = 410", "more_then = 410", "more_then", "handover.hours.full_time.more_then", "is not known here",
        "did you mean `more_than`?", id="a-misspelt-field",
    ),
    pytest.param(
        "more_than = 410\n", "", "[handover.hours.full_time]", "handover.hours.full_time.more_than", "is missing",
        "`more_than = …`", id="a-missing-number",
    ),
    pytest.param(
        "more_than = 410", 'more_than = "many"', "more_than = ", "handover.hours.full_time.more_than",
        '"many" is no number', "without quotation marks", id="a-word-for-a-number",
    ),
    pytest.param(
        "more_than = 410", "more_than = 410.005", "more_than = ", "handover.hours.full_time.more_than",
        "410.005 has more than 2 decimals", "", id="too-many-decimals",
    ),
    pytest.param(
        "more_than = 410", "more_than = -1", "more_than = ", "handover.hours.full_time.more_than", "-1 is less than 0",
        "", id="less-than-nothing",
    ),
    pytest.param(
        "at_least_days = 8", "at_least_days = 8.5", "at_least_days = 8.5", "meetings.notice.at_least_days",
        "8.5 is no whole number", "digits only", id="half-a-day",
    ),
    pytest.param(
        "new_meeting = true", 'new_meeting = "always"', "new_meeting = ", "meetings.missed.new_meeting",
        '"always" is neither true nor false', "true or false", id="neither-yes-nor-no",
    ),
    pytest.param(
        "more_than = 410", 'more_than = "410"', "more_than = ", "handover.hours.full_time.more_than",
        '"410" is no number', "without quotation marks", id="a-number-between-quotation-marks",
    ),
    pytest.param(
        "more_than = 410", "more_than = true", "more_than = ", "handover.hours.full_time.more_than",
        "true is no number", "write digits", id="yes-for-a-number",
    ),
    pytest.param(
        "more_than = 410", "more_than = inf", "more_than = ", "handover.hours.full_time.more_than",
        "Infinity is no number", "write digits", id="a-number-without-end",
    ),
    pytest.param(
        "at_least_days = 8", "at_least_days = true", "at_least_days = true", "meetings.notice.at_least_days",
        "true is no whole number", "digits only", id="yes-for-a-whole-number",
    ),
    pytest.param(
        "at_least_days = 8", 'at_least_days = "8"', "at_least_days = ", "meetings.notice.at_least_days",
        '"8" is no whole number', "digits only", id="a-whole-number-between-quotation-marks",
    ),
    pytest.param(
        "new_meeting = true", "new_meeting = 1", "new_meeting = ", "meetings.missed.new_meeting",
        "1 is neither true nor false", "true or false", id="a-number-for-yes",
    ),
    pytest.param(
        "valid_from = 2026-07-01", 'valid_from = "2026-07-01"', "valid_from", "valid_from",
        '"2026-07-01" is no date', "without quotation marks", id="a-day-between-quotation-marks",
    ),
    pytest.param(
        "valid_from = 2026-07-01", "valid_from = 2026-07-01T00:00:00Z", "valid_from", "valid_from",
        "is a moment and no date", "a day like", id="midnight",
    ),
    pytest.param(
        'aims = ["1/3"]', "aims = [0.5]", "aims = ", "meetings.required.1.aims.1", "0.5 is no part of a window",
        'like "6/13"', id="half-a-window",
    ),
    pytest.param(
        "[meetings.notice]", "[meetings.advance_notice]", "[meetings.advance_notice]", "meetings.advance_notice",
        "is not known here", "notice", id="an-unknown-kind-of-rule",
    ),
    pytest.param(
        'cause = "screening"', 'cause = "whim"', 'cause = "whim"', "responsibility.transfers.2.cause",
        "whim is none of 'hours'", "one of them", id="an-unknown-cause",
    ),
    pytest.param(
        'later = ["physical", "phone", "video"]', 'later = ["physical", "letter"]', "later = ",
        "meetings.forms.later.2", "letter is none of", "one of them", id="an-unknown-form",
    ),
    pytest.param(
        'first = ["physical"]', "first = []", "first = []", "meetings.forms.first", "empty list", "at least one",
        id="an-empty-list",
    ),
    pytest.param(
        'first = ["physical"]', 'first = "physical"', "first = ", "meetings.forms.first", "is no list", "[ … ]",
        id="no-list",
    ),
    pytest.param(
        'certainty = "sourced"', 'certainty = "sure"', 'certainty = "sure"', "responsibility.first_owner.certainty",
        "sure is none of 'sourced' or 'believed'", "one of them", id="an-unknown-certainty",
    ),
    pytest.param(
        'doubt = "8 days were the shortest deadline for self-booking; a general notice period is not known."\n', "",
        "[meetings.notice]", "meetings.notice", "says in `doubt` what is not known", "", id="believed-without-doubt",
    ),
    pytest.param(
        'source = "star.dk, questions and answers on self-booking on Jobnet (2020)"\n', "", "[meetings.notice]",
        "meetings.notice.source", "is missing", "(Where it was read)", id="no-source",
    ),
    pytest.param(
        'says = "In the first 14 days of an illness there is no duty to attend."', 'says = ""', 'says = ""\n',
        "meetings.illness.says", "is empty", "say it", id="says-nothing",
    ),
    pytest.param(
        'says = "In the first 14 days of an illness there is no duty to attend."', 'says = " \\n "', "says = \" \\n",
        "meetings.illness.says", "is empty", "say it", id="says-blanks",
    ),
    pytest.param(
        "escalate_after_working_days = 5", "escalate_after_working_days = 2", "[handover.follow_up]",
        "handover.follow_up", "a reminder comes before the escalation", "do not go together", id="in-the-wrong-order",
    ),
    pytest.param(
        '  { count = 3, unit = "months", from = "accumulated unemployment" },',
        '  { count = 3, unit = "quarters", from = "accumulated unemployment" },', 'unit = "quarters"',
        "meetings.required.1.limits.2.unit", "quarters is none of", "one of them", id="inside-a-long-list",
    ),
    pytest.param(
        'aims = ["8/13"]', 'aims = ["8/13", "9/13"]', '[[meetings.required]]\nid = "R2026.meetings.fund-later"',
        "meetings.required.2", "1 meetings need as many aims, not 2", "", id="too-many-aims",
    ),
    pytest.param(
        OPENS.format(0), OPENS.format(20), OPENS.format(20), "meetings.required.1.opens",
        "`opens` 20 days after the registration and ends before that, 2 weeks after the registration", "",
        id="a-window-that-ends-before-it-begins",
    ),
    pytest.param("[transition]", "[transitions]", "id = ", "transition", "is missing", "[transition]", id="no-section"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "field", "fault", "advice"), PACK_DAMAGE)
def test_a_fault_of_a_pack_is_told_with_its_line(
    old: str, new: str, where: str, field: str, fault: str, advice: str
) -> None:
    text = damaged(PACK, old, new)

    found = [
        each
        for each in check("R2026.toml", text).complaints
        if each.line == line_of(text, where) and each.field == field
    ]

    assert any(fault in each.fault and advice in each.advice for each in found), check("R2026.toml", text).complaints


def test_all_faults_that_can_be_seen_at_once_are_told_by_line() -> None:
    text = PACK
    for old, new in (("more_than = 333", "more_than = -3"), ("weeks_ahead = 4", "weeks = 4"), ("= 67", '= "old"')):
        text = damaged(text, old, new)
    complaints = check("R2026.toml", text).complaints

    assert {each.field for each in complaints} == {
        "handover.hours.part_time.more_than", "handover.forecast.weeks_ahead", "handover.forecast.weeks",
        "registration.age.below_years",
    }  # fmt: skip
    assert [each.line for each in complaints] == sorted(each.line for each in complaints)


def test_a_pack_of_a_new_name_is_told_which_pack_to_end() -> None:
    text = PACK.replace("R2026", "R2099").replace("valid_until = 2026-12-31\n", "").replace("2026-07-01", "2099-07-01")
    [complaint] = check("R2099.toml", text).complaints

    assert complaint.field == "valid_from"
    assert complaint.advice.endswith("with valid_until = 2099-06-30, or let this one begin later")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("valid_from = 2026-07-01", "valid_from = 2026-06-01", "R2024 is still in force on 2026-06-01"),
        ("valid_from = 2026-07-01", "valid_from = 2026-07-02", "no pack on 2026-07-01"),
        ("more_than = 410", "more_than = -410", "-410 is less than 0"),
    ],
)
def test_a_draft_by_another_name_is_told_its_other_faults_too(old: str, new: str, fault: str) -> None:
    faults = [each.fault for each in check("draft.toml", damaged(PACK, old, new)).complaints]

    assert set(faults) == {"R2026 stands in draft.toml", fault}


def test_an_overlay_by_another_name_is_told_what_it_does_not_go_together_with() -> None:
    faults = [
        each.fault for each in check("draft.toml", damaged(TRIAL, 'over = ["R2020"]', 'over = ["R1999"]')).complaints
    ]

    assert faults == ["T2020 stands in draft.toml", "there is no pack R1999"]


def test_a_verdict_is_sound_without_complaints_only() -> None:
    assert Verdict("R2026.toml", "pack", "R2026", 1, ()).sound
    assert not check("R2026.toml", "id = 1").sound
