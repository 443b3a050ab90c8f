"""A scenario tells the same story in memory and through the real services, and nothing more than is written down."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.play import in_memory, over_kafka
from sandbox.play.command import SECRET
from sandbox.play.scenario import BadScenario, every_day, read
from tests.stories.lives import ANNA, BO, CARLA, ERIK, FREJA, GUNNAR, HANNE, IDA, JON, KARL, LONE, MIA, UNTIL
from tests.stories.telling import lived, scenario, story, transcript

OVER_KAFKA = (BO, CARLA, ERIK, FREJA, GUNNAR, HANNE, IDA, JON, KARL, LONE, MIA)


def remembered(name: str) -> list[str]:
    return in_memory.told_in(lived(name)[0])


def told_in(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in remembered(name)]


def test_anna_belongs_to_her_fund_until_her_hours_are_up_then_to_the_jobcentre_of_where_she_lives() -> None:
    moves = [event for event in told_in(ANNA) if event["recipient"] == "responsibility.v1"]
    told = [(event["data"]["holder"], event["data"]["effective"], event["data"]["cause"]) for event in moves]
    assert told == [
        ("/unemployment-fund/hk", "2026-08-01", "first-owner"),
        ("/jobcentre/0851", "2026-11-04", "hours"),
        ("/jobcentre/0860", "2026-11-21", "move"),
    ]


def test_each_jobcentre_gets_one_package_with_who_she_is_and_one_reminder_for_its_silence() -> None:
    events = told_in(ANNA)
    for jobcentre in ("0851", "0860"):
        told = [event for event in events if event["recipient"] == f"to.jobcentre.{jobcentre}.v1"]
        (package,) = [event["data"]["package"] for event in told if event["type"] == "handover.package.delivered.v1"]
        assert package["person"]["name"] == "Anna Andersen"
        assert package["content"]["total_hours"] == 480.99
        reminders = [event for event in told if event["type"] == "handover.receipt.reminded.v1"]
        assert len(reminders) == 1


def test_every_message_has_exactly_one_answer() -> None:
    answers = [event for event in told_in(ANNA) if event["type"].startswith("samspil.message.")]
    by_id = {event["data"]["message_id"]: event["type"].split(".")[2] for event in answers}
    assert len(answers) == len(by_id) == len(scenario(ANNA))
    assert by_id == {"hk-5": "refused"} | dict.fromkeys(("hk-1", "hk-2", "hk-3", "hk-4", "cpr-1"), "accepted")


def test_playing_again_gives_the_same_result_to_the_letter() -> None:
    told = scenario(ANNA)
    assert in_memory.play(told, every_day(told, UNTIL[ANNA]), SECRET) == remembered(ANNA)


def test_bo_comes_with_hours_from_an_earlier_job_and_is_handed_over_at_his_first_month_end() -> None:
    moves = [event for event in told_in(BO) if event["recipient"] == "responsibility.v1"]
    told = [(event["data"]["holder"], event["data"]["effective"], event["data"].get("cause")) for event in moves]
    assert told == [
        ("/unemployment-fund/3f", "2026-08-10", "first-owner"),
        ("/jobcentre/0751", "2026-09-03", "hours"),
        ("/jobcentre/0751", "2026-09-11", None),
    ]


@pytest.mark.parametrize("name", UNTIL)
def test_in_a_story_happens_what_is_written_down_of_it_and_nothing_more(name: str) -> None:
    assert list(story(name)) == transcript(name)


@pytest.mark.timeout(400)
async def test_the_real_services_tell_the_same_stories_as_memory() -> None:
    """All in one, so that Kafka and the services start once; and only on the days on which something can happen."""
    told = sorted((each for name in OVER_KAFKA for each in scenario(name)), key=lambda each: each.time)
    days = sorted({day for name in OVER_KAFKA for day in lived(name)[1]})
    real = await over_kafka.play(told, days, SECRET)
    assert sorted(real) == sorted(in_memory.play(told, days, SECRET))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "is no JSON"),
        ("[]", "is no JSON object"),
        ("{}", "has no id, source, type, time, partitionkey"),
        ('{"id":"1","source":"hk","type":"t","time":"2026-08-03T09:00:00+02:00","partitionkey":"A"}', "not 'hk'"),
        ('{"id":"1","source":"/operations","type":"t","time":"2026-08-03T09:00:00","partitionkey":"A"}', "has no zone"),
    ],
)
def test_a_line_that_is_no_message_is_named_with_what_is_wrong(tmp_path: Path, line: str, complaint: str) -> None:
    scenario = tmp_path / "broken.jsonl"
    scenario.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadScenario, match=r"broken\.jsonl:2") as refused:
        read(scenario)
    assert complaint in str(refused.value)
