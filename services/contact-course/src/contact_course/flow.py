"""The table of contact-course: which event goes to which decision, and what may come out."""

from contact_course.domain.absence import judge_absence
from contact_course.domain.course import Course
from contact_course.domain.day import begin_day
from contact_course.domain.holders import follow_holder
from contact_course.domain.moves import judge_move
from contact_course.domain.opening import close_course, count_hours, follow_rules, open_course
from contact_course.domain.reports import judge_report
from samspil.events import jobcentre, unemployment_fund
from samspil.events.contact_course import (
    AbsenceNoted,
    CourseClosed,
    CourseOpened,
    MeetingHeld,
    MeetingInvited,
    MeetingMissed,
    MeetingRequired,
    MeetingRescheduled,
    MeetingWaived,
    WindowAtRisk,
)
from samspil.events.intake import BenefitHoursCounted, RegistrationAccepted, RulesChanged, SpellClosed
from samspil.events.responsibility import ResponsibilityMoved
from samspil.flow.fold import Fold, Stage
from samspil.topics import INTAKE, RESPONSIBILITY

course = Fold(
    name="course",
    state=Course,
    on={
        RegistrationAccepted: open_course,
        BenefitHoursCounted: count_hours,
        RulesChanged: follow_rules,
        SpellClosed: close_course,
        ResponsibilityMoved: follow_holder,
        unemployment_fund.AbsenceReported: judge_absence,
        unemployment_fund.MeetingReported: judge_report,
        unemployment_fund.MeetingMoved: judge_move,
        jobcentre.MeetingReported: judge_report,
        jobcentre.MeetingMoved: judge_move,
    },
    wake=begin_day,
    tells=(
        CourseOpened,
        CourseClosed,
        MeetingRequired,
        MeetingInvited,
        MeetingRescheduled,
        MeetingHeld,
        MeetingMissed,
        MeetingWaived,
        WindowAtRisk,
        AbsenceNoted,
    ),
)

STAGE = Stage("contact-course", reads=(INTAKE, RESPONSIBILITY), folds=(course,))
