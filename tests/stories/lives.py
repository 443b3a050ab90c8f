"""The stories, and the day on which each of them is over."""

from datetime import date
from typing import Final

UNTIL: Final = {
    "anna_is_handed_over": date(2026, 11, 25),
    "bo_comes_with_hours": date(2026, 9, 14),
    "carla_chooses_the_form": date(2024, 3, 10),
    "dorte_is_with_her_fund": date(2022, 6, 30),
    "erik_moves_out_of_the_trial": date(2022, 4, 20),
    "freja_lives_in_a_free_municipality": date(2017, 12, 24),
    "gunnar_need_not_come": date(2020, 6, 30),
    "hanne_may_be_telephoned": date(2021, 9, 15),
    "ida_has_four_months_with_her_fund": date(2027, 4, 30),
    "jon_chooses_his_municipality": date(2027, 2, 28),
    "karl_is_in_a_trial_that_closes": date(2024, 3, 20),
    "lone_begins_with_her_fund": date(2022, 5, 25),
    "mia_begins_with_her_municipality": date(2027, 1, 20),
}
ANNA, BO, CARLA, DORTE, ERIK, FREJA, GUNNAR, HANNE, IDA, JON, KARL, LONE, MIA = UNTIL
