"""What parties say, as intake let it through."""

from collections.abc import Mapping

from operations.domain.words.courses import ABSENCES, ENDS, FORMS
from operations.domain.words.names import day, place_name
from operations.domain.words.sentence import Sentence
from samspil.events import civil_registration, jobcentre, operations, unemployment_fund
from samspil.events.event import Event

MEETING_REPORTED = Sentence(lambda e: f"Reports a meeting of {day(e.on)} as {e.outcome}, {FORMS[e.form]}")
MEETING_MOVED = Sentence(lambda e: f"Moves a planned meeting to {day(e.to)}")

SENTENCES: Mapping[type[Event], Sentence] = {
    unemployment_fund.MemberRegistered: Sentence(
        lambda e: f"Registers a member as unemployed (ledig) from {day(e.unemployed_from)}",
        lambda e: f"in the trial (forsøg) {', '.join(e.trials)}" if e.trials else "",
    ),
    unemployment_fund.SpellEnded: Sentence(
        lambda e: f"Says that the unemployment ended on {day(e.ended_on)}", lambda e: ENDS[e.reason]
    ),
    unemployment_fund.BenefitHoursReported: Sentence(
        lambda e: f"Reports {e.hours} benefit hours (dagpengetimer) for {e.month}"
    ),
    unemployment_fund.MemberScreened: Sentence(
        lambda e: f"Screened the member (visitation): {e.outcome}", lambda e: f"grounds: {e.grounds}"
    ),
    unemployment_fund.TrialEntered: Sentence(lambda e: f"Says that the member is in the trial (forsøg) {e.trial}"),
    unemployment_fund.AbsenceReported: Sentence(
        lambda e: f"Reports absence (fravær) from {day(e.first)} to {day(e.last)}: {ABSENCES[e.kind]}"
    ),
    unemployment_fund.MeetingReported: MEETING_REPORTED,
    unemployment_fund.MeetingMoved: MEETING_MOVED,
    jobcentre.MeetingReported: MEETING_REPORTED,
    jobcentre.MeetingMoved: MEETING_MOVED,
    jobcentre.HandoverReceived: Sentence(lambda e: "Received (modtaget) the handover package"),
    jobcentre.HandoverAccepted: Sentence(lambda e: "Accepts (accepteret) the handover"),
    jobcentre.HandoverRejected: Sentence(lambda e: "Rejects (afvist) the handover", lambda e: f"reason: {e.reason}"),
    civil_registration.PersonMoved: Sentence(
        lambda e: f"Says that the person lives in {place_name(e.municipality)} from {day(e.moved_on)}"
    ),
    civil_registration.PersonDied: Sentence(lambda e: f"Says that the person died on {day(e.died_on)}"),
    operations.ParkedReleased: Sentence(lambda e: f"Releases {e.stage}/{e.fold}", lambda e: f"operator: {e.note}"),
    operations.ParkedDiscarded: Sentence(
        lambda e: f"Gives up what failed in {e.stage}/{e.fold}", lambda e: f"operator: {e.note}"
    ),
}
