"""What moves responsibility within a spell. A transfer takes effect at a midnight, is told then; the earliest wins."""

from datetime import date

from handover.domain.ledger import Counted, Ledger, Transfer
from handover.domain.owners import announce, authority
from samspil.calendar import ONE_DAY
from samspil.events.intake import BenefitHoursCounted, MunicipalityChanged, RulesChanged
from samspil.events.unemployment_fund import MemberScreened
from samspil.events.values import MoveCause, RulesCause, ScreeningOutcome
from samspil.flow.decision import Context, Decision, accept, ignore, note, refuse
from samspil.rules import exceeds_limit, handover_effective_day, named


def count_hours(ledger: Ledger | None, told: BenefitHoursCounted, ctx: Context) -> Decision[Ledger]:
    """More hours than the limit hand over at the first midnight after the month's end and the report (LAB §10(1)).

    A correction before that midnight can call the transfer off, but never moves its day; after it, it changes nothing.
    """
    if ledger is None or ledger.spell_id != told.spell_id:
        return ignore()
    counted = Counted(told.total, told.month, told.reported_on)
    return note(with_hours_judged(ledger.model_copy(update={"counted": counted}), ctx))


def with_hours_judged(ledger: Ledger, ctx: Context) -> Ledger:
    """The midnight at which the counted hours hand over under the rules that hold now, or none."""
    counted = ledger.counted
    if counted is None or not ledger.fund_holds:
        return ledger
    if not exceeds_limit(counted.total, ledger.insurance, named(ledger.pack)):
        return ledger.model_copy(update={"by_hours": None})
    midnight = max(handover_effective_day(counted.month, counted.reported_on), ctx.today + ONE_DAY)
    return ledger.model_copy(update={"by_hours": min(ledger.by_hours or midnight, midnight)})


def judge_screening(ledger: Ledger | None, told: MemberScreened, ctx: Context) -> Decision[Ledger]:
    """Only the fund that is responsible today may screen; its word counts from the next midnight (LAB §27(3))."""
    if ledger is None:
        return refuse("no_open_spell", "The citizen has no open spell of unemployment; register the member first")
    if ctx.cause.party != ledger.holder:
        return refuse(
            "not_responsible", f"Only the responsible authority may screen; since {ledger.since} that is another"
        )
    if ledger.rule_for(MoveCause.SCREENING) is None:
        return refuse("no_rule", f"Under the rules of this spell ({ledger.pack}) no screening moves responsibility")
    if told.outcome is ScreeningOutcome.UNKNOWN:
        return refuse("unknown_outcome", "The outcome is none of `to-jobcentre` and `stays`; send one of them")
    tomorrow = ctx.today + ONE_DAY if told.outcome is ScreeningOutcome.TO_JOBCENTRE else None
    return accept().become(ledger.model_copy(update={"by_screening": tomorrow}))


def follow_residence(ledger: Ledger | None, told: MunicipalityChanged, ctx: Context) -> Decision[Ledger]:
    """A move counts from the day it was told for, at the earliest from the next midnight."""
    if ledger is None or ledger.spell_id != told.spell_id:
        return ignore()
    residence = ledger.residence.moving(told.municipality, told.moved_on, ctx.today)
    return note(ledger.model_copy(update={"residence": residence}))


def follow_rules(ledger: Ledger | None, told: RulesChanged, ctx: Context) -> Decision[Ledger]:
    """Other rules hold, and the hours counted so far are judged by them.

    Where a trial was entered or left, its rule says who takes over at the next midnight. Whoever leaves one that has no
    rule for it stays where he or she is: an entry of the same day moves nobody any more.
    """
    if ledger is None or ledger.spell_id != told.spell_id:
        return ignore()
    changed = with_hours_judged(ledger.model_copy(update={"pack": told.rules}), ctx)
    cause = TRIALS.get(told.cause)
    speaking = ledger if cause is MoveCause.TRIAL_EXIT else changed
    rule = speaking.rule_for(cause) if cause else None
    if cause is None or (rule is None and cause is MoveCause.TRIAL_ENTRY):
        return note(changed)
    by_trial = Transfer(ctx.today + ONE_DAY, cause, rule.id, rule.to) if rule else None
    return note(changed.model_copy(update={"by_trial": by_trial}))


def begin_day(ledger: Ledger, ctx: Context) -> Decision[Ledger]:
    """What this midnight brings: a move of the citizen first, so that the right jobcentre takes over."""
    here = ledger.model_copy(update={"residence": ledger.residence.on(ctx.today)})
    transfer = transfer_on(here, ctx.today)
    if transfer is None:
        return note(here)
    holder = authority(transfer.to, here.fund, here.residence)
    if holder == here.holder:
        return note(here.model_copy(update={"by_trial": None}) if transfer is here.by_trial else here)
    moved = {"holder": holder, "since": ctx.today, "by_hours": None, "by_screening": None, "by_trial": None}
    return announce(here.model_copy(update=moved), ledger.holder, transfer.cause, transfer.rule, ctx)


def transfer_on(ledger: Ledger, today: date) -> Transfer | None:
    """What moves responsibility today. Entering or leaving a trial comes before all that the former rules brought."""
    if ledger.by_trial and ledger.by_trial.on <= today:
        return ledger.by_trial
    cause = cause_on(ledger, today)
    rule = ledger.rule_for(cause) if cause else None
    return Transfer(today, cause, rule.id, rule.to) if cause and rule else None


def cause_on(ledger: Ledger, today: date) -> MoveCause | None:
    """Why responsibility may move today. Of two on one day a caseworker's word stands before the counted hours."""
    if not ledger.fund_holds:
        return MoveCause.MOVE
    days = {MoveCause.SCREENING: ledger.by_screening, MoveCause.HOURS: ledger.by_hours}
    due = [(day, cause) for cause, day in days.items() if day is not None and day <= today]
    return min(due, key=lambda found: found[0])[1] if due else None


TRIALS = {RulesCause.TRIAL_ENTERED: MoveCause.TRIAL_ENTRY, RulesCause.TRIAL_LEFT: MoveCause.TRIAL_EXIT}
