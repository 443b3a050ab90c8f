"""Everything the gate refuses, and that the sender alone is told of it."""

import json
from typing import Any

import pytest

from intake.domain.entry import LARGEST_VALUE
from samspil.events.answers import MessageRefused
from samspil.events.engine import BytesUnreadable
from tests.unit.intake.mail import (
    AALBORG,
    ACCEPTED,
    CPR,
    CPR_OFFICE,
    HK,
    HOURS,
    METAL,
    MOVE,
    MOVED,
    OTHER_CPR,
    PERSON,
    REGISTERED,
    REGISTRATION,
    REPORTED,
    Counter,
    hours,
    message,
    of,
    registration,
    said,
)


def without(name: str) -> dict[str, Any]:
    return {field: told for field, told in REGISTRATION.items() if field != name}


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        (message(HK, "k", "m", "unemployment-fund.member.praised.v1", {}), "unknown_type"),
        (message(HK, "k", "m", "intake.spell.closed.v1", {}), "unknown_type"),
        (message(AALBORG, "k", "m", REPORTED, HOURS), "wrong_sender"),
        (message(HK, "k", "m", MOVED, MOVE), "wrong_sender"),
        (message(HK, "k", "m", REPORTED, HOURS | {"note": "x" * LARGEST_VALUE}), "too_large"),
        (message(HK, "k", "m", REPORTED, {"month": "2026-13", "hours": 10}), "schema"),
        (message(HK, "k", "m", REPORTED, {}), "schema"),
        (registration("m", person={"cpr": "15138612"}), "schema"),
        (registration("m", person="Signe Testesen"), "schema"),
        (message(HK, "k", "m", REGISTERED, without("person")), "missing_person"),
        (registration("m", person={"cpr": "3213861234"}), "impossible_cpr"),
        (message(AALBORG, "k", "m", ACCEPTED, {"handover_id": "151386-1234"}), "personal_data"),
        (hours("m"), "unknown_case"),
        (hours("m", ce_subject="c" + "a" * 24), "unknown_citizen"),
        (message(CPR_OFFICE, "k", "m", MOVED, MOVE), "unknown_citizen"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_makes_no_sense_is_refused_with_a_word(sent: Any, word: str) -> None:
    counter = Counter()

    assert counter.reason(sent) == word
    assert not counter.register.citizens
    assert not counter.register.cases


def test_people_who_cannot_exist_are_let_in_only_where_people_are_synthetic() -> None:
    assert Counter(synthetic=False).reason(registration()) == "impossible_cpr"


def test_a_case_has_one_citizen_and_no_message_changes_it() -> None:
    counter = Counter()
    somebody_else = registration("r2", person=PERSON | {"cpr": OTHER_CPR, "name": "Anden Testesen"})

    assert counter.reason(registration(), somebody_else) == "other_citizen"
    assert len(counter.register.citizens) == 1
    assert counter.takes(hours())[0].key in counter.register.citizens


def test_a_subject_that_is_not_the_cases_citizen_is_refused() -> None:
    counter = Counter()
    first, other = counter.takes(registration(), registration("r2", "case-2", person=PERSON | {"cpr": OTHER_CPR}))

    assert counter.reason(hours("h1", "case-1", ce_subject=other.key)) == "other_citizen"
    assert counter.takes(hours("h2", "case-1", ce_subject=first.key))[0].topic == "received.v1"


def test_other_content_under_a_used_id_is_refused_however_often_it_comes() -> None:
    counter = Counter()

    assert counter.reason(registration(), registration(birth_year=1985)) == "id_reused"
    answers = counter.takes(registration(birth_year=1985), registration(key="case-9"))
    assert [each["reason"] for each in of(MessageRefused, answers)] == ["id_reused", "id_reused"]
    assert len({each.headers["ce_id"] for each in answers}) == 2


def test_a_refused_message_keeps_its_answer_when_it_comes_again() -> None:
    counter = Counter()
    counter.takes(hours("h1"))
    counter.takes(registration())

    (again,) = counter.takes(hours("h1"))
    assert again.headers["ce_type"] == "samspil.message.repeated.v1"


def test_cases_are_a_partys_own() -> None:
    assert Counter().reason(registration(), hours("h1", "case-1", METAL)) == "unknown_case"


def test_a_refusal_says_which_field_is_wrong_and_never_what_stood_in_it() -> None:
    (refused,) = Counter().takes(registration(municipality="Signe Testesen", person={"cpr": CPR + "0"}))

    detail = said(refused)["detail"]
    assert detail == "Not as the schema says: municipality: string_pattern_mismatch"
    (refused,) = Counter().takes(registration(person={"cpr": CPR + "0"}))
    assert said(refused)["detail"] == "Not as the schema says: person.cpr: string_pattern_mismatch"


def test_the_id_of_a_refusal_is_the_same_whenever_it_is_decided() -> None:
    assert Counter(offset=5).takes(hours())[0].headers["ce_id"] == Counter().takes(hours())[0].headers["ce_id"]


def changed(**headers: bytes | None) -> Any:
    """The registration with these headers; an empty one is left out."""
    topic, key, envelope, value = registration()
    return topic, key, {name: text for name, text in (envelope | headers).items() if text != b""}, value


TOPIC, KEY, HEADERS, VALUE = registration()


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        (changed(ce_id=b""), "no_ce_id"),
        (changed(ce_type=b""), "no_ce_type"),
        (changed(ce_time=b""), "no_ce_time"),
        (changed(ce_time=b"yesterday"), "ce_time_is_no_moment"),
        (changed(ce_time=b"2026-08-03T12:00:00"), "ce_time_is_no_moment"),
        (changed(ce_time=b"1969-12-31T23:59:59Z"), "ce_time_is_no_moment"),
        (changed(ce_time=b"9999-12-31T23:59:59-14:00"), "ce_time_is_no_moment"),
        (changed(ce_id=b"a\x00b"), "header_not_plain"),
        (changed(ce_id=b"x" * 257), "header_not_plain"),
        (changed(ce_subject=b"\xff"), "header_not_text"),
        (changed(anything=b"\xff"), "header_not_text"),
        (changed(anything=None), "header_not_text"),
        ((TOPIC, None, HEADERS, VALUE), "no_key"),
        ((TOPIC, b"", HEADERS, VALUE), "no_key"),
        ((TOPIC, b"\xff", HEADERS, VALUE), "key_not_text"),
        ((TOPIC, b"a\nb", HEADERS, VALUE), "key_not_plain"),
        ((TOPIC, KEY, HEADERS, None), "no_value"),
        ((TOPIC, KEY, HEADERS, b""), "no_value"),
        ((TOPIC, KEY, HEADERS, b"{"), "value_is_no_object"),
        ((TOPIC, KEY, HEADERS, b"[1]"), "value_is_no_object"),
        ((TOPIC, KEY, HEADERS, b"[" * 50_000), "value_is_no_object"),
        ((TOPIC, KEY, HEADERS, b'{"a": "\\ud800"}'), "value_is_no_object"),
        ((TOPIC, KEY, HEADERS, VALUE + b"\xff"), "value_is_no_object"),
        (registration(key=CPR), "personal_data_in_envelope"),
        (registration("151386-1234"), "personal_data_in_envelope"),
        (registration("registration of signe testesen"), "personal_data_in_envelope"),
        (hours(key=CPR), "personal_data_in_envelope"),
    ],
)
def test_what_cannot_be_read_becomes_a_dead_letter_and_the_sender_hears_where_it_was(sent: Any, error: str) -> None:
    counter = Counter()
    dead, refused = counter.takes(sent)
    place = {"topic": HK, "partition": 0, "offset": 1}

    fingerprint = said(dead)["sha256"]
    assert dead.topic == "intake.dead-letters.v1"
    assert said(dead) == place | {"sha256": fingerprint, "error": error}
    assert refused.topic == "to.unemployment-fund.hk.v1"
    assert said(refused).items() >= (place | {"reason": "unreadable"}).items()
    assert list(counter.register.unreadable) == [fingerprint]
    assert not counter.register.received


def test_the_answer_names_the_message_as_far_as_it_could_be_read() -> None:
    _, refused = Counter().takes((TOPIC, KEY, HEADERS, b"{"))
    assert (said(refused)["message_id"], said(refused)["message_type"]) == ("r1", REGISTERED)

    _, refused = Counter().takes(registration(CPR))
    assert (said(refused)["message_id"], said(refused)["message_type"]) == ("", REGISTERED)


def test_bytes_on_a_topic_of_no_party_have_nobody_to_be_answered_to() -> None:
    (dead,) = Counter().takes(("from.somewhere.v1", KEY, HEADERS, VALUE))

    assert of(BytesUnreadable, [dead])[0]["error"] == "unknown_sender"


def test_the_unreadable_bytes_lie_in_the_vault_as_they_came() -> None:
    counter = Counter()
    counter.takes((TOPIC, None, {"a": None, "b": b"\xff"}, b"\x00"))

    (kept,) = counter.register.unreadable.values()
    assert json.loads(kept) == {"key": None, "headers": [["a", None], ["b", "/w=="]], "value": "AA=="}
