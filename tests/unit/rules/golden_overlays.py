"""The questions of the golden tables about what lies over a pack: whether it runs, who has it, who comes in and out."""

from collections.abc import Callable
from typing import Final, cast

from samspil.reference.municipalities import municipalities
from samspil.reference.parties import Party
from samspil.rules import (
    Assignment,
    Pack,
    entered_at_start,
    left_by,
    may_enter,
    name_of,
    named,
    overlay,
    pack_for,
    rules_for,
)
from samspil.rules.overlay import Ending
from samspil.rules.resolving import RuleSet
from tests.unit.rules.golden_tables import Given, day_of


def rules_of(given: Given) -> Pack:
    """The rules by name, or those of a citizen of whom municipality and fund are given, or the bare pack of a spell."""
    if "pack" in given:
        return named(given["pack"])
    return resolved(given).pack if "municipality" in given else pack_for(day_of(given, "from"))


def resolved(given: Given) -> RuleSet:
    """What holds on `day`, or else on the first day of the spell."""
    day = day_of(given, "day" if "day" in given else "from")
    return rules_for(day_of(given, "from"), day, given["municipality"], fund_of(given), assignments=trials_of(given))


def fund_of(given: Given) -> Party:
    return Party("unemployment-fund", given["fund"])


def trials_of(given: Given) -> tuple[Assignment, ...]:
    """The trials that the citizen has entered; each is written T2020@2021-03-01."""
    pairs = (each.split("@") for each in filter(None, given.get("entered", "").split("+")))
    return tuple(Assignment(id, day_of({"day": day})) for id, day in pairs)


def listed(words: object) -> str:
    return " ".join(map(str, cast(tuple[object, ...], words))) or "none"


def yes_or_no(holds: bool) -> str:
    return "yes" if holds else "no"


def whether_it_takes_in(given: Given) -> str:
    where = given["municipality"], fund_of(given)
    entered = may_enter(given["overlay"], day_of(given), *where, day_of(given, "from"), assignments=trials_of(given))
    return yes_or_no(entered)


def which_take_everybody_in(given: Given) -> str:
    entered = entered_at_start(day_of(given, "from"), given["municipality"], fund_of(given))
    return listed(tuple(each.overlay for each in entered))


def ending_of(given: Given) -> Ending:
    return cast(Ending, given["by"].replace("-", " "))


def which_are_left(given: Given) -> str:
    left = left_by(trials_of(given), ending_of(given), given["municipality"], fund_of(given))
    return listed(tuple(each.overlay for each in left))


def whether_it_begins_again(given: Given) -> str:
    ending = overlay(given["overlay"]).ending(ending_of(given))
    return yes_or_no(ending is not None and ending.then == "it begins again")


def for_which_municipalities(given: Given) -> str:
    scope, fund = overlay(given["overlay"]).scope, fund_of(given)
    return listed(tuple(each.name for each in municipalities() if scope.reaches(each.code, fund)))


def which_forms(given: Given) -> str:
    return listed(rules_of(given).meetings.forms.allowed(int(given["meeting"])))


def whether_meetings_are_voluntary(given: Given) -> str:
    voluntary = rules_of(given).meetings.voluntary
    return yes_or_no(voluntary is not None and not voluntary.declining_has_effect)


OVERLAY_QUESTIONS: Final[dict[str, Callable[[Given], str]]] = {
    "state": lambda given: overlay(given["overlay"]).state_on(day_of(given)) or "not yet",
    "pack+overlay on": lambda given: name_of(resolved(given)),
    "overlays on": lambda given: listed(resolved(given).overlays),
    "enters": whether_it_takes_in,
    "enters at the start": which_take_everybody_in,
    "leaves": which_are_left,
    "begins again": whether_it_begins_again,
    "municipalities": for_which_municipalities,
    "forms": which_forms,
    "voluntary": whether_meetings_are_voluntary,
    "qualifies": lambda given: yes_or_no(given["offer"].replace("-", " ") in rules_of(given).offers.qualifying.kinds),
    "plan holds the status": lambda given: yes_or_no(rules_of(given).plan.content.holds_status_of_efforts),
    "switched off": lambda given: listed(tuple(each.rule for each in resolved(given).switched_off())),
}
