"""Trials that a fund takes its member into: how they begin, change who is responsible, end, and fall back."""

from tests.stories.lives import DORTE, ERIK, IDA, JON, KARL, LONE, MIA
from tests.stories.telling import told_of


def test_from_the_midnight_after_the_funds_word_the_fund_is_responsible_and_by_hours_the_jobcentre_again() -> None:
    assert told_of(DORTE, "registered", "rules", "holder /") == [
        "2022-03-01 registered from 2022-03-01 under R2020",
        "2022-03-01 holder /jobcentre/0751 from 2022-03-01 by first-owner (R2020.responsibility.first-owner)",
        "2022-03-08 rules R2020+T2020 by trial-entered",
        "2022-03-09 holder /unemployment-fund/hk from 2022-03-09 by trial-entry (T2020.responsibility.entry)",
        "2022-06-03 holder /jobcentre/0751 from 2022-06-03 by hours (T2020.responsibility.hours)",
        "2022-06-20 registered from 2022-06-20 under R2020",
        "2022-06-20 holder /jobcentre/0751 from 2022-06-20 by first-owner (R2020.responsibility.first-owner)",
    ]


def test_what_the_jobcentre_had_planned_falls_away_and_the_fund_owes_the_meetings_of_the_trial() -> None:
    entered = [line for line in told_of(DORTE, "waived", "required", "invited") if line.startswith("2022-03-09")]
    assert entered == [
        "2022-03-09 waived R2020.meetings.job.1: holder-changed, was 2022-03-16",
        "2022-03-09 waived R2020.meetings.job.2: holder-changed",
        "2022-03-09 waived R2020.meetings.job.3: holder-changed",
        "2022-03-09 waived R2020.meetings.job.4: holder-changed",
        "2022-03-09 waived R2020.meetings.joint-early.5: holder-changed",
        "2022-03-09 waived R2020.meetings.joint-later.6: holder-changed",
        "2022-03-09 required T2020.meetings.fund-cv.1 2022-03-01 to 2022-03-15, aim 2022-03-04",
        "2022-03-09 required T2020.meetings.fund-job.1 2022-03-01 to 2022-05-31, aim 2022-04-13",
        "2022-03-09 required T2020.meetings.fund-availability.1 2022-03-01 to 2022-05-31, aim 2022-05-06",
        "2022-03-09 required T2020.meetings.fund-availability-second.2 2022-03-01 to 2022-08-31, aim 2022-08-08",
        "2022-03-09 invited T2020.meetings.fund-cv.1 on 2022-03-15 physical round 1",
    ]


def test_after_the_takeover_the_jobcentre_owes_what_the_trial_leaves_to_it() -> None:
    taken_over = [line for line in told_of(DORTE, "required") if line.startswith("2022-06-03")]
    assert taken_over == [
        "2022-06-03 required T2020.meetings.jobcentre-after-takeover.2 2022-06-03 to 2022-08-31, aim 2022-06-24",
        "2022-06-03 required T2020.meetings.jobcentre-after-takeover.3 2022-06-03 to 2022-08-31, aim 2022-08-08",
        "2022-06-03 required T2020.meetings.joint-after-takeover.4 2022-06-03 to 2022-08-31, aim 2022-07-15",
    ]


def test_who_moves_out_of_the_trial_falls_back_to_the_jobcentre_of_the_new_municipality_and_cannot_enter_again() -> (
    None
):
    assert told_of(ERIK, "registered", "rules", "holder /", "municipality", "refused") == [
        "2022-03-01 registered from 2022-03-01 under R2020",
        "2022-03-01 rules R2020+T2020 by trial-entered",
        "2022-03-01 holder /jobcentre/0751 from 2022-03-01 by first-owner (R2020.responsibility.first-owner)",
        "2022-03-02 holder /unemployment-fund/3f from 2022-03-02 by trial-entry (T2020.responsibility.entry)",
        "2022-04-04 municipality 0851",
        "2022-04-04 rules R2020 by trial-left",
        "2022-04-05 holder /jobcentre/0851 from 2022-04-05 by trial-exit (T2020.responsibility.exit)",
        "2022-04-06 refused E-1-3f-3: not_in_trial",
    ]


def test_back_at_the_jobcentre_the_meetings_of_the_pack_are_owed_again() -> None:
    owed = [line.split()[2] for line in told_of(ERIK, "required") if line.startswith("2022-04-05")]
    assert owed == [
        *(f"R2020.meetings.job.{number}" for number in (1, 2, 3, 4)),
        "R2020.meetings.joint-early.5",
        "R2020.meetings.joint-later.6",
    ]


def test_who_begins_in_the_trial_is_the_funds_from_the_first_day_and_hours_of_before_count_against_its_limit() -> None:
    assert told_of(LONE, "registered", "holder /", "hours", "refused") == [
        "2022-03-03 registered from 2022-03-01 under R2020+T2020",
        "2022-03-03 holder /unemployment-fund/3f from 2022-03-01 by first-owner (T2020.responsibility.first-owner)",
        "2022-04-01 hours 360.33",
        "2022-05-02 hours 520.66",
        "2022-05-03 holder /jobcentre/0751 from 2022-05-03 by hours (T2020.responsibility.hours)",
        "2022-05-16 registered from 2022-05-16 under R2020",
        "2022-05-16 holder /jobcentre/0751 from 2022-05-16 by first-owner (R2020.responsibility.first-owner)",
        "2022-05-16 refused L-1-3f-5: above_limit",
    ]


def test_who_chose_the_municipality_before_the_first_day_begins_there() -> None:
    assert told_of(MIA, "registered", "holder /", "package for") == [
        "2027-01-04 registered from 2027-01-04 under R2027+T2027c",
        "2027-01-04 holder /jobcentre/0101 from 2027-01-04 by first-owner (T2027c.responsibility.first-owner)",
        "2027-01-05 package for /jobcentre/0101 by first-owner",
    ]


def test_three_paid_months_hand_over_nobody_in_the_trial_of_four_and_whoever_leaves_it_at_the_next_midnight() -> None:
    assert told_of(IDA, "registered", "rules", "holder /", "hours", "municipality") == [
        "2027-01-04 registered from 2027-01-01 under R2027+T2027a",
        "2027-01-04 holder /unemployment-fund/hk from 2027-01-01 by first-owner (R2027.responsibility.first-owner)",
        "2027-02-01 hours 160.33",
        "2027-03-01 hours 320.66",
        "2027-04-01 hours 480.99",
        "2027-04-12 municipality 0101",
        "2027-04-12 rules R2027 by trial-left",
        "2027-04-13 holder /jobcentre/0101 from 2027-04-13 by hours (R2027.responsibility.hours)",
    ]


def test_who_chooses_the_municipality_has_the_course_there_until_moving_where_nobody_may_choose() -> None:
    assert told_of(JON, "rules", "holder /", "municipality", "refused") == [
        "2027-01-04 holder /unemployment-fund/hk from 2027-01-04 by first-owner (R2027.responsibility.first-owner)",
        "2027-01-06 rules R2027+T2027c by trial-entered",
        "2027-01-06 refused J-1-hk-2: not_in_trial",  # the other trial is for other municipalities
        "2027-01-07 holder /jobcentre/0101 from 2027-01-07 by trial-entry (T2027c.responsibility.entry)",
        "2027-02-08 municipality 0751",
        "2027-02-08 rules R2027 by trial-left",
        "2027-02-09 holder /jobcentre/0751 from 2027-02-09 by move (R2027.responsibility.move)",
        "2027-02-10 refused J-1-hk-4: not_in_trial",
    ]


def test_who_is_in_a_trial_that_closes_keeps_its_rules_and_nobody_enters_it_any_more() -> None:
    assert told_of(KARL, "registered", "rules", "holder /", "refused") == [
        "2023-11-01 registered from 2023-11-01 under R2020+R2023",
        "2023-11-01 rules R2020+R2023+T2020 by trial-entered",
        "2023-11-01 holder /jobcentre/0751 from 2023-11-01 by first-owner (R2020.responsibility.first-owner)",
        "2023-11-02 holder /unemployment-fund/3f from 2023-11-02 by trial-entry (T2020.responsibility.entry)",
        "2024-02-02 holder /jobcentre/0751 from 2024-02-02 by hours (T2020.responsibility.hours)",
        "2024-03-04 registered from 2024-03-04 under R2024",
        "2024-03-04 holder /jobcentre/0751 from 2024-03-04 by first-owner (R2024.responsibility.above-limit)",
        "2024-03-05 refused K-1-3f-8: not_in_trial",
    ]
