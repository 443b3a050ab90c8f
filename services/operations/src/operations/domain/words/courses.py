"""What contact-course says."""

from collections.abc import Mapping

from operations.domain.words.names import day, party_name, rule_words
from operations.domain.words.sentence import Sentence
from samspil.events import contact_course as told
from samspil.events.contact_course import WaiverReason
from samspil.events.event import Event
from samspil.events.values import AbsenceKind, EndReason, MeetingForm

FORMS = {
    MeetingForm.PHYSICAL: "in person",
    MeetingForm.PHONE: "by phone",
    MeetingForm.VIDEO: "by video",
    MeetingForm.UNKNOWN: "in a form not told",
}
WAIVERS = {
    WaiverReason.SPELL_CLOSED: "the citizen is no longer unemployed",
    WaiverReason.HOLDER_CHANGED: "somebody else is responsible now",
    WaiverReason.WINDOW_PASSED: "the last day for it passed",
    WaiverReason.ABSENT: "the citizen was absent as long as it could be held",
    WaiverReason.RULES_CHANGED: "other rules hold, which do not ask for it",
    WaiverReason.SUSPENDED: "meetings were voluntary until the last day for it",
    WaiverReason.UNKNOWN: "for a reason this version does not know",
}
ENDS = {
    EndReason.JOB: "the citizen found a job",
    EndReason.EDUCATION: "the citizen began an education",
    EndReason.LEFT_FUND: "the citizen left the fund",
    EndReason.DEATH: "the citizen died",
    EndReason.OTHER: "for another reason",
    EndReason.UNKNOWN: "for a reason this version does not know",
}
ABSENCES = {
    AbsenceKind.ILLNESS: "illness (sygdom)",
    AbsenceKind.HOLIDAY: "holiday (ferie)",
    AbsenceKind.LEAVE: "leave at a birth (barsel)",
    AbsenceKind.UNKNOWN: "a reason this version does not know",
}


def owed(event: told.MeetingRequired) -> str:
    window = f"from {day(event.opens)} to {day(event.limit)}"
    return f"{party_name(event.holder)} owes a meeting (samtale) {window}, planned for {day(event.aim)}"


def invited(event: told.MeetingInvited) -> str:
    again = "" if event.round == 1 else f", invitation number {event.round}"
    return f"Invited to {party_name(event.holder)} on {day(event.on)}, {FORMS[event.form]}{again}"


def waived(event: told.MeetingWaived) -> str:
    known = "called off" if event.invited else "no longer owed"
    return f"Meeting with {party_name(event.holder)} {known}"


def absent(event: told.AbsenceNoted) -> str:
    return f"Absent (fravær) from {day(event.first)} to {day(event.last)}: {ABSENCES[event.kind]}"


SENTENCES: Mapping[type[Event], Sentence] = {
    told.CourseOpened: Sentence(
        lambda e: f"Contact course (kontaktforløb) opened from {day(e.starts_on)}",
        lambda e: f"rule pack {e.pack} is in force on that day",
    ),
    told.CourseClosed: Sentence(
        lambda e: f"Contact course (kontaktforløb) closed on {day(e.ended_on)}", lambda e: ENDS[e.reason]
    ),
    told.MeetingRequired: Sentence(owed, lambda e: rule_words(e.rule)),
    told.MeetingInvited: Sentence(invited, lambda e: f"the meeting must be held by {day(e.limit)}"),
    told.MeetingRescheduled: Sentence(
        lambda e: f"Meeting with {party_name(e.holder)} moved from {day(e.previous)} to {day(e.on)}"
    ),
    told.MeetingHeld: Sentence(
        lambda e: f"Meeting held (afholdt) with {party_name(e.holder)} on {day(e.on)}, {FORMS[e.form]}",
        lambda e: f"fulfils: {rule_words(e.rule)}",
    ),
    told.MeetingMissed: Sentence(lambda e: f"Missed (udeblevet) a meeting with {party_name(e.holder)} on {day(e.on)}"),
    told.MeetingWaived: Sentence(waived, lambda e: WAIVERS[e.reason]),
    told.WindowAtRisk: Sentence(
        lambda e: f"Meeting with {party_name(e.holder)} is at risk",
        lambda e: f"its last day is {day(e.limit)} and it has not been held",
    ),
    told.AbsenceNoted: Sentence(absent),
}
