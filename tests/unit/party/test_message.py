"""What a party tells becomes a record that the gate can read, or is refused before it leaves."""

import json
from datetime import UTC, date, datetime

import pytest
from opentelemetry.sdk.trace import TracerProvider

from samspil.events.event import OutsideEvent, Person
from samspil.events.jobcentre import HandoverAccepted
from samspil.events.unemployment_fund import MemberRegistered, SpellEnded
from samspil.events.values import EndReason
from samspil.party import Message
from samspil.party.message import record_of
from samspil.reference.parties import Party

FUND = Party("unemployment-fund", "hk")
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
ENDED = SpellEnded(ended_on=date(2026, 7, 1), reason=EndReason.JOB)
REGISTERED = MemberRegistered.model_validate(
    {
        "unemployed_from": "2026-07-01",
        "municipality": "0851",
        "insurance": "full_time",
        "hours_before": 0,
        "birth_year": 1990,
    }
)
PERSON = Person(cpr="1513901234", name="Åse Jensen")


def test_the_case_is_the_key_and_the_envelope_travels_in_headers() -> None:
    record = record_of(Message(told=ENDED, case="A-17", citizen="c1", message_id="m1", time=NOON), FUND)

    assert record.topic == "from.unemployment-fund.hk.v1"
    assert record.key == b"A-17"
    assert record.headers == {
        "ce_specversion": "1.0",
        "ce_id": "m1",
        "ce_source": "/unemployment-fund/hk",
        "ce_type": "unemployment-fund.spell.ended.v1",
        "ce_time": "2026-07-01T12:00:00+00:00",
        "ce_dataschema": "urn:samspil:schema:unemployment-fund.spell.ended.v1",
        "ce_subject": "c1",
        "content-type": "application/json",
    }


def test_the_person_stands_beside_the_fields_without_what_was_not_told() -> None:
    value = json.loads(record_of(Message(told=REGISTERED, case="A-17", person=PERSON), FUND).value)

    assert value["person"] == {"cpr": "1513901234", "name": "Åse Jensen"}
    assert value["municipality"] == "0851"


def test_a_message_without_an_id_and_a_time_gets_new_ones() -> None:
    first, second = (record_of(Message(told=ENDED, case="A-17"), FUND).headers for _ in range(2))

    assert first["ce_id"] != second["ce_id"]
    assert datetime.fromisoformat(first["ce_time"]).tzinfo is not None


def test_the_trace_of_the_caller_goes_on() -> None:
    with TracerProvider().get_tracer("test").start_as_current_span("work") as span:
        headers = record_of(Message(told=ENDED, case="A-17"), FUND).headers

    assert headers["traceparent"].split("-")[1] == f"{span.get_span_context().trace_id:032x}"


@pytest.mark.parametrize(
    ("told", "person", "case", "problem"),
    [
        (HandoverAccepted(handover_id="h1"), None, "A-17", "told by a party of the kind jobcentre"),
        (REGISTERED, None, "A-17", "MemberRegistered needs person"),
        (ENDED, PERSON, "A-17", "SpellEnded carries no person"),
        (ENDED, None, "", "belongs to a case"),
    ],
)
def test_what_would_be_refused_out_of_hand_is_not_sent(
    told: OutsideEvent, person: Person | None, case: str, problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        record_of(Message(told=told, person=person, case=case), FUND)


def test_a_time_without_a_zone_is_not_sent() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        record_of(Message(told=ENDED, case="A-17", time=NOON.replace(tzinfo=None)), FUND)
