"""The receipt for a package: what a jobcentre answers, and what happens if it does not."""

from samspil.events.answers import MessageAccepted, MessageRefused
from samspil.events.event import Event
from samspil.events.handover import (
    HandoverClosed,
    HandoverEscalated,
    HandoverPrepared,
    HandoverReminded,
    ReceiptRecorded,
)
from samspil.events.jobcentre import HandoverAccepted, HandoverReceived, HandoverRejected
from samspil.events.responsibility import ResponsibilityStated
from samspil.events.values import HandoverRejection
from tests.unit.handover.life import AALBORG, AARHUS, Life, ended, hours, moved, only, registered


def handed_over(begins: str) -> tuple[Life, str]:
    """A life whose package left at the midnight that begins the day after `begins`, and the handover's id."""
    life = Life(begins)
    life.intake(registered(begins, hours="411"))
    life.until(life.today.replace(day=life.today.day + 1).isoformat())
    [prepared] = only(HandoverPrepared, life.handover())
    life.forget()
    return life, prepared.handover_id


def kinds(told: list[Event]) -> list[type[Event]]:
    return [type(event) for event in told]


def reason(told: list[Event]) -> str:
    """The reason of the one refusal that the sender was told."""
    [answer] = told
    assert isinstance(answer, MessageRefused)
    return answer.reason


def test_an_accepted_handover_is_over() -> None:
    life, handover = handed_over("2026-07-05")
    assert kinds(life.says(AALBORG, HandoverReceived(handover_id=handover))) == [MessageAccepted]
    assert kinds(life.says(AALBORG, HandoverAccepted(handover_id=handover))) == [MessageAccepted]

    received, accepted = life.handover()
    assert received == ReceiptRecorded(
        spell_id="spell-1", handover_id=handover, receiver=AALBORG, state="received", reason=None
    )
    assert accepted == ReceiptRecorded(
        spell_id="spell-1", handover_id=handover, receiver=AALBORG, state="accepted", reason=None
    )
    life.until("2026-09-30")
    assert life.handover() == []
    assert life.to(AALBORG) == []


def test_a_silent_jobcentre_is_reminded_after_two_working_days_and_operators_are_called_after_five() -> None:
    life, handover = handed_over("2026-07-05")  # the package leaves on Monday the 6th
    life.until("2026-07-07")
    assert life.handover() == []

    life.until("2026-07-08")
    reminded = HandoverReminded(spell_id="spell-1", handover_id=handover, receiver=AALBORG)
    assert life.handover() == [reminded]
    assert life.to(AALBORG) == [reminded]

    life.until("2026-07-12")
    assert life.handover() == []
    life.until("2026-07-13")
    assert life.handover() == [
        HandoverEscalated(spell_id="spell-1", handover_id=handover, receiver=AALBORG, grounds="silent")
    ]
    assert life.to(AALBORG) == []

    life.until("2026-12-31")
    assert life.handover() == []


def test_a_package_that_leaves_at_the_weekend_gives_the_jobcentre_two_whole_working_days() -> None:
    life, _ = handed_over("2026-07-03")  # the package leaves on Saturday the 4th
    life.until("2026-07-07")
    assert life.handover() == []
    life.until("2026-07-08")
    assert kinds(life.handover()) == [HandoverReminded]


def test_who_received_but_does_not_accept_is_not_reminded_but_escalated() -> None:
    life, handover = handed_over("2026-07-05")
    life.says(AALBORG, HandoverReceived(handover_id=handover))
    life.forget()
    life.until("2026-07-31")
    assert life.handover() == [
        HandoverEscalated(spell_id="spell-1", handover_id=handover, receiver=AALBORG, grounds="not-accepted")
    ]


def test_an_acceptance_after_the_escalation_is_welcome() -> None:
    life, handover = handed_over("2026-07-05")
    life.until("2026-07-31")
    life.forget()
    assert kinds(life.says(AALBORG, HandoverAccepted(handover_id=handover))) == [MessageAccepted]
    assert kinds(life.handover()) == [ReceiptRecorded]


def test_a_rejection_calls_operators_at_once_and_hands_nobody_back() -> None:
    life, handover = handed_over("2026-07-05")
    rejection = HandoverRejected(handover_id=handover, reason=HandoverRejection.WRONG_MUNICIPALITY)
    assert kinds(life.says(AALBORG, rejection)) == [MessageAccepted]

    recorded, escalated = life.handover()
    assert recorded == ReceiptRecorded(
        spell_id="spell-1",
        handover_id=handover,
        receiver=AALBORG,
        state="rejected",
        reason=HandoverRejection.WRONG_MUNICIPALITY,
    )
    assert escalated == HandoverEscalated(
        spell_id="spell-1", handover_id=handover, receiver=AALBORG, grounds="rejected"
    )
    life.until("2026-09-30")
    assert life.handover() == []
    assert life.ledger() == []
    assert life.current() == ResponsibilityStated(
        spell_id="spell-1", holder=AALBORG, since=life.dossier().spells[0].registration.unemployed_from
    )


def test_silence_hands_nobody_back() -> None:
    life, _ = handed_over("2026-07-05")
    life.until("2026-12-31")
    assert life.ledger() == []


def test_a_rejected_handover_can_be_mended_and_accepted() -> None:
    life, handover = handed_over("2026-07-05")
    life.says(AALBORG, HandoverRejected(handover_id=handover, reason=HandoverRejection.INCOMPLETE))
    assert kinds(life.says(AALBORG, HandoverAccepted(handover_id=handover))) == [MessageAccepted]
    answer = life.says(AALBORG, HandoverRejected(handover_id=handover, reason=HandoverRejection.OTHER))
    assert reason(answer) == "already_answered"


def test_a_receipt_that_says_nothing_new_is_refused() -> None:
    life, handover = handed_over("2026-07-05")
    received, accepted = HandoverReceived(handover_id=handover), HandoverAccepted(handover_id=handover)
    life.says(AALBORG, received)
    assert reason(life.says(AALBORG, received)) == "already_answered"
    life.says(AALBORG, accepted)
    assert reason(life.says(AALBORG, accepted)) == "already_answered"
    assert reason(life.says(AALBORG, received)) == "already_answered"


def test_only_the_receiver_can_answer() -> None:
    life, handover = handed_over("2026-07-05")
    assert reason(life.says(AARHUS, HandoverAccepted(handover_id=handover))) == "not_receiver"
    life.until("2026-07-08")
    assert kinds(life.handover()) == [HandoverReminded]


def test_a_handover_that_nobody_sent_is_unknown() -> None:
    life = Life("2026-07-01")
    assert reason(life.says(AALBORG, HandoverAccepted(handover_id="never"))) == "unknown_handover"
    life, _ = handed_over("2026-07-05")
    assert reason(life.says(AALBORG, HandoverAccepted(handover_id="never"))) == "unknown_handover"


def test_a_spell_that_ends_closes_the_handover_and_nothing_more_is_awaited() -> None:
    life, handover = handed_over("2026-07-05")
    life.intake(ended("2026-07-06"))
    assert reason(life.says(AALBORG, HandoverAccepted(handover_id=handover))) == "handover_closed"
    life.until("2026-07-07")
    assert life.handover() == [HandoverClosed(spell_id="spell-1", handover_id=handover, receiver=AALBORG)]

    life.until("2026-09-30")
    assert life.handover() == []
    assert reason(life.says(AALBORG, HandoverAccepted(handover_id=handover))) == "handover_closed"


def test_an_accepted_handover_is_not_closed_by_the_end_of_the_spell() -> None:
    life, handover = handed_over("2026-07-05")
    life.says(AALBORG, HandoverAccepted(handover_id=handover))
    life.intake(ended("2026-07-06"))
    life.forget()
    life.until("2026-09-30")
    assert life.handover() == []


def test_a_jobcentre_that_the_citizen_left_cannot_accept_any_more() -> None:
    life, handover = handed_over("2026-07-05")
    life.intake(moved("0751", on="2026-07-06"))
    life.until("2026-07-07")
    assert reason(life.says(AALBORG, HandoverAccepted(handover_id=handover))) == "handover_closed"


def test_more_hours_do_not_disturb_a_handover_under_way() -> None:
    life, _ = handed_over("2026-07-05")
    life.intake(hours("2026-07", "500", on="2026-07-06"))
    life.until("2026-07-31")
    assert kinds(life.handover()) == [HandoverReminded, HandoverEscalated]
