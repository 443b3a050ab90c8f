"""Freja lives in Aalborg, a free municipality of North Jutland: who begins there is in both of its trials."""

from tests.stories.lives import FREJA
from tests.stories.telling import told_of


def test_a_spell_that_begins_before_the_trial_is_not_in_it_and_one_after_is_until_she_moves_away() -> None:
    assert told_of(FREJA, "registered", "rules", "municipality", "holder /") == [
        "2017-09-04 registered from 2017-09-04 under R2015",
        "2017-09-04 holder /jobcentre/0851 from 2017-09-04 by first-owner (R2015.responsibility.first-owner)",
        "2017-10-02 registered from 2017-10-02 under R2015+F2017a+F2017b",
        "2017-10-02 holder /jobcentre/0851 from 2017-10-02 by first-owner (R2015.responsibility.first-owner)",
        "2017-11-20 municipality 0751",
        "2017-11-20 rules R2015 by trial-left",
        "2017-11-21 holder /jobcentre/0751 from 2017-11-21 by move (R2015.responsibility.move)",
    ]


def test_in_the_trial_she_is_telephoned_when_the_caseworker_judges_right_and_outside_she_comes_each_month() -> None:
    assert told_of(FREJA, "invited", "held") == [
        "2017-09-21 invited R2015.meetings.first.1 on 2017-09-29 physical round 1",
        "2017-10-11 invited F2017b.meetings.first.1 on 2017-10-19 phone round 1",
        "2017-10-19 held F2017b.meetings.first.1 on 2017-10-19",
        "2017-11-16 invited F2017b.meetings.first.2 on 2017-11-24 phone round 1",
        "2017-11-21 invited R2015.meetings.monthly.2 on 2017-11-29 physical round 1",
        "2017-12-07 invited R2015.meetings.monthly.3 on 2017-12-15 physical round 1",
    ]


def test_the_new_jobcentre_owes_the_meetings_of_the_pack_but_none_whose_time_was_over_before_it_came() -> None:
    owed = [line[11:] for line in told_of(FREJA, "required") if line.startswith("2017-11-21")]
    assert owed == [
        "required R2015.meetings.monthly.2 2017-11-21 to 2017-11-30, aim 2017-11-24",
        "required R2015.meetings.monthly.3 2017-12-01 to 2017-12-29, aim 2017-12-15",
        "required R2015.meetings.monthly.4 2017-12-30 to 2018-01-31, aim 2018-01-15",
        "required R2015.meetings.monthly.5 2018-02-01 to 2018-02-28, aim 2018-02-14",
        "required R2015.meetings.joint.6 2018-02-01 to 2018-03-30, aim 2018-03-15",
    ]
