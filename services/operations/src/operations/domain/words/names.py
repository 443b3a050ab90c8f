"""What people call parties, places, days and rules."""

from datetime import date
from functools import cache
from typing import Final

from samspil.reference.municipalities import municipality
from samspil.reference.parties import Party
from samspil.reference.unemployment_funds import unemployment_fund
from samspil.rules import Rule, all_rules, named, overlays, packs

STAGES: Final = {
    "intake": "Intake",
    "responsibility": "Responsibility",
    "contact-course": "Contact course",
    "handover": "Handover",
    "notifications": "Notifications",
}
OTHERS: Final = {"civil-registration": "The civil registration (CPR)", "operations": "An operator"}


def party_name(party: Party | str | None) -> str:
    """A party as people call it; its code where reference data do not know it."""
    if party is None or party == "":
        return "nobody"
    party = Party.parse(party) if isinstance(party, str) else party
    if party.kind in OTHERS:
        return OTHERS[party.kind]
    try:
        if party.kind == "unemployment-fund":
            return unemployment_fund(party.code).name
        return f"Jobcenter {municipality(party.code).name}"
    except LookupError:
        return f"{party.kind} {party.code}"


def stage_name(source: str) -> str:
    """Who says an event, from its `ce_source`: a stage of ours, or a party."""
    stage = source.removeprefix("/samspil/")
    if stage != source:
        return STAGES.get(stage, stage)
    try:
        return party_name(source)
    except ValueError:
        return source


def place_name(code: str) -> str:
    """A municipality by its code."""
    try:
        return f"{municipality(code).name} ({code})"
    except LookupError:
        return code


def day(moment: date | None) -> str:
    """A day as it is written here: 3 Aug 2026."""
    return f"{moment.day} {moment:%b %Y}" if moment else "no day"


def rule_words(rule: str) -> str:
    """What a rule says, with its id and whether it is only believed; the id alone where no rule has it."""
    found = _rules().get(rule)
    if found is None:
        return rule
    return f"{found.says} ({rule}{', believed' if found.certainty == 'believed' else ''})"


@cache
def _rules() -> dict[str, Rule]:
    laid = [named(f"{pack}+{over.id}") for over in overlays() for pack in over.over]
    return {rule.id: rule for pack in (*packs(), *laid) for rule in all_rules(pack)}
