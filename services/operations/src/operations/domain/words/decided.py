"""What intake, responsibility, handover, notifications and the engine say."""

from collections.abc import Mapping

from operations.domain.words.courses import ENDS
from operations.domain.words.names import day, party_name, place_name, rule_words
from operations.domain.words.sentence import Sentence
from samspil.events import engine, handover, intake, notifications, responsibility
from samspil.events.event import Event
from samspil.events.notifications import LetterKind
from samspil.events.values import MoveCause, RulesCause

CAUSES = {
    MoveCause.FIRST_OWNER: "first responsible for the spell",
    MoveCause.HOURS: "more benefit hours (dagpengetimer) were paid than the limit",
    MoveCause.SCREENING: "a caseworker screened the citizen (visitation)",
    MoveCause.MOVE: "the citizen moved to another municipality",
    MoveCause.TRIAL_ENTRY: "the citizen entered a trial (forsøg)",
    MoveCause.TRIAL_EXIT: "the citizen left a trial (forsøg)",
    MoveCause.UNKNOWN: "a cause this version does not know",
}
RULES = {
    RulesCause.LAW: "the law changed, or an exception from it began or ended",
    RulesCause.TRIAL_ENTERED: "the citizen entered a trial (forsøg)",
    RulesCause.TRIAL_LEFT: "the citizen left a trial (forsøg)",
    RulesCause.UNKNOWN: "a cause this version does not know",
}
RECEIPTS = {
    "received": "received (modtaget) the package",
    "accepted": "accepted (accepteret) the handover",
    "rejected": "rejected (afvist) the handover",
}
GROUNDS = {
    "not-sent": "the package could not be sent",
    "silent": "no receipt in time",
    "not-accepted": "received and not accepted in time",
    "rejected": "the receiver rejected it",
}
LETTERS = {
    LetterKind.WELCOME: "welcome",
    LetterKind.INVITATION: "invitation to a meeting",
    LetterKind.CHANGE: "change of a meeting",
    LetterKind.CANCELLATION: "cancellation of a meeting",
    LetterKind.NEW_HOLDER: "who is responsible now",
    LetterKind.UNKNOWN: "a kind this version does not know",
}


def registered(event: intake.RegistrationAccepted) -> str:
    return f"Unemployed (ledig) from {day(event.unemployed_from)}, member of {party_name(event.fund)}"


def moved(event: responsibility.ResponsibilityMoved) -> str:
    before = f", after {party_name(event.previous)}" if event.previous else ""
    return f"{party_name(event.holder)} is responsible (ansvarlig) from {day(event.effective)}{before}"


def received(event: handover.ReceiptRecorded) -> str:
    return f"{party_name(event.receiver)} {RECEIPTS.get(event.state, event.state)}"


def written(event: notifications.NotificationCreated) -> str:
    about = f", {day(event.about)}" if event.about else ""
    return f"Letter (brev) written: {LETTERS[event.kind]}{about}"


def grounds_words(grounds: str | None) -> str:
    """Why a handover was escalated."""
    return GROUNDS.get(grounds or "", grounds or "")


def parked(event: engine.KeyParked) -> str:
    return f"Held back in {event.stage}/{event.fold}: {event.event_type or 'the waking of a day'} could not be applied"


SENTENCES: Mapping[type[Event], Sentence] = {
    intake.RegistrationAccepted: Sentence(
        registered, lambda e: f"the registration of {day(e.registered_on)} was accepted under rule pack {e.pack}"
    ),
    intake.TrackSuggested: Sentence(
        lambda e: f"Track suggested: {e.track}",
        lambda e: f"needs told: {', '.join(e.grounds)}" if e.grounds else "no needs were told",
    ),
    intake.BenefitHoursCounted: Sentence(
        lambda e: f"{e.hours} benefit hours (dagpengetimer) for {e.month}, {e.total} in all",
        lambda e: f"reported on {day(e.reported_on)}",
    ),
    intake.RulesChanged: Sentence(
        lambda e: f"From {day(e.since)} the rules {e.rules} hold, before {e.previous}", lambda e: RULES[e.cause]
    ),
    intake.MunicipalityChanged: Sentence(
        lambda e: f"Lives in {place_name(e.municipality)} from {day(e.moved_on)}, before in {place_name(e.previous)}"
    ),
    intake.SpellClosed: Sentence(
        lambda e: f"Unemployment (ledighed) ended on {day(e.ended_on)}", lambda e: ENDS[e.reason]
    ),
    responsibility.ResponsibilityMoved: Sentence(moved, lambda e: f"{CAUSES[e.cause]}. {rule_words(e.rule)}"),
    responsibility.ResponsibilityEnded: Sentence(
        lambda e: f"{party_name(e.holder)} is no longer responsible from {day(e.effective)}",
        lambda e: "the spell is over",
    ),
    handover.HandoverForecast: Sentence(
        lambda e: f"{party_name(e.receiver)} will probably take over on {day(e.expected_on)}",
        lambda e: f"{e.total_hours} benefit hours so far",
    ),
    handover.HandoverPrepared: Sentence(
        lambda e: f"Handover package (overdragelse) for {party_name(e.receiver)} prepared",
        lambda e: f"responsible from {day(e.effective)}: {CAUSES[e.cause]}",
    ),
    handover.HandoverSent: Sentence(lambda e: f"Handover package sent to {party_name(e.receiver)}, encrypted for it"),
    handover.ReceiptRecorded: Sentence(received, lambda e: f"reason: {e.reason}" if e.reason else ""),
    handover.HandoverReminded: Sentence(
        lambda e: f"{party_name(e.receiver)} reminded (rykket) of the handover", lambda e: "no answer in time"
    ),
    handover.HandoverEscalated: Sentence(
        lambda e: f"Handover to {party_name(e.receiver)} escalated (eskaleret) to operators",
        lambda e: grounds_words(e.grounds),
    ),
    handover.HandoverClosed: Sentence(
        lambda e: f"Handover to {party_name(e.receiver)} closed",
        lambda e: "the spell ended or somebody else is responsible: nothing more is awaited",
    ),
    notifications.NotificationCreated: Sentence(written),
    notifications.NotificationSent: Sentence(lambda e: f"Letter taken over by the channel {e.channel}"),
    notifications.NotificationDelivered: Sentence(lambda e: f"Letter delivered by the channel {e.channel}"),
    notifications.NotificationWithdrawn: Sentence(
        lambda e: f"Letter not written: {LETTERS[e.kind] if e.kind else 'its kind was not told'}",
        lambda e: "its cause was gone before it could be sent",
    ),
    engine.KeyParked: Sentence(parked, lambda e: f"{e.error} (attempt {e.attempts})"),
    engine.KeyReleased: Sentence(
        lambda e: f"{'Given up' if e.discarded else 'Released'} in {e.stage}/{e.fold}", lambda e: f"operator: {e.note}"
    ),
}
