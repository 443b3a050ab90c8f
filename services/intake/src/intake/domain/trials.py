"""Trials of the contact course (forsøg) that a fund takes its member into: as a spell begins, or while it runs."""

from datetime import date

from intake.domain.citizen import Citizen, Placement, Spell
from intake.domain.governing import govern, under_rules_of
from intake.domain.sender import proved_sender
from samspil import rules
from samspil.events.unemployment_fund import TrialEntered
from samspil.events.values import RulesCause
from samspil.flow.decision import Context, Decision, accept, refuse
from samspil.rules import Assignment


def judge_trial(citizen: Citizen | None, told: TrialEntered, ctx: Context) -> Decision[Citizen]:
    """The spell's own fund may say that its member is in a trial, while the trial runs and covers the citizen."""
    spell = citizen.running if citizen else None
    if citizen is None or spell is None:
        return refuse("no_open_spell", "The citizen has no running spell; register the member first")
    if spell.fund != proved_sender(ctx):
        return refuse("not_responsible", "The running spell belongs to another fund")
    entered = enter(spell, citizen.placement, told.trial, ctx.today, ctx.today)
    if isinstance(entered, Decision):
        return entered
    return govern(accept(), citizen, entered, RulesCause.TRIAL_ENTERED, ctx)


def in_trials_for_everybody(spell: Spell) -> Spell:
    """A new spell, in the trials that everybody enters who begins like it."""
    trials = rules.entered_at_start(
        spell.starts_on, spell.municipality, spell.fund, spell.insurance, spell.age_on(spell.starts_on)
    )
    return spell.model_copy(update={"trials": trials})


def enter(spell: Spell, placement: Placement | None, trial: str, day: date, today: date) -> Spell | Decision[Citizen]:
    """The spell in a trial since `day`, or longer where it was, or the refusal. Its rules stay those that were told."""
    if any(each.overlay == trial for each in spell.trials):
        return spell
    try:
        may_enter = rules.may_enter(
            trial, day, spell.municipality, spell.fund, spell.starts_on,
            spell.insurance, spell.age_on(day), spell.trials,
        )  # fmt: skip
    except LookupError as unknown:
        return refuse("unknown_trial", str(unknown))
    if not may_enter:
        return refuse("not_in_trial", f"{trial} does not run on {day}, or is not for this municipality, fund or spell")
    entered = spell.model_copy(update={"trials": (*spell.trials, Assignment(trial, day))})
    return above_limit(under_rules_of(entered, today), placement) or entered


def above_limit(spell: Spell, placement: Placement | None) -> Decision[Citizen] | None:
    """The refusal where a fund that gets or keeps the course by these rules would have to hand over at once."""
    pack = rules.named(spell.rules)
    entry = [rule.to for rule in pack.responsibility.transfers if rule.cause == "trial-entry"]
    hours = placement.total if placement else None
    if hours is None or "jobcentre" in entry or not rules.exceeds_limit(hours, spell.insurance, pack):
        return None
    return refuse("above_limit", f"{hours} hours are paid already; with so many the fund hands over at once")
