"""A fund reports the benefit hours (dagpengetimer) paid for one month."""

from decimal import Decimal
from typing import Final

from intake.domain.citizen import Citizen, Placement, Spell
from intake.domain.sender import proved_sender
from samspil.calendar import Month
from samspil.events.intake import BenefitHoursCounted
from samspil.events.unemployment_fund import BenefitHoursReported
from samspil.flow.decision import Context, Decision, Refusal, accept, refuse
from samspil.rules import named

MOST: Final = Decimal("9999.99")
"""More hours than any placement can hold; a total above it is a slip of the pen."""


def judge_hours(citizen: Citizen | None, told: BenefitHoursReported, ctx: Context) -> Decision[Citizen]:
    """Count the report, in place of an earlier one of its month. Also after the spell's end: a month is paid later."""
    if citizen is None or citizen.spell is None or citizen.placement is None:
        return refuse("no_spell", "The citizen never had a spell here, so there is nothing to count hours in")
    if citizen.spell.fund != proved_sender(ctx):
        return refuse("not_responsible", "The citizen's spell belongs to another fund")
    if refusal := uncountable(citizen.placement, citizen.spell, told, ctx):
        return Decision(answer=refusal)
    counted = citizen.placement.with_month(told.month, told.hours)
    if counted.total > MOST:
        return refuse("too_many_hours", f"The placement would hold more than {MOST} hours")
    return (
        accept()
        .become(citizen.model_copy(update={"placement": counted}))
        .tell(
            BenefitHoursCounted(
                spell_id=citizen.spell.id,
                month=told.month,
                hours=told.hours,
                total=counted.total,
                reported_on=ctx.today,
            )
        )
    )


def uncountable(placement: Placement, spell: Spell, told: BenefitHoursReported, ctx: Context) -> Refusal | None:
    """Why this month or so many hours cannot be counted. A full month is the same for every month of the year."""
    if told.month > Month.of(ctx.today):
        return Refusal("future_month", f"{told.month} has not begun on {ctx.today}")
    if told.month < placement.since:
        return Refusal("month_before_placement", f"Hours before {placement.since} stand in hours_before already")
    rule = named(spell.rules).counting
    if told.hours > rule.full_time.month_hours:
        return Refusal("too_many_hours", f"A full month is {rule.full_time.month_hours} hours ({rule.id})")
    return None
