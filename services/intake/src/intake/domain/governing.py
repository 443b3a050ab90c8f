"""Which rules hold for a spell: resolved here and told by name, so that every service follows the same."""

from datetime import date

from intake.domain.citizen import Citizen, Spell
from intake.domain.sender import proved_sender
from samspil import rules
from samspil.events.intake import RulesChanged
from samspil.events.unemployment_fund import TrialEntered
from samspil.events.values import RulesCause
from samspil.flow.decision import Context, Decision, accept, note, refuse
from samspil.rules import Assignment


def beginning(spell: Spell, today: date) -> Spell:
    """A new spell: in the trials that everybody enters who begins like it, and under the rules of today."""
    trials = rules.entered_at_start(
        spell.starts_on, spell.municipality, spell.fund, spell.insurance, spell.age_on(spell.starts_on)
    )
    return under_rules_of(spell.model_copy(update={"trials": trials}), today)


def under_rules_of(spell: Spell, today: date) -> Spell:
    """The spell with the rules that hold for it today."""
    found = rules.rules_for(
        spell.starts_on, today, spell.municipality, spell.fund, spell.insurance, spell.age_on(today), spell.trials
    )
    change = rules.next_change(spell.starts_on, today)
    return spell.model_copy(update={"rules": rules.name_of(found), "rules_may_change_on": change})


def begin_day(citizen: Citizen, ctx: Context) -> Decision[Citizen]:
    """An amendment, dispensation or suspension may begin or end today."""
    spell = citizen.running
    assert spell is not None, "only a running spell wakes"
    return govern(note(citizen), citizen, spell, RulesCause.LAW, ctx)


def govern(
    decision: Decision[Citizen], citizen: Citizen, spell: Spell, cause: RulesCause, ctx: Context
) -> Decision[Citizen]:
    """With the running spell under the rules of today, which are told where they are others than before."""
    after = under_rules_of(spell, ctx.today)
    decision = decision.become(citizen.model_copy(update={"spell": after}))
    if after.rules == spell.rules:
        return decision
    return decision.tell(
        RulesChanged(spell_id=spell.id, previous=spell.rules, rules=after.rules, since=ctx.today, cause=cause)
    )


def above_limit(citizen: Citizen, spell: Spell) -> Decision[Citizen] | None:
    """The refusal where a fund that gets or keeps the course by these rules would have to hand over at once."""
    pack = rules.named(spell.rules)
    entry = [rule.to for rule in pack.responsibility.transfers if rule.cause == "trial-entry"]
    hours = citizen.placement.total if citizen.placement else None
    if hours is None or "jobcentre" in entry or not rules.exceeds_limit(hours, spell.insurance, pack):
        return None
    return refuse("above_limit", f"{hours} hours are paid already; with so many the fund hands over at once")


def judge_trial(citizen: Citizen | None, told: TrialEntered, ctx: Context) -> Decision[Citizen]:
    """The spell's own fund may say that its member is in a trial, while the trial runs and covers the citizen."""
    spell = citizen.running if citizen else None
    if citizen is None or spell is None:
        return refuse("no_open_spell", "The citizen has no running spell; register the member first")
    if spell.fund != proved_sender(ctx):
        return refuse("not_responsible", "The running spell belongs to another fund")
    try:
        may_enter = rules.may_enter(
            told.trial, ctx.today, spell.municipality, spell.fund, spell.starts_on,
            spell.insurance, spell.age_on(ctx.today), spell.trials,
        )  # fmt: skip
    except LookupError as unknown:
        return refuse("unknown_trial", str(unknown))
    if not may_enter:
        return refuse(
            "not_in_trial", f"{told.trial} does not run today, or not for this municipality, fund or start of the spell"
        )
    if any(each.overlay == told.trial for each in spell.trials):
        return accept()
    entered = spell.model_copy(update={"trials": (*spell.trials, Assignment(told.trial, ctx.today))})
    return above_limit(citizen, under_rules_of(entered, ctx.today)) or govern(
        accept(), citizen, entered, RulesCause.TRIAL_ENTERED, ctx
    )
