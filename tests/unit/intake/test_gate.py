"""What goes in at the gate, about whom, and how it looks inside."""

import pytest

from samspil.events.answers import MessageRepeated
from tests.unit.intake.mail import (
    AALBORG,
    ACCEPTED,
    CPR,
    CPR_OFFICE,
    METAL,
    MOVE,
    MOVED,
    OPERATORS,
    OTHER_CPR,
    PERSON,
    REGISTRATION,
    Counter,
    hours,
    message,
    of,
    registration,
    said,
)


def citizens(counter: Counter, *messages: object) -> list[str]:
    """The citizens whom these messages, all of which go in, are about."""
    admitted = counter.takes(*messages)
    assert {each.topic for each in admitted} == {"received.v1"}, admitted
    return [each.key for each in admitted]


def test_a_registration_goes_in_under_a_pseudonym_and_without_its_person() -> None:
    (admitted,) = Counter().takes(registration())

    assert admitted.topic == "received.v1"
    assert admitted.key.startswith("c")
    assert len(admitted.key) == 25
    assert said(admitted).keys() == (REGISTRATION.keys() - {"person"}) | {"needs", "form_preference", "trials"}


def test_the_envelope_keeps_id_type_and_time_and_names_the_proved_sender() -> None:
    (admitted,) = Counter().takes(registration())

    assert {name: admitted.headers[name] for name in ("ce_id", "ce_type", "ce_time", "ce_source", "ce_subject")} == {
        "ce_id": "r1",
        "ce_type": "unemployment-fund.member.registered.v1",
        "ce_time": "2026-08-03T12:00:00+00:00",
        "ce_source": "/unemployment-fund/hk",
        "ce_subject": admitted.key,
    }


def test_a_field_that_nobody_asked_for_stays_outside() -> None:
    (admitted,) = Counter().takes(registration(nickname="Signe Testesen"))

    assert "nickname" not in said(admitted)


def test_the_same_first_message_gives_the_same_pseudonym_in_every_country() -> None:
    assert citizens(Counter(), registration()) == citizens(Counter(), registration())


def test_a_known_person_is_the_same_citizen_for_every_fund_and_in_every_case() -> None:
    first, again, other = citizens(
        Counter(), registration(), registration("r2", "case-2"), registration("r1", "m-1", METAL)
    )

    assert first == again == other


def test_somebody_else_is_another_citizen() -> None:
    first, other = citizens(Counter(), registration(), registration("r2", "case-2", person=PERSON | {"cpr": OTHER_CPR}))

    assert first != other


@pytest.mark.parametrize("batches", [1, 2])
def test_a_case_is_known_after_its_first_message_also_within_a_batch(batches: int) -> None:
    counter = Counter()
    if batches == 1:
        first, second = citizens(counter, registration(), hours())
    else:
        (first,), (second,) = citizens(counter, registration()), citizens(counter, hours())

    assert first == second


def test_a_party_without_a_case_names_the_citizen_once_and_its_case_is_bound() -> None:
    counter = Counter()
    (citizen,) = citizens(counter, registration())

    named = message(AALBORG, "jc-7", "a1", ACCEPTED, {"handover_id": "x"}, ce_subject=citizen)
    later = message(AALBORG, "jc-7", "a2", ACCEPTED, {"handover_id": "x"})

    assert citizens(counter, named, later) == [citizen, citizen]


def test_the_civil_registration_names_people_by_their_number() -> None:
    counter = Counter()

    first, moved = citizens(counter, registration(), message(CPR_OFFICE, "p-1", "c1", MOVED, MOVE))

    assert first == moved


def test_operators_name_the_citizen_in_the_subject() -> None:
    counter = Counter()
    (citizen,) = citizens(counter, registration())
    order = {"stage": "intake", "fold": "citizen", "note": "mended the date"}

    told = message(OPERATORS, citizen, "o1", "operations.parked.released.v1", order, ce_subject=citizen)

    (admitted,) = counter.takes(told)
    assert (admitted.key, admitted.headers["ce_source"]) == (citizen, "/operations")


def test_what_is_told_later_of_a_person_is_added_and_nothing_is_forgotten() -> None:
    counter = Counter()
    news = {"cpr": CPR, "address": "Ny Vej 2, Aarhus", "phone": "12345678"}

    (citizen, _) = citizens(counter, registration(), registration("r2", person=news))

    assert counter.register.persons[citizen].model_dump() == PERSON | news


def test_order_is_kept() -> None:
    sent = [registration(), *(hours(f"h{n}") for n in range(20))]

    assert [each.headers["ce_id"] for each in Counter().takes(*sent)] == ["r1", *(f"h{n}" for n in range(20))]


def test_a_case_is_on_the_journey_of_its_latest_registration() -> None:
    first, during, second, after = Counter().takes(registration(), hours("h1"), registration("r2"), hours("h2"))
    journeys = [each.headers["ce_correlationid"] for each in (first, during, second, after)]

    assert journeys[0] == journeys[1] != journeys[2] == journeys[3]


def test_a_case_that_registered_nobody_is_on_the_citizens_latest_journey() -> None:
    counter = Counter()
    first, moved, second, moved_again = counter.takes(
        registration(),
        message(CPR_OFFICE, "p-1", "c1", MOVED, MOVE),
        registration("r2", "m-1", METAL),
        message(CPR_OFFICE, "p-1", "c2", MOVED, MOVE),
    )
    journeys = [each.headers["ce_correlationid"] for each in (first, moved, second, moved_again)]

    assert journeys[0] == journeys[1] != journeys[2] == journeys[3]


def test_a_sound_trace_is_kept_and_any_other_is_begun_anew_in_the_same_way() -> None:
    sound = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    counter = Counter()
    counter.takes(registration())

    kept, begun, nonsense = counter.takes(
        hours("h1", traceparent=sound), hours("h2"), hours("h3", traceparent="00-" + "0" * 32 + "-" + "0" * 16 + "-01")
    )
    (again,) = Counter(counter.register).takes(hours("h2"))

    assert kept.headers["traceparent"] == sound
    assert len({each.headers["traceparent"] for each in (kept, begun, nonsense)}) == 3
    assert again.headers["traceparent"] == begun.headers["traceparent"]


@pytest.mark.parametrize("batches", [1, 2])
def test_the_same_message_again_is_told_when_it_was_first_received(batches: int) -> None:
    counter = Counter()
    answers = [each for batch in range(batches) for each in counter.takes(*[registration()] * (3 - batches))]

    repeated = of(MessageRepeated, answers)
    assert len(answers) == 2
    assert repeated[0] == {
        "message_id": "r1",
        "message_type": "unemployment-fund.member.registered.v1",
        "first_received": "2026-08-03T12:00:01+00:00",
    }


def test_every_repetition_has_an_answer_with_an_id_of_its_own() -> None:
    _, *repeated = Counter().takes(*[registration()] * 4)

    assert len({each.headers["ce_id"] for each in repeated}) == 3


def test_ids_count_per_sender() -> None:
    assert len(citizens(Counter(), registration("x", "case-1"), registration("x", "case-1", METAL))) == 2
