"""The figures of the benchmark: medians over rounds, ratios within a round, latencies of all rounds together."""

import pytest

from benchmarks.measuring import Sample
from benchmarks.report import figures

FAST = [Sample(speed, 100.0, 50.0, [1.0] * 50) for speed in (1_000.0, 6_000.0, 8_000.0)]
SLOW = [Sample(speed, 4_000.0, 900.0, [float(ms) for ms in range(1, 101)]) for speed in (50.0, 200.0, 100.0)]


def test_a_path_has_its_median_speed_and_the_latency_of_all_its_rounds() -> None:
    usual = figures({"ours": FAST, "usual": SLOW}, {}, 5.0)["usual"]

    assert usual["events_per_second"] == 100.0
    assert usual["rounds"] == [50.0, 200.0, 100.0]
    assert usual["p50_ms"] == pytest.approx(50.5)
    assert usual["p99_ms"] == pytest.approx(99, abs=1)


def test_a_ratio_is_the_median_of_what_each_round_shows() -> None:
    assert figures({"ours": FAST, "usual": SLOW}, {}, 5.0)["ratios"] == {"ours_to_usual": 30.0}


def test_the_steps_of_ours_are_passed_on() -> None:
    assert figures({"ours": FAST}, {"decide": 0.4}, 5.0)["steps"] == {"decide": 0.4}


def test_the_look_up_of_rules_is_told_beside_an_event_of_ours() -> None:
    found = figures({"ours": FAST}, {}, 5.0)

    assert found["rules"]["look_up_us"] == 5.0
    assert found["rules"]["share_of_ours"] == round(5.0 / found["ours"]["cpu_us_per_event"], 4) > 0
