"""Carla wants to meet by video. Law 295 of 2023 lets her, in the middle of her spell."""

from tests.stories.lives import CARLA
from tests.stories.telling import told_of


def test_the_amendment_begins_for_a_running_spell_and_is_kept_by_one_that_outlasts_it() -> None:
    assert told_of(CARLA, "registered", "rules") == [
        "2023-01-02 registered from 2023-01-02 under R2020",
        "2023-03-22 rules R2020+R2023 by law",
        "2023-12-01 registered from 2023-12-01 under R2020+R2023",
        "2024-02-12 registered from 2024-02-12 under R2024",
    ]


def test_meetings_after_the_first_follow_her_wish_from_the_day_on_which_the_law_holds() -> None:
    assert told_of(CARLA, "invited") == [
        "2023-01-08 invited R2020.meetings.job.1 on 2023-01-16 physical round 1",
        "2023-02-22 invited R2020.meetings.job.2 on 2023-03-02 physical round 1",
        "2023-03-08 invited R2020.meetings.joint-early.5 on 2023-03-16 physical round 1",
        "2023-04-06 invited R2020.meetings.job.3 on 2023-04-14 video round 1",
        "2023-12-07 invited R2020.meetings.job.1 on 2023-12-15 physical round 1",
        "2024-01-22 invited R2020.meetings.job.2 on 2024-01-30 video round 1",
        "2024-02-13 invited R2024.meetings.fund-first.1 on 2024-02-21 physical round 1",
    ]
