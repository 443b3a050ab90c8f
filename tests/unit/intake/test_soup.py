"""Whatever comes in on a party's topic: the gate never fails, answers everything once, and lets nobody's name out."""

import json
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from intake.domain.names import Names
from intake.gate import Gate
from intake.gateways.memory import MemoryRegister
from samspil.flow.gatekeeper import Admission, Arrival
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
    NOON,
    OPERATORS,
    OTHER_CPR,
    PERSON,
    REGISTERED,
    REGISTRATION,
    REPORTED,
)

OTHER = {"cpr": OTHER_CPR, "name": "Anden Testesen", "address": "Prøvevej 99", "email": "anden@test.example"}
PRIVATE = [told for person in (PERSON, OTHER) for told in person.values()]

TELLING = [CPR, "151386-1234", f"for {CPR}", "Signe Testesen", "ref prøvegade 1, aalborg", "SIGNE@test.example"]
"""Names that give the person away: some of them only beside the person, so they are put there only."""

SOUND = [
    (HK, REGISTERED, REGISTRATION),
    (METAL, REGISTERED, REGISTRATION | {"person": OTHER}),
    (HK, REPORTED, HOURS),
    (CPR_OFFICE, MOVED, MOVE),
    (AALBORG, ACCEPTED, {"handover_id": "x"}),
    (OPERATORS, "operations.parked.discarded.v1", {"stage": "intake", "fold": "citizen", "note": "gone"}),
]
MADE_UP: list[dict[str, Any]] = [
    {"handover_id": CPR},
    {"handover_id": "x", "person": PERSON},
    HOURS | {"person": PERSON, "month": PERSON["name"]},
    REGISTRATION | {"person": PERSON | {"cpr": "123"}, "municipality": PERSON["name"]},
    REGISTRATION | {"unemployed_from": None, "nickname": PERSON["name"], PERSON["name"]: 1},
    MOVE | {"person": OTHER, "municipality": "12"},
    {},
]
HEADERS: dict[str, list[str]] = {
    "ce_id": ["\x00", "y" * 400, ""],
    "ce_type": ["nonsense", "x" * 300, "", REGISTERED, MOVED],
    "ce_time": ["2026-08-03T12:00:00Z", "2026-08-03", "0001-01-01T00:00:00+14:00", "never"],
    "ce_subject": ["c" + "a" * 24, CPR],
    "traceparent": ["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "none"],
}
IDS = st.sampled_from(["m1", "m2", "m3", "m4"])
CASES = st.sampled_from(["a", "b"])


@st.composite
def messages(draw: st.DrawFn) -> tuple[str, tuple[bytes | None, dict[str, bytes | None], bytes | None]]:
    """A sound message, more often than not with something wrong in it."""
    topic, type_, fields = draw(st.sampled_from(SOUND))
    key, headers = draw(CASES), {"ce_id": draw(IDS), "ce_type": type_, "ce_time": NOON.isoformat()}
    wrong = draw(st.sampled_from(["nothing", "nothing", "header", "fields", "telling", "cut", "bytes"]))
    if wrong == "header":
        name = draw(st.sampled_from(sorted(HEADERS)))
        headers[name] = draw(st.sampled_from(HEADERS[name]))
    if wrong == "fields":
        fields = draw(st.sampled_from(MADE_UP))
    if wrong == "telling":
        fields = REGISTRATION
        key, headers["ce_id"] = draw(st.permutations([key, draw(st.sampled_from(TELLING))]))
    value = json.dumps(fields, ensure_ascii=draw(st.booleans())).encode()
    encoded: dict[str, bytes | None] = {name: text.encode() for name, text in headers.items()}
    if wrong == "bytes":
        encoded[draw(st.sampled_from(["ce_id", "reply_to"]))] = draw(st.none() | st.binary())
    return topic, (key.encode(), encoded, value[: len(value) // 2] if wrong == "cut" else value)


BYTES = st.tuples(
    st.none() | st.binary(max_size=20),
    st.dictionaries(st.text(max_size=10), st.none() | st.binary(max_size=20), max_size=5),
    st.none() | st.binary(max_size=50),
)
SOUP = st.lists(messages() | st.tuples(st.sampled_from([HK, "from.nobody.v1"]), BYTES), max_size=12)


def arrivals_of(soup: list[Any]) -> list[Arrival]:
    return [
        Arrival(topic, 0, number, key, tuple(headers.items()), value, NOON + timedelta(seconds=number))
        for number, (topic, (key, headers, value)) in enumerate(soup)
    ]


def gate() -> Gate:
    return Gate(MemoryRegister(), Names(b"k" * 32), synthetic=True)


def admit(gate: Gate, arrivals: list[Arrival]) -> list[Admission]:
    try:
        gate.admit(None, arrivals).send(None)
    except StopIteration as finished:
        return list(finished.value)
    raise AssertionError("a gate without a database waits for nothing")


def outcome(arrival: Arrival, admissions: list[Admission]) -> str:
    """The one thing that became of an arrival, by its records."""
    back = arrival.topic.replace("from.", "to.", 1)
    match [(each.topic, each.headers["ce_type"].removeprefix("samspil.message.")) for each in admissions]:
        case [("received.v1", _)]:
            return "admitted"
        case [(topic, "refused.v1" | "repeated.v1" as answer)] if topic == back:
            return answer
        case [("intake.dead-letters.v1", "intake.bytes.quarantined.v1"), (topic, "refused.v1")] if topic == back:
            return "unreadable"
        case [("intake.dead-letters.v1", "intake.bytes.quarantined.v1")] if arrival.topic == "from.nobody.v1":
            return "unreadable"
    raise AssertionError(admissions)


@given(SOUP)
def test_every_arrival_has_exactly_one_outcome_however_the_soup_is_cut_into_batches(soup: list[Any]) -> None:
    arrivals, one_by_one, register = arrivals_of(soup), gate(), []
    for arrival in arrivals:
        admissions = admit(one_by_one, [arrival])
        assert outcome(arrival, admissions)
        register += admissions

    assert admit(gate(), arrivals) == register


@given(SOUP)
def test_nobodys_number_name_or_address_leaves_the_gate(soup: list[Any]) -> None:
    admissions = admit(gate(), arrivals_of(soup))

    out = "\n".join(f"{each!r}\n{each.value.decode()}" for each in admissions).casefold()
    assert not [told for told in PRIVATE if told.casefold() in out]


@given(SOUP)
def test_what_the_gate_knows_shows_nobody_when_it_is_printed(soup: list[Any]) -> None:
    counter = gate()
    admit(counter, arrivals_of(soup))

    assert not [told for told in PRIVATE if told in repr(counter)]


def test_the_soup_has_everything_in_it() -> None:
    """A property over soup that is all bones proves nothing: here is what is fished out of it."""
    seen: set[str] = set()

    @given(SOUP)
    def fish(soup: list[Any]) -> None:
        one_by_one = gate()
        seen.update(outcome(each, admit(one_by_one, [each])) for each in arrivals_of(soup))

    fish()
    assert seen == {"admitted", "refused.v1", "repeated.v1", "unreadable"}
