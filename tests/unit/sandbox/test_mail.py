"""Every message is answered once, and rightly."""

from __future__ import annotations

from datetime import UTC, date, datetime

from samspil.events.answers import MessageAccepted, MessageRefused, MessageRepeated
from samspil.events.event import Event
from samspil.events.unemployment_fund import SpellEnded
from samspil.events.values import EndReason
from samspil.reference.parties import Party
from sandbox.country.hearing import Heard
from sandbox.country.mail import Mail, Place, fault_of
from sandbox.country.saying import UNREADABLE, Bytes, Saying, Voice

FUND = Party("unemployment-fund", "hk")
DAY = date(2026, 7, 1)
ENDED = SpellEnded(ended_on=DAY, reason=EndReason.JOB)
SAYING = Voice(7, FUND).says(ENDED, DAY, "hk-member-000001", "end")


def heard(event: Event) -> Heard:
    return Heard(FUND, "e1", "c1", datetime(2026, 7, 1, tzinfo=UTC), event)


ACCEPTED = heard(MessageAccepted(message_id=SAYING.id, message_type=SAYING.type, citizen_id="c1"))
REFUSED = heard(MessageRefused(message_id=SAYING.id, message_type=SAYING.type, reason="no_open_spell", detail="-"))
REPEATED = heard(MessageRepeated(message_id=SAYING.id, message_type=SAYING.type, first_received="2026-07-01"))


def faults(mail: Mail) -> str:
    return "\n".join(fault_of(name, mail.entries[name]) for name in mail.wrong())


def sent(*sayings: Saying) -> Mail:
    mail = Mail()
    for saying in sayings:
        mail.send(saying)
    return mail


def test_a_message_with_the_answer_that_it_must_get_is_no_fault() -> None:
    mail = sent(SAYING)

    assert mail.hear(ACCEPTED) == SAYING
    assert faults(mail) == ""
    assert mail.awaited == 0


def test_a_message_without_an_answer_is_named() -> None:
    mail = sent(SAYING)

    assert mail.awaited == 1
    assert "has no answer" in faults(mail)


def test_a_fault_is_told_once_and_again_when_something_more_is_heard() -> None:
    mail = sent(SAYING)

    assert faults(mail) != ""
    assert faults(mail) == ""
    mail.hear(REFUSED)
    assert "was answered no_open_spell, not accepted" in faults(mail)


def test_a_second_answer_is_named() -> None:
    mail = sent(SAYING)
    mail.hear(ACCEPTED)
    mail.hear(ACCEPTED)

    assert "was sent 1 times and answered 2 times" in faults(mail)


def test_an_answer_to_a_message_that_nobody_sent_is_named() -> None:
    mail = Mail()

    assert mail.hear(ACCEPTED) is None
    assert "which nobody sent" in faults(mail)


def test_a_repeat_has_an_answer_of_its_own() -> None:
    repeat = Saying(**{name: getattr(SAYING, name) for name in SAYING.__slots__} | {"expected": "repeated"})
    mail = sent(SAYING, repeat)
    mail.hear(REPEATED)
    mail.hear(ACCEPTED)

    assert faults(mail) == ""
    assert mail.count() == {"sent": 2, "accepted": 1, "repeated": 1, "missing": 0}


def test_bytes_that_are_no_message_are_answered_by_their_place() -> None:
    mail = Mail()
    raw = Saying(
        day=DAY,
        party=FUND,
        case="x",
        id="never read",
        time=SAYING.time,
        type="",
        raw=Bytes(None, (), b"?"),
        expected=UNREADABLE,
    )
    refused = MessageRefused(
        message_id="",
        message_type="",
        reason=UNREADABLE,
        detail="-",
        topic=FUND.from_topic,
        partition=0,
        offset=5,
    )
    mail.put(raw, Place(FUND.from_topic, 0, 5))
    mail.hear(heard(refused))

    assert faults(mail) == ""
    assert mail.refusals() == {UNREADABLE: 1}
