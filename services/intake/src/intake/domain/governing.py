"""Which rules hold for a spell: resolved here and told by name, so that every service follows the same."""

from datetime import date

from intake.domain.citizen import Citizen, Spell
from samspil import rules
from samspil.events.intake import RulesChanged
from samspil.events.values import RulesCause
from samspil.flow.decision import Context, Decision, note


def under_rules_of(spell: Spell, today: date) -> Spell:
    """The spell with the rules that hold for it today."""
    found = rules.rules_for(
        spell.starts_on, today, spell.municipality, spell.fund, spell.insurance, spell.age_on(today), spell.trials
    )
    change = rules.next_change(spell.starts_on, today)
    return spell.model_copy(update={"rules": rules.name_of(found), "rules_may_change_on": change})


def begin_day(citizen: Citizen, ctx: Context) -> Decision[Citizen]:
    """An amendment, dispensation or suspension may begin or end today, or an announced move is due."""
    spell = citizen.running
    assert spell is not None, "only a running spell wakes"
    if spell.announced and spell.moved_on is not None and spell.moved_on <= ctx.today:
        return arrive(note(citizen), citizen, spell, spell.announced, ctx)
    return govern(note(citizen), citizen, spell, RulesCause.LAW, ctx)


def arrive(
    decision: Decision[Citizen], citizen: Citizen, spell: Spell, municipality: str, ctx: Context
) -> Decision[Citizen]:
    """The citizen lives elsewhere from today on, out of the trials that are not for the new municipality."""
    left = rules.left_by(spell.trials, "move", municipality, spell.fund)
    trials = tuple(each for each in spell.trials if each not in left)
    there = spell.model_copy(update={"municipality": municipality, "announced": None, "trials": trials})
    return govern(decision, citizen, there, RulesCause.TRIAL_LEFT if left else RulesCause.LAW, ctx)


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
