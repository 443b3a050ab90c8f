"""Parameters in words with their units, whatever the kind of rule."""

from decimal import Decimal
from typing import Any, Literal

import pytest
from pydantic import Field, create_model

from samspil.rulebook.places import rules_by_place
from samspil.rulebook.told import Told
from samspil.rulebook.words import parameters
from samspil.rules import all_rules, overlays, packs
from samspil.rules.points import Point
from samspil.rules.rule import Rule, Terms

FOOTING = {"id": "R1.a", "says": "It is so.", "basis": "law", "source": "read", "certainty": "sourced"}


class Measure(Terms):
    month_hours: Decimal = Field(default=Decimal("160.30"))


def words(name: str, kind: Any, value: Any) -> list[str]:
    """A rule that nobody has ever seen, with one parameter."""
    fields: dict[str, Any] = {name: (kind, ...)}
    model: type[Rule] = create_model("NewRule", __base__=Rule, **fields)
    return [str(each) for each in parameters(model.model_validate({**FOOTING, name: value}))]


@pytest.mark.parametrize(
    ("name", "kind", "value", "said"),
    [
        ("at_least_days", int, 8, "at least 8 days"),
        ("at_least_days", int, 1, "at least 1 day"),
        ("remind_after_working_days", int, 2, "remind after 2 working days"),
        ("weeks_ahead", int, 4, "4 weeks ahead"),
        ("more_than", Decimal, Decimal("410.00"), "more than 410 benefit hours"),
        ("share", Decimal, Decimal("0.75"), "share 75 %"),
        ("numbers", tuple[int, ...], (4, 5, 6), "3 meetings"),
        ("by", str, "unemployment-fund", "held by the unemployment fund"),
        ("by", str, "move", "by move"),
        ("counts", bool, False, "counts: no"),
        ("weeks_count", bool, True, "weeks count: yes"),
        ("kinds", tuple[str, ...], ("wage_subsidy", "internship"), "kinds: wage subsidy, internship"),
        ("codes", frozenset[str], frozenset({"b", "a"}), "codes: a, b"),
        ("codes", tuple[str, ...], (), "codes: none"),
        ("names", dict[str, int], {"one": 1}, "names: one: 1"),
        ("what", Literal["a new kind"], "a new kind", "what: a new kind"),
        ("municipalities", frozenset[str], frozenset({"0851"}), "municipalities: Aalborg (0851)"),
        ("full_time", Measure, Measure(month_hours=Decimal("130.50")), "full time: month 130.5 hours"),
    ],
)
def test_a_parameter_is_told_by_its_name_and_unit(name: str, kind: Any, value: Any, said: str) -> None:
    assert words(name, kind, value) == [said]


@pytest.mark.parametrize(
    ("count", "unit", "counted_from", "said"),
    [
        (0, "days", "registration", "window opens at the registration"),
        (2, "weeks", "registration", "window opens 2 weeks after the registration"),
        (1, "months", "takeover", "window opens 1 month after the takeover"),
        (3, "months", "accumulated unemployment", "window opens at 3 months of accumulated unemployment"),
    ],
)
def test_a_point_in_a_course_is_told_in_words(count: int, unit: str, counted_from: str, said: str) -> None:
    point = Point.model_validate({"count": count, "unit": unit, "from": counted_from})

    assert words("opens", Point, point) == [said]


def test_of_several_limits_the_first_counts() -> None:
    weeks = Point.model_validate({"count": 2, "unit": "weeks", "from": "registration"})
    months = Point.model_validate({"count": 3, "unit": "months", "from": "takeover"})

    assert words("limits", tuple[Point, ...], (weeks, months)) == [
        "window ends 2 weeks after the registration or 3 months after the takeover, whichever comes first"
    ]


def test_what_is_not_said_or_is_usual_is_left_out() -> None:
    model = create_model("NewRule", __base__=Rule, step=(int, 0), to=(str | None, None), days=(int, ...))

    assert [str(each) for each in parameters(model.model_validate({**FOOTING, "days": 3}))] == ["3 days"]


def test_every_known_parameter_has_words() -> None:
    for part in (*packs(), *overlays()):
        for rule in rules_by_place(part).values():
            for each in parameters(rule):
                assert each.value
                assert "{" not in str(each) + each.value
                assert "_" not in str(each), (rule.id, str(each))


def test_the_rules_by_place_are_all_rules_of_the_pack() -> None:
    for pack in packs():
        places = rules_by_place(pack).values()
        single = {rule.id for rule in all_rules(pack)}

        assert all(any(f"{id}.".startswith(f"{rule.id}.") for rule in places) for id in single)
        assert all(any(f"{id}.".startswith(f"{rule.id}.") for id in single) for rule in places)


def test_values_are_told_to_programs_as_the_file_has_them() -> None:
    told = {rule.place: rule for rule in map(Told.of, rules_by_place(packs()[-1]).values())}

    assert all("id" not in rule.values and "certainty" not in rule.values for rule in told.values())
    assert any("from" in rule.values["opens"] for rule in told.values() if "opens" in rule.values)
