"""The table of intake: which message goes to which decision, and what may come out."""

from intake.domain.citizen import Citizen
from intake.domain.governing import begin_day
from intake.domain.hours import judge_hours
from intake.domain.passing import let_through
from intake.domain.registrations import judge_registration
from intake.domain.spells import judge_death, judge_end, judge_move
from intake.domain.trials import judge_trial
from samspil.events import civil_registration, jobcentre, unemployment_fund
from samspil.events.intake import (
    BenefitHoursCounted,
    MunicipalityChanged,
    RegistrationAccepted,
    RulesChanged,
    SpellClosed,
    TrackSuggested,
)
from samspil.events.operations import ParkedDiscarded, ParkedReleased
from samspil.flow.fold import Fold, Stage
from samspil.topics import RECEIVED

citizen = Fold(
    name="citizen",
    state=Citizen,
    on={
        unemployment_fund.MemberRegistered: judge_registration,
        unemployment_fund.BenefitHoursReported: judge_hours,
        unemployment_fund.SpellEnded: judge_end,
        unemployment_fund.TrialEntered: judge_trial,
        civil_registration.PersonMoved: judge_move,
        civil_registration.PersonDied: judge_death,
        unemployment_fund.MemberScreened: let_through,
        unemployment_fund.AbsenceReported: let_through,
        unemployment_fund.MeetingReported: let_through,
        unemployment_fund.MeetingMoved: let_through,
        jobcentre.HandoverReceived: let_through,
        jobcentre.HandoverAccepted: let_through,
        jobcentre.HandoverRejected: let_through,
        jobcentre.MeetingReported: let_through,
        jobcentre.MeetingMoved: let_through,
    },
    wake=begin_day,
    tells=(
        RegistrationAccepted,
        TrackSuggested,
        BenefitHoursCounted,
        RulesChanged,
        MunicipalityChanged,
        SpellClosed,
    ),
)

STAGE = Stage("intake", reads=(RECEIVED,), folds=(citizen,), passes=(ParkedReleased, ParkedDiscarded))
