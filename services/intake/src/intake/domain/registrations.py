"""A fund says that a member became unemployed (nyledig)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from intake.domain.citizen import Citizen, Placement, Spell
from intake.domain.governing import under_rules_of
from intake.domain.sender import proved_sender
from intake.domain.tracks import suggest_track
from intake.domain.trials import enter, in_trials_for_everybody
from samspil.calendar import Month
from samspil.events.intake import RegistrationAccepted, TrackSuggested
from samspil.events.unemployment_fund import MemberRegistered
from samspil.flow.decision import Context, Decision, accept, refuse
from samspil.reference.municipalities import UnknownMunicipality, municipality
from samspil.rules import NoPack, Pack, pack_for

Check = Callable[[Citizen, MemberRegistered, Pack, date], Decision[Citizen] | None]


def judge_registration(citizen: Citizen | None, told: MemberRegistered, ctx: Context) -> Decision[Citizen]:
    """Begin a spell under the pack of its start, or say what speaks against it."""
    known = citizen or Citizen()
    try:
        pack = pack_for(told.unemployed_from)
    except NoPack:
        return refuse("no_pack", f"No rules are known for a spell that begins on {told.unemployed_from}")
    for check in CHECKS:
        if refusal := check(known, told, pack, ctx.today):
            return refusal
    return begin_spell(known, told, pack, ctx)


def begin_spell(known: Citizen, told: MemberRegistered, pack: Pack, ctx: Context) -> Decision[Citizen]:
    """The accepted registration: a new spell, its hours, and the track that its needs suggest."""
    placement = placement_of(known, told)
    spell = new_spell(told, placement, pack, ctx)
    if isinstance(spell, Decision):
        return spell
    accepted = RegistrationAccepted(
        spell_id=spell.id,
        unemployed_from=told.unemployed_from,
        registered_on=ctx.today,
        fund=spell.fund,
        municipality=told.municipality,
        insurance=told.insurance,
        hours_before=told.hours_before,
        pack=spell.rules,
        needs=told.needs,
        form_preference=told.form_preference,
    )
    track, grounds = suggest_track(told.needs)
    suggested = TrackSuggested(spell_id=spell.id, track=track, grounds=grounds)
    placed = known.model_copy(update={"spell": spell, "placement": placement})
    return accept().become(placed).tell(accepted, suggested)


def new_spell(told: MemberRegistered, placement: Placement, pack: Pack, ctx: Context) -> Spell | Decision[Citizen]:
    """The spell in all its trials and under the rules of today, or the refusal of a trial that the fund names."""
    spell = in_trials_for_everybody(
        Spell(
            id=ctx.id_for("spell"),
            fund=proved_sender(ctx),
            municipality=told.municipality,
            starts_on=told.unemployed_from,
            insurance=told.insurance,
            birth_year=told.birth_year,
            rules=pack.id,
        )
    )
    for trial in told.trials:
        entered = enter(spell, placement, trial, told.unemployed_from, ctx.today)
        if isinstance(entered, Decision):
            return entered
        spell = entered
    return under_rules_of(spell, ctx.today)


def placement_of(known: Citizen, told: MemberRegistered) -> Placement:
    """The placement that hours count in from now on: the running one, or a new one from the spell's first month."""
    continued = known.placement.continued(told.hours_before) if known.placement else None
    return continued or Placement(since=Month.of(told.unemployed_from), before=told.hours_before)


def alive(known: Citizen, told: MemberRegistered, pack: Pack, today: date) -> Decision[Citizen] | None:
    if known.died_on is None:
        return None
    return refuse("dead", "The civil registration has told that this person died; check whom the case is about")


def not_in_the_future(known: Citizen, told: MemberRegistered, pack: Pack, today: date) -> Decision[Citizen] | None:
    rule = pack.registration.future
    if told.unemployed_from <= today + timedelta(days=rule.at_most_days_ahead):
        return None
    return refuse("future_date", f"unemployed_from lies after {today}; register on that day ({rule.id})")


def not_back_dated(known: Citizen, told: MemberRegistered, pack: Pack, today: date) -> Decision[Citizen] | None:
    rule = pack.registration.back_dating
    if told.unemployed_from >= today - timedelta(days=rule.at_most_days):
        return None
    return refuse("backdated", f"unemployed_from lies more than {rule.at_most_days} days before {today} ({rule.id})")


def beside_no_other_spell(known: Citizen, told: MemberRegistered, pack: Pack, today: date) -> Decision[Citizen] | None:
    if known.spell is None:
        return None
    if known.spell.running:
        return refuse("overlapping_spell", "The citizen has a running spell; its fund must end it first")
    if known.spell.ended_on is not None and told.unemployed_from < known.spell.ended_on:
        return refuse("overlapping_spell", f"The citizen's former spell ran until {known.spell.ended_on}")
    return None


def of_age(known: Citizen, told: MemberRegistered, pack: Pack, today: date) -> Decision[Citizen] | None:
    """Only the year of birth is known here, so the benefit of the doubt is given at both ends."""
    rule = pack.registration.age
    oldest = told.unemployed_from.year - told.birth_year
    if oldest >= rule.from_years and oldest - 1 < rule.below_years:
        return None
    return refuse("age", f"A spell begins from {rule.from_years} and below {rule.below_years} years of age ({rule.id})")


def in_a_municipality(known: Citizen, told: MemberRegistered, pack: Pack, today: date) -> Decision[Citizen] | None:
    try:
        municipality(told.municipality)
    except UnknownMunicipality:
        return refuse("unknown_municipality", f"No municipality has the code {told.municipality}")
    return None


CHECKS: Final[tuple[Check, ...]] = (
    alive,
    not_in_the_future,
    not_back_dated,
    beside_no_other_spell,
    of_age,
    in_a_municipality,
)
"""What a registration must pass; the first that fails gives the answer."""
