"""What is so for every pack, every day and every history."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.calendar import ONE_DAY, is_working_day, month_end
from samspil.events.values import Insurance
from samspil.rules import (
    Authority,
    BenefitCount,
    CourseFacts,
    MeetingRule,
    NoPack,
    Pack,
    Window,
    all_rules,
    first_owner,
    forecast_handover_day,
    meeting_day,
    named,
    pack_for,
    packs,
    project_window,
)
from samspil.rules.law import Law
from samspil.rules.loading import the_law
from samspil.rules.reading import documents

FIRST, LAST = date(2015, 7, 1), date(2030, 12, 31)
DAYS: Final = st.dates(FIRST, LAST)
GRADES: Final[st.SearchStrategy[Insurance]] = st.sampled_from(["full_time", "part_time"])
HOURS: Final = st.decimals(0, 4000, places=2)
KINDS: Final = ("job", "joint", "cv", "availability")


class History:
    """What a course is counted from, and whose it is. Shown without its pack, which fills pages."""

    def __init__(self, facts: CourseFacts, course: Authority) -> None:
        self.facts, self.course = facts, course

    def __repr__(self) -> str:
        facts = self.facts
        return f"{facts.pack.id} at the {self.course}, {facts.registered_on}, {facts.takeover_on}, {facts.count}"

    def windows(self) -> list[tuple[MeetingRule, Window]]:
        """What is owed by the rules for this course, in their order."""
        found = ((rule, project_window(rule, self.facts)) for rule in self.facts.pack.meetings_for(self.course))
        return [(rule, window) for rule, window in found if window is not None]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A spell under its own pack: hours before it, late registration, any reports, any takeover, a screening."""
    start, insurance = draw(DAYS), draw(GRADES)
    rules, count = pack_for(start), BenefitCount.at_start(draw(HOURS), start, insurance)
    course = first_owner(count.hours, insurance, rules).owner
    if draw(st.booleans()):
        until = month_end(start + timedelta(days=draw(st.integers(0, 500))))
        count = replace(count, hours=count.hours + draw(HOURS), until=until)
    takeover = forecast_handover_day(count, rules, max(count.until, start)) if course == "unemployment-fund" else start
    if takeover is None or draw(st.booleans()):  # a report came late, the citizen moved, or was screened out
        takeover = start + timedelta(days=draw(st.integers(0, 400)))
        course = draw(st.sampled_from(["unemployment-fund", "jobcentre"])) if takeover > start else "jobcentre"
    registered = start + timedelta(days=draw(st.integers(0, 10)))
    return History(CourseFacts(registered, takeover, count, rules), course)


def test_every_day_from_july_2015_to_2030_has_exactly_one_main_pack() -> None:
    day = FIRST
    while day <= LAST:
        assert [each.id for each in packs() if each.begins_on(day)] == [pack_for(day).id], day
        day += ONE_DAY


@settings(max_examples=300)
@given(histories())
def test_no_window_ends_before_it_begins_or_is_planned_outside(history: History) -> None:
    for rule, window in history.windows():
        assert window.opens <= window.aim <= window.limit, rule.id


@settings(max_examples=300)
@given(histories())
def test_no_window_opens_before_anybody_knew_of_the_citizen(history: History) -> None:
    for rule, window in history.windows():
        assert window.opens >= history.facts.registered_on, rule.id


def full_course(rules: Pack, start: date, insurance: Insurance, course: Authority) -> CourseFacts:
    """The course of somebody who is registered on the first day, begins with no hours and works not at all."""
    count = BenefitCount.at_start(Decimal(0), start, insurance)
    takeover = start if course == "jobcentre" else forecast_handover_day(count, rules, start)
    return CourseFacts(start, takeover, count, rules)


@settings(max_examples=100, deadline=None)
@given(DAYS, GRADES)
def test_every_meeting_of_every_version_is_owed_in_a_full_course(start: date, insurance: Insurance) -> None:
    versions = {(each.id,) for each in packs()} | the_law().ready()
    for rules in (named("+".join(each)) for each in sorted(versions)):
        for course, owed in rules.meetings.by_course.items():
            facts = full_course(rules, start, insurance, course)
            assert [rule.id for rule in owed if project_window(rule, facts) is None] == []


@settings(max_examples=300)
@given(histories())
def test_windows_of_a_kind_follow_each_other(history: History) -> None:
    for kind in KINDS:
        found = [(rule, window) for rule, window in history.windows() if rule.kind == kind]
        for (first, earlier), (second, later) in pairwise(found):
            assert first.number < second.number
            assert earlier.opens <= later.opens, (first.id, second.id)
            assert earlier.limit <= later.limit, (first.id, second.id)


@given(histories())
def test_what_comes_before_the_takeover_and_what_the_jobcentre_holds_keep_apart(
    history: History,
) -> None:
    takeover = history.facts.takeover_on
    assert takeover is not None
    for rule, window in history.windows():
        if rule.before_takeover:
            assert window.limit < takeover, rule.id
        if rule.by == "jobcentre":
            assert window.opens >= takeover, rule.id


@given(histories(), DAYS)
def test_nobody_is_invited_to_a_day_that_is_past(history: History, today: date) -> None:
    for rule, window in history.windows():
        day = meeting_day(window, history.facts.pack.meetings.notice, today)
        assert day > today, rule.id
        assert day >= window.opens, rule.id
        assert is_working_day(day) or day == window.aim, rule.id


@given(DAYS, GRADES, HOURS)
def test_somebody_is_responsible_from_the_first_day_by_a_rule_of_the_spell_s_pack(
    start: date, insurance: Insurance, hours: Decimal
) -> None:
    rules = pack_for(start)
    assert first_owner(hours, insurance, rules) in all_rules(rules)


def later_law(last_day: date) -> Law:
    """The law with another pack that begins on the day after `last_day`, which ends the one before."""
    whole: dict[str, Any] = deepcopy(dict(documents("packs")))
    *_, latest = packs()
    new = renamed(whole[latest.id], latest.id, "R2031")
    whole[latest.id]["valid_until"] = last_day
    whole["R2031"] = new | {"valid_from": last_day + ONE_DAY}
    return Law.of(whole, [])


def renamed(part: Any, old: str, new: str) -> Any:
    if isinstance(part, Mapping):
        return {name: renamed(value, old, new) for name, value in part.items()}
    if isinstance(part, list):
        return [renamed(value, old, new) for value in part]
    return part.replace(old, new, 1) if isinstance(part, str) and part.startswith(old) else part


def pack_under(law: Law, day: date) -> Pack | None:
    try:
        return law.pack_for(day)
    except NoPack:
        return None


@settings(max_examples=25, deadline=None)
@given(st.dates(packs()[-1].valid_from, date(2035, 12, 31)), st.lists(DAYS | st.dates(date(2010, 1, 1), FIRST)))
def test_a_later_pack_changes_no_answer_for_an_earlier_day(last_day: date, days: list[date]) -> None:
    law = later_law(last_day)
    for day in {*days, *(each.valid_from for each in packs()), last_day}:
        if day > last_day:
            assert law.pack_for(day).id == "R2031"
            continue
        before, after = pack_under(the_law(), day), pack_under(law, day)
        assert (before is None) == (after is None)
        if before is not None and after is not None:
            assert after.model_copy(update={"valid_until": before.valid_until}) == before
