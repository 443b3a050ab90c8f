"""The table of the handover service: who is responsible, and how a citizen is handed over."""

from handover.domain.collecting import (
    note_end,
    note_holder,
    note_hours,
    note_meeting,
    note_municipality,
    note_registration,
    note_rules,
)
from handover.domain.dossier import Dossier
from handover.domain.ledger import Ledger
from handover.domain.owners import close_ledger, open_ledger
from handover.domain.receipts import judge_accepted, judge_received, judge_rejected, note_sent
from handover.domain.transfers import begin_day, count_hours, follow_residence, follow_rules, judge_screening
from handover.domain.waking import work_through
from samspil import topics
from samspil.events.contact_course import MeetingHeld
from samspil.events.handover import (
    HandoverClosed,
    HandoverEscalated,
    HandoverForecast,
    HandoverPrepared,
    HandoverReminded,
    HandoverSent,
    ReceiptRecorded,
)
from samspil.events.intake import (
    BenefitHoursCounted,
    MunicipalityChanged,
    RegistrationAccepted,
    RulesChanged,
    SpellClosed,
)
from samspil.events.jobcentre import HandoverAccepted, HandoverReceived, HandoverRejected
from samspil.events.responsibility import ResponsibilityEnded, ResponsibilityMoved, ResponsibilityStated
from samspil.events.unemployment_fund import MemberScreened
from samspil.flow.fold import Fold, Stage

ledger = Fold(
    name="ledger",
    state=Ledger,
    on={
        RegistrationAccepted: open_ledger,
        BenefitHoursCounted: count_hours,
        MemberScreened: judge_screening,
        MunicipalityChanged: follow_residence,
        RulesChanged: follow_rules,
        SpellClosed: close_ledger,
    },
    wake=begin_day,
    tells=(ResponsibilityMoved, ResponsibilityEnded, ResponsibilityStated),
)
RESPONSIBILITY = Stage("responsibility", reads=(topics.INTAKE,), folds=(ledger,))

handover = Fold(
    name="handover",
    state=Dossier,
    on={
        RegistrationAccepted: note_registration,
        BenefitHoursCounted: note_hours,
        RulesChanged: note_rules,
        MunicipalityChanged: note_municipality,
        ResponsibilityMoved: note_holder,
        MeetingHeld: note_meeting,
        HandoverSent: note_sent,
        HandoverReceived: judge_received,
        HandoverAccepted: judge_accepted,
        HandoverRejected: judge_rejected,
        SpellClosed: note_end,
    },
    wake=work_through,
    tells=(
        HandoverForecast,
        HandoverPrepared,
        ReceiptRecorded,
        HandoverReminded,
        HandoverEscalated,
        HandoverClosed,
    ),
)
HANDOVER = Stage(
    "handover",
    reads=(topics.INTAKE, topics.RESPONSIBILITY, topics.CONTACT_COURSE),
    folds=(handover,),
    performs=(HandoverPrepared,),
)

STAGES = (RESPONSIBILITY, HANDOVER)
