"""A version of the law written as what it changes in an earlier one."""

from typing import Any

import pytest

from samspil.rules.documents import NoSuchPlace, OtherPlace, amended, beside_rules, path_of, places

EARLIER: dict[str, Any] = {
    "id": "R1",
    "meetings": {
        "notice": {"id": "R1.meetings.notice", "says": "early", "days": 8},
        "required": [
            {"id": "R1.meetings.first", "says": "one", "by": "fund"},
            {"id": "R1.meetings.later", "says": "two", "by": "fund"},
        ],
    },
}


def test_a_rule_is_replaced_as_a_whole_and_all_others_stay() -> None:
    whole = amended(EARLIER, {"meetings": {"notice": {"id": "T1.meetings.notice", "says": "late"}}})
    assert whole["meetings"]["notice"] == {"id": "T1.meetings.notice", "says": "late"}
    assert whole["meetings"]["required"] == EARLIER["meetings"]["required"]
    assert whole["id"] == "R1"


def test_in_a_list_a_rule_takes_the_place_of_the_one_with_its_name_and_new_ones_come_last() -> None:
    changed = {"id": "T1.meetings.first", "says": "one", "by": "jobcentre"}
    added = {"id": "T1.meetings.joint", "says": "three", "by": "jobcentre"}
    whole = amended(EARLIER, {"meetings": {"required": [added, changed]}})
    assert whole["meetings"]["required"] == [changed, EARLIER["meetings"]["required"][1], added]


def test_a_rule_is_taken_away_by_its_place() -> None:
    assert list(places(amended(EARLIER, {}, ["meetings.later", "meetings.notice"]))) == ["meetings.first"]


def test_what_is_not_there_cannot_be_taken_away() -> None:
    with pytest.raises(NoSuchPlace, match=r"no rule at meetings\.none"):
        amended(EARLIER, {}, ["meetings.none"])


def test_the_earlier_document_stays_as_it_was() -> None:
    amended(EARLIER, {"meetings": {"required": [{"id": "T1.meetings.first", "says": "new"}]}}, ["meetings.notice"])
    assert list(places(EARLIER)) == ["meetings.notice", "meetings.first", "meetings.later"]


def test_a_rule_does_not_take_the_place_of_another_one() -> None:
    with pytest.raises(OtherPlace, match=r"what replaces R1\.meetings\.notice is a rule with the same name"):
        amended(EARLIER, {"meetings": {"notice": {"id": "T1.meetings.warning", "says": "late"}}})
    with pytest.raises(OtherPlace, match=r"what replaces R1\.meetings\.notice"):
        amended(EARLIER, {"meetings": {"notice": {"days": 3}}})


def test_the_way_to_a_rule_is_found_by_its_id() -> None:
    assert path_of("R1.meetings.later", EARLIER) == ("meetings", "required", 1)
    assert path_of("R1.meetings.notice", EARLIER) == ("meetings", "notice")
    assert path_of("R1.meetings.none", EARLIER) is None


def test_what_is_beside_all_rules_is_found() -> None:
    assert list(beside_rules(EARLIER)) == [("id",)]
    assert list(beside_rules({"meetings": {"notice": {"days": 3}, "later": {}}})) == [
        ("meetings", "notice", "days"),
        ("meetings", "later"),
    ]


def test_a_rule_is_a_whole_and_nothing_inside_it_is_taken_away() -> None:
    inner = {"id": "R1.inner", "says": "not a rule of its own"}
    earlier = {"outer": {"id": "R1.outer", "says": "a rule", "part": inner}, "other": {"id": "R1.other", "says": "x"}}
    assert list(places(earlier)) == ["outer", "other"]
    assert amended(earlier, {}, ["other"]) == {"outer": earlier["outer"]}
