"""The spring of 2020 and after: Gunnar need not come for some weeks, and Hanne may be telephoned for a year."""

from tests.stories.lives import GUNNAR, HANNE
from tests.stories.telling import told_of


def test_the_suspension_begins_and_ends_by_itself_and_the_dispensation_outlasts_it() -> None:
    assert told_of(GUNNAR, "registered", "rules") == [
        "2020-01-13 registered from 2020-01-13 under R2020",
        "2020-03-12 rules R2020+S2020 by law",
        "2020-03-30 rules R2020+D2020+S2020 by law",
        "2020-05-27 rules R2020+D2020 by law",
    ]


def test_while_it_lasts_nobody_is_invited_or_warned_and_a_window_that_ends_is_waived_for_it() -> None:
    about_meetings = told_of(GUNNAR, "invited", "at risk", "waived", "held", "missed", "refused")
    assert [line for line in about_meetings if "2020-03-12" <= line[:10] < "2020-05-27"] == [
        "2020-03-13 refused J-7-0461-2: voluntary",
        "2020-04-13 waived R2020.meetings.joint-early.5: suspended",
    ]


def test_when_it_is_over_he_is_invited_again_also_to_the_meeting_for_which_he_did_not_come() -> None:
    about_meetings = told_of(GUNNAR, "invited", "held", "missed", "refused")
    assert [line for line in about_meetings if line[:10] >= "2020-05-27"] == [
        "2020-05-27 invited R2020.meetings.job.2 on 2020-06-04 physical round 2",
        "2020-05-28 refused J-7-0461-3: wrong_day",
        "2020-05-31 invited R2020.meetings.job.3 on 2020-06-08 physical round 1",
        "2020-06-01 invited R2020.meetings.joint-later.6 on 2020-06-09 physical round 1",
        "2020-06-04 held R2020.meetings.job.2 on 2020-06-04",
        "2020-06-08 missed R2020.meetings.job.3 on 2020-06-08",
        "2020-06-09 invited R2020.meetings.job.3 on 2020-06-17 physical round 2",
    ]


def test_a_first_meeting_by_telephone_needs_the_dispensation_and_after_it_the_next_one_is_personal() -> None:
    assert told_of(HANNE, "registered", "rules", "invited") == [
        "2020-02-03 registered from 2020-02-03 under R2020",
        "2020-02-09 invited R2020.meetings.job.1 on 2020-02-17 physical round 1",
        "2020-06-01 registered from 2020-06-01 under R2020+D2020",
        "2020-06-08 invited R2020.meetings.job.1 on 2020-06-16 phone round 1",
        "2021-07-05 registered from 2021-07-05 under R2020+D2020",
        "2021-07-12 invited R2020.meetings.job.1 on 2021-07-20 phone round 1",
        "2021-08-01 rules R2020 by law",
        "2021-08-26 invited R2020.meetings.job.2 on 2021-09-03 physical round 1",
        "2021-09-09 invited R2020.meetings.joint-early.5 on 2021-09-17 physical round 1",
    ]
