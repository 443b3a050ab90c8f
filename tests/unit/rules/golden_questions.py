"""The questions of the golden tables about packs and the calendar: owners, hours, meetings, windows, days."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from samspil.calendar import (
    Month,
    add_months,
    add_working_days,
    is_working_day,
    last_working_day_before,
    midnight,
)
from samspil.events.values import Insurance
from samspil.rules import (
    BenefitCount,
    CourseFacts,
    MeetingRule,
    NoPack,
    Window,
    estimated_hours,
    exceeds_limit,
    first_owner,
    forecast_handover_day,
    handover_effective_day,
    meeting_day,
    pack_for,
    packs,
    project_window,
)
from tests.unit.rules.golden_overlays import rules_of
from tests.unit.rules.golden_tables import Given, day_of

ONE_DAY: Final = timedelta(days=1)


def insurance_of(given: Given) -> Insurance:
    return "part_time" if given.get("insurance") == "part_time" else "full_time"


def count_of(given: Given) -> BenefitCount:
    return BenefitCount.at_start(Decimal(given.get("hours", "0.00")), day_of(given, "from"), insurance_of(given))


def facts_of(given: Given) -> CourseFacts:
    """A spell that is registered on its first day, unless it is said that it was later."""
    count, rules = count_of(given), rules_of(given)
    registered = day_of(given, "registered") if "registered" in given else count.since
    alone = first_owner(count.hours, count.insurance, rules).owner == "jobcentre"
    takeover = count.since if alone else forecast_handover_day(count, rules, count.since)
    return CourseFacts(registered, takeover, count, rules)


def owed(given: Given) -> tuple[MeetingRule, ...]:
    facts = facts_of(given)
    return facts.pack.meetings_for(first_owner(facts.count.hours, facts.count.insurance, facts.pack).owner)


def rule_of(given: Given) -> MeetingRule | None:
    return next((rule for rule in owed(given) if rule.id.endswith(f".meetings.{given['rule']}")), None)


def window_of(given: Given) -> Window | None:
    rule = rule_of(given)
    assert rule is not None
    return project_window(rule, facts_of(given))


def which_pack(given: Given) -> str:
    try:
        return pack_for(day_of(given)).id
    except NoPack:
        return "no pack"


def whether_hours_hand_over(given: Given) -> str:
    goes = exceeds_limit(Decimal(given["hours"]), insurance_of(given), rules_of(given))
    return "goes" if goes else "stays"


def who_is_first(given: Given) -> str:
    return first_owner(Decimal(given["hours"]), insurance_of(given), rules_of(given)).owner


def who_is_first_on(given: Given) -> str:
    count = count_of(given)
    return first_owner(count.hours, count.insurance, rules_of(given)).owner


def when_it_is_forecast(given: Given) -> str:
    count = count_of(given)
    return str(forecast_handover_day(count, rules_of(given), count.since) or "never")


def when_reports_hand_over(given: Given) -> str:
    """The first midnight that the reports bring; each is written 2026-07:88.80@2026-08-03."""
    count, rules = count_of(given), rules_of(given)
    total = count.hours
    for report in given["reports"].split("+"):
        month, _, rest = report.partition(":")
        hours, _, reported = rest.partition("@")
        total += Decimal(hours)
        if exceeds_limit(total, count.insurance, rules):
            return str(handover_effective_day(Month.parse(month), date.fromisoformat(reported)))
    return "never"


def how_many_meetings(given: Given) -> str:
    return str(sum(rule.by == given["by"] for rule in owed(given)))


def what_share(given: Given) -> str:
    rule = rule_of(given)
    return str(rule.share) if rule else "no such rule"


def which_window(given: Given) -> str:
    if rule_of(given) is None:
        return "no such rule"
    window = window_of(given)
    return f"{window.opens} to {window.limit} aim {window.aim}" if window else "nothing owed"


def which_day_to_invite_to(given: Given) -> str:
    window = window_of(given)
    assert window is not None
    return str(meeting_day(window, facts_of(given).pack.meetings.notice, day_of(given, "today")))


def how_many_hours(given: Given) -> str:
    rules = packs()[-1]
    return str(estimated_hours(day_of(given, "first"), day_of(given, "last"), insurance_of(given), rules))


def how_long_the_day_is(given: Given) -> str:
    day = day_of(given)
    return str(int((midnight(day + ONE_DAY) - midnight(day)).total_seconds()) // 3600)


QUESTIONS: Final[dict[str, Callable[[Given], str]]] = {
    "pack": which_pack,
    "hands over": whether_hours_hand_over,
    "first owner": who_is_first,
    "first owner on": who_is_first_on,
    "forecast": when_it_is_forecast,
    "takeover": when_reports_hand_over,
    "meetings": how_many_meetings,
    "share": what_share,
    "window": which_window,
    "invited": which_day_to_invite_to,
    "months later": lambda given: str(add_months(day_of(given), int(given["months"]))),
    "estimate": how_many_hours,
    "working day": lambda given: "yes" if is_working_day(day_of(given)) else "no",
    "last working day before": lambda given: str(last_working_day_before(day_of(given))),
    "working days after": lambda given: str(add_working_days(day_of(given), int(given["count"]))),
    "midnight": lambda given: midnight(day_of(given)).isoformat().replace("+00:00", "Z"),
    "hours of the day": how_long_the_day_is,
}
