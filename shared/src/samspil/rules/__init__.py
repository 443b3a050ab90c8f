"""The rules as dated data, and the arithmetic they need. `pack_for(spell_start)` is the way in."""

from samspil.rules.around_meetings import Form
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
from samspil.rules.loading import BadPack, NoPack, overlay, overlays, pack, pack_for, packs
from samspil.rules.meetings import MeetingRule
from samspil.rules.named import name_of, named, next_change
from samspil.rules.overlay import Overlay
from samspil.rules.pack import Pack, all_rules
from samspil.rules.resolved import Origin, RuleSet
from samspil.rules.resolving import Assignment, entered_at_start, left_by, may_enter, rules_for
from samspil.rules.rule import Authority, NoRule, Rule
from samspil.rules.windows import CourseFacts, Window, meeting_day, project_window

__all__ = [
    "Assignment",
    "Authority",
    "BadPack",
    "BenefitCount",
    "CourseFacts",
    "Form",
    "MeetingRule",
    "NoPack",
    "NoRule",
    "Origin",
    "Overlay",
    "Pack",
    "Rule",
    "RuleSet",
    "Window",
    "accumulated_hours",
    "accumulated_months",
    "all_rules",
    "day_reaching",
    "entered_at_start",
    "estimated_hours",
    "exceeds_limit",
    "first_owner",
    "forecast_handover_day",
    "handover_effective_day",
    "left_by",
    "may_enter",
    "meeting_day",
    "name_of",
    "named",
    "next_change",
    "overlay",
    "overlays",
    "pack",
    "pack_for",
    "packs",
    "project_window",
    "rules_for",
]
