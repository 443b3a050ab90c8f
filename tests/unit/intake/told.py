"""What fund HK and the civil registration tell in the tests, and the day on which it is judged."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from intake.domain.citizen import Citizen
from intake.domain.governing import begin_day
from intake.domain.registrations import judge_registration
from samspil.events.event import Event
from samspil.events.intake import RegistrationAccepted, RulesChanged
from samspil.events.unemployment_fund import BenefitHoursReported, MemberRegistered
from samspil.flow.decision import Cause, Context, Decision, Refusal
from samspil.reference.parties import CIVIL_REGISTRATION, Party

HK: Final = Party("unemployment-fund", "hk")
OTHER_FUND: Final = Party("unemployment-fund", "3f")
MONDAY: Final = date(2026, 8, 3)
AARHUS: Final = "0751"
COPENHAGEN: Final = "0101"


def on(day: date, party: Party = HK, message: str = "m1") -> Context:
    """The context of a message of this party that is judged on `day`."""
    cause = Cause(message, "", datetime(day.year, day.month, day.day, 12, tzinfo=UTC), party)
    return Context(day, "c1", cause)


def by_civil_registration(day: date) -> Context:
    return on(day, CIVIL_REGISTRATION)


def registration(**told: Any) -> MemberRegistered:
    """A full-time insured member of 40 in Aalborg, unemployed since the Monday."""
    usual = {
        "unemployed_from": MONDAY,
        "municipality": "0851",
        "insurance": "full_time",
        "hours_before": Decimal(0),
        "birth_year": 1986,
    }
    return MemberRegistered.model_validate(usual | told)


def hours(month: str, paid: str) -> BenefitHoursReported:
    return BenefitHoursReported.model_validate({"month": month, "hours": paid})


def registered(**told: Any) -> Citizen:
    """The citizen after an accepted registration on the Monday."""
    return state_of(judge_registration(None, registration(**told), on(MONDAY)))


def beginning(day: date, municipality: str = AARHUS, **told: Any) -> Decision[Citizen]:
    """What is decided where a member of 40 is registered on the first day of the spell."""
    usual = {"unemployed_from": day, "municipality": municipality, "birth_year": day.year - 40}
    return judge_registration(None, registration(**(usual | told)), on(day))


def rules_at_start(decision: Decision[Citizen]) -> str:
    """The rules under which an accepted registration says that the spell begins."""
    opened = accepted(decision)[0]
    assert isinstance(opened, RegistrationAccepted)
    return opened.pack


def changes_until(citizen: Citizen, until: date) -> list[tuple[date, str]]:
    """The days on which other rules were told, woken as a lane would, and their names."""
    told = []
    while (day := citizen.due()) is not None and day <= until:
        decision = begin_day(citizen, on(day))
        citizen = state_of(decision)
        told += [(each.since, each.rules) for each in decision.told if isinstance(each, RulesChanged)]
    return told


def state_of(decision: Decision[Any]) -> Citizen:
    assert isinstance(decision.state, Citizen)
    return decision.state


def accepted(decision: Decision[Any]) -> tuple[Event, ...]:
    """What the judge tells beside its yes."""
    assert decision.answer is not None
    assert not isinstance(decision.answer, Refusal), decision.answer
    return decision.told


def reason(decision: Decision[Any]) -> str:
    """The word of a refusal, which must change and tell nothing."""
    assert isinstance(decision.answer, Refusal)
    assert decision == Decision(answer=decision.answer)
    return decision.answer.reason
