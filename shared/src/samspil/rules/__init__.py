"""The rules as dated data, and the arithmetic they need. `pack_for(spell_start)` is the way in."""

from samspil.rules.benefit import (
    BenefitCount,
    accumulated_hours,
    accumulated_months,
    day_reaching,
    estimated_hours,
    exceeds_limit,
    first_owner,
    forecast_handover_day,
    handover_effective_day,
)
from samspil.rules.loading import BadPack, NoPack, pack, pack_for, packs
from samspil.rules.meetings import Form, MeetingRule
from samspil.rules.pack import NoRule, Pack, all_rules
from samspil.rules.rule import Authority, Rule
from samspil.rules.windows import CourseFacts, Window, meeting_day, project_window

__all__ = [
    "Authority",
    "BadPack",
    "BenefitCount",
    "CourseFacts",
    "Form",
    "MeetingRule",
    "NoPack",
    "NoRule",
    "Pack",
    "Rule",
    "Window",
    "accumulated_hours",
    "accumulated_months",
    "all_rules",
    "day_reaching",
    "estimated_hours",
    "exceeds_limit",
    "first_owner",
    "forecast_handover_day",
    "handover_effective_day",
    "meeting_day",
    "pack",
    "pack_for",
    "packs",
    "project_window",
]
