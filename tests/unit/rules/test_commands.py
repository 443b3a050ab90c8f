"""`samspil rules`: every command for a person and for a program."""

import json
from datetime import UTC, datetime
from importlib.metadata import entry_points
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from samspil.cli import SUBCOMMANDS
from samspil.rulebook import command as commands
from samspil.rulebook.command import command
from samspil.rulebook.places import rules_by_place
from samspil.rules import BadPack, overlays, pack, packs

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
"""In Denmark it is already the 23rd."""


def run(*words: str) -> Result:
    return CliRunner().invoke(command, [*words])


def told(*words: str) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "now", lambda: NOW)


def test_the_commands_are_those_of_samspil() -> None:
    [point] = [point for point in entry_points(group=SUBCOMMANDS) if point.name == "rules"]

    assert point.load() is command


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "what there is, what applies to whom, what changed"),
        (["list"], "Packs and overlays with their dates and states"),
        (["show"], "First day of the spell; today if not given"),
        (["diff"], "a pack with overlays like R2020+T2020"),
        (["check"], "the line, what is wrong, and what to do"),
    ],
)
def test_each_command_says_what_it_is_for(words: list[str], said: str) -> None:
    result = CliRunner().invoke(command, [*words, "--help"], env={"COLUMNS": "200", "TERM": "dumb"})

    assert result.exit_code == 0
    assert said in " ".join(result.output.replace("│", " ").split())


def test_the_list_has_every_pack_and_overlay_with_dates_states_and_numbers() -> None:
    found = told("list")

    assert found["today"] == "2026-11-23"
    assert [each["id"] for each in found["packs"]] == [each.id for each in packs()]
    assert {each["id"] for each in found["overlays"]} == {each.id for each in overlays()}
    for listed, known in zip(found["packs"], packs(), strict=True):
        rules = rules_by_place(known).values()
        assert listed["valid_from"] == known.valid_from.isoformat()
        assert (listed["rules"], listed["expected"]) == (len(rules), known.expected)
        assert listed["believed"] == sum(rule.certainty == "believed" for rule in rules)


def test_one_pack_is_in_force_and_those_before_and_after_it_are_not() -> None:
    standing = {each["id"]: each["standing"] for each in told("list")["packs"]}

    assert (standing["R2024"], standing["R2026"]) == ("past", "in force")
    assert all(standing[each.id] == "expected" for each in packs() if each.valid_from > NOW.date())


def test_the_list_shows_a_person_what_is_in_force_and_what_expected() -> None:
    lines = run("list").output.splitlines()

    assert any("R2024" in line and "2024-01-01 to 2026-06-30" in line and "past" in line for line in lines)
    assert any("R2026" in line and "in force" in line and "believed" in line for line in lines)
    for each in overlays():
        assert any(each.id in line and each.kind in line for line in lines)


def test_what_applies_is_shown_rule_by_rule_with_basis_source_and_certainty() -> None:
    found = told("show", "--date", "2026-08-01", "--municipality", "0851", "--fund", "hk")

    assert (found["pack"], found["overlays"], found["notes"]) == ("R2026", [], [])
    assert [each["id"] for each in found["rules"]] == [rule.id for rule in rules_by_place(pack("R2026")).values()]
    [limit] = [each for each in found["rules"] if each["place"] == "handover.hours.full-time"]
    assert limit["in_words"] == ["more than 410 benefit hours"]
    assert limit["parameters"] == {"more_than": "410"}
    assert (limit["document"], limit["certainty"]) == ("R2026", "believed")
    assert limit["basis"]
    assert limit["source"]
    assert limit["doubt"]
    assert "follow it" in limit["why"]


def test_a_person_sees_which_rules_are_believed() -> None:
    text = run("show", "--date", "2026-08-01", "--municipality", "0851", "--fund", "hk").output
    believed = [rule for rule in rules_by_place(pack("R2026")).values() if rule.certainty == "believed"]

    assert text.count("BELIEVED  │") == len(believed)
    assert text.count("Not known:") == len(believed)
    assert f"{len(believed)} of them BELIEVED" in text


def test_without_a_place_and_a_fund_the_answer_says_what_it_leaves_out() -> None:
    notes = told("show")["notes"]

    assert told("show")["asked"]["starts"] == "2026-11-23"
    assert [("--municipality" in note, "--fund" in note) for note in notes] == [(True, False), (False, True)]


def test_a_grade_of_insurance_leaves_out_what_is_for_the_other() -> None:
    found = told("show", "--date", "2026-08-01", "--insurance", "part_time")
    words = {each["place"]: each["in_words"] for each in found["rules"]}

    assert "handover.hours.part-time" in words
    assert "handover.hours.full-time" not in words
    assert words["counting.full-month"] == ["part time: month 130 hours", "part time: weekday 6 hours"]


def test_a_rule_for_the_young_is_left_out_for_whoever_is_older() -> None:
    def places(*words: str) -> set[str]:
        return {each["place"] for each in told("show", "--date", "2026-08-01", *words)["rules"]}

    assert places() == places("--age", "24")
    assert places() - places("--age", "25") == {"plan.young"}


def test_who_is_in_a_trial_has_its_rules_and_is_told_why() -> None:
    found = told("show", "--date", "2022-03-01", "--municipality", "0461", "--fund", "hk", "--trial", "T2020")
    changed = {each["place"]: each for each in found["rules"] if each["document"] == "T2020"}

    assert "T2020" in found["overlays"]
    assert changed["responsibility.first-owner"]["in_words"] == ["owner: unemployment fund"]
    assert changed["responsibility.first-owner"]["why"].startswith("trial from 2020-01-01")
    assert any(note.startswith("Whom T2020 covers is not fully known") for note in found["notes"])


def test_a_trial_that_is_not_for_the_citizen_is_said_to_be_none() -> None:
    of_another_pack = told("show", "--date", "2026-08-01", "--trial", "T2020")
    elsewhere = told("show", "--date", "2022-03-01", "--municipality", "0851", "--fund", "hk", "--trial", "T2020")

    assert any("T2020 lies over R2020 and not over R2026" in note for note in of_another_pack["notes"])
    assert of_another_pack["overlays"] == []
    assert any(note.startswith("T2020 cannot be entered there") for note in elsewhere["notes"])


def test_a_trial_of_everybody_is_entered_where_the_spell_begins_and_nowhere_else() -> None:
    asked = ("show", "--date", "2018-05-01", "--fund", "hk", "--trial", "F2017a", "--municipality")
    there, elsewhere = (" ".join(told(*asked, place)["notes"]) for place in ("0860", "0751"))
    assert "F2017a cannot be entered there" in elsewhere
    assert "F2017a cannot be entered there" not in there


def test_what_is_in_force_for_everybody_needs_no_place() -> None:
    found = told("show", "--date", "2020-01-15", "--day", "2020-04-15")

    assert "D2020" in found["overlays"]
    assert found["asked"]["day"] == "2020-04-15"


def test_what_a_trial_takes_away_is_said_not_to_hold() -> None:
    words = ("show", "--date", "2018-01-15", "--municipality", "0860", "--fund", "hk")
    off = told(*words)["switched_off"]

    assert off
    assert all("trial" in each["why"] for each in off)
    assert f"Does not hold: {off[0]['id']}" in run(*words).output


@pytest.mark.parametrize(
    ("words", "told_"),
    [
        (["show", "--municipality", "Aalborg"], "did you mean 0851 (Aalborg)"),
        (["show", "--municipality", "851"], "did you mean 0851 (Aalborg)"),
        (["show", "--fund", "metal"], "did you mean dansk-metal (Dansk Metals A-kasse)"),
        (["show", "--fund", "zzzzzz"], "there are "),
        (["show", "--date", "2011-01-01"], "from 2015-07-01 on; ask for a later --date"),
        (["show", "--trial", "T2021"], "did you mean T2020"),
        (["show", "--date", "2020-04-01", "--trial", "S2020"], "S2020 is no trial but a suspension"),
        (["diff", "R2024", "R2025"], "did you mean R20"),
        (["diff", "R2024", "R2024+T2020"], "T2020 lies over R2020, not over R2024"),
        (["diff", "R2020", "R2023"], "R2023 is an overlay: write R2020+R2023"),
        (["diff", "S2020", "R2020"], "S2020 is an overlay: write R2015+S2020 or R2020+S2020"),
        (
            ["show", "--date", "2024-02-01", "--day", "2024-01-01"],
            "Nothing applies on 2024-01-01 to a spell that begins on 2024-02-01; ask for a later --day",
        ),
        (["diff", "R2020", "R2020+T2020+Z1999"], "No overlay has the id 'Z1999'"),
    ],
    ids=" ".join,
)
def test_what_is_not_known_is_answered_with_the_next_step(words: list[str], told_: str) -> None:
    result = run(*words)

    assert result.exit_code == 1
    assert told_ in result.stderr
    assert "Traceback" not in result.output

    result = run(*words, "--json")
    assert result.exit_code == 1
    assert told_ in json.loads(result.stdout)["error"]
    assert not result.stderr


def test_packs_that_are_not_sound_are_no_trace_of_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise BadPack("R2026.toml: valid_from: Field required")

    monkeypatch.setattr(commands, "listing", broken)
    result = run("list")

    assert result.exit_code == 1
    assert "R2026.toml: valid_from: Field required" in result.stderr
    assert "samspil rules check FILE" in result.stderr


def test_a_difference_is_told_in_plain_words() -> None:
    changes = {each["place"]: each for each in told("diff", "R2024", "R2026")["changes"]}

    assert changes["meetings.fund-later"]["kind"] == "changed"
    assert {"share 75 % instead of 100 %", "1 meeting instead of 2"} <= {*changes["meetings.fund-later"]["in_words"]}
    assert changes["meetings.jobcentre-alone"]["kind"] == "taken away"
    assert changes["meetings.jobcentre-alone"]["after"] is None
    assert changes["meetings.jobcentre-alone-later"]["kind"] == "added"
    assert changes["handover.hours.full-time"]["kind"] == "other certainty"
    [less_sure] = changes["handover.hours.full-time"]["in_words"]
    assert less_sure.startswith("believed, not sourced: Sourced for R2024")
    assert changes["responsibility.first-owner"]["kind"] == "same on another footing"


def test_a_person_reads_the_difference_by_kind_and_place() -> None:
    text = " ".join(run("diff", "R2024", "R2026").output.split())

    words = ("Added ", "Taken away ", "Changed ", "The same rules, more or less certain ")
    added, taken, changed, surer = (text.index(word) for word in words)
    assert added < text.index("meetings.jobcentre-alone-later:") < taken
    assert taken < text.index("meetings.jobcentre-alone:") < changed
    assert changed < text.index("meetings.fund-later: share 75 % instead of 100 %") < surer
    assert surer < text.index("handover.hours.full-time: believed, not sourced")
    assert "as before." in text


def test_a_version_is_not_different_from_itself() -> None:
    found = told("diff", "R2026", "R2026")

    assert found["changes"] == []
    assert found["unchanged"] == len(rules_by_place(pack("R2026")))


def test_a_pack_is_compared_with_what_an_overlay_makes_of_it() -> None:
    found = told("diff", "R2020", "R2020+T2020")

    assert {each["after"]["document"] for each in found["changes"]} == {"T2020"}
    assert "owner: unemployment fund instead of jobcentre" in run("diff", "R2020", "R2020+T2020").output
