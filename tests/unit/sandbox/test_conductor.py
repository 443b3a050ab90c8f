"""The next day waits until everybody has said everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from samspil.events.answers import MessageAccepted
from samspil.events.engine import KeyParked
from samspil.reference.parties import Party
from sandbox.country.conductor import Conductor, Unsettled
from sandbox.country.country import Country
from sandbox.country.hearing import Heard
from sandbox.country.life import Period
from sandbox.country.mail import Place
from sandbox.country.observing import Observations, Seen
from sandbox.country.population import parties
from sandbox.country.report import unanswered_because_parked
from sandbox.country.saying import Saying

FIRST, LAST = date(2026, 7, 1), date(2026, 7, 10)
Answer = Callable[[Saying, "Fake"], None]


class Fake:
    """A world that writes down what happens to it and answers as it is told to."""

    def __init__(self, country: Country, answer: Answer) -> None:
        self.country = country
        self.answer = answer
        self.happened: list[str] = []
        self.sent: list[Saying] = []
        self.stuck_on: date | None = None
        self.observed = 0

    async def begin(self, day: date) -> None:
        self.happened.append(f"begin {day}")

    async def tell(self, sayings: list[Saying]) -> list[Place]:
        self.happened.append("tell")
        self.sent += sayings
        for saying in sayings:
            self.answer(saying, self)
        return [Place(saying.party.from_topic, 0, number) for number, saying in enumerate(sayings)]

    async def settle(self, day: date) -> None:
        self.happened.append("settle")
        if day == self.stuck_on:
            raise Unsettled("handover lane 3 has read 4 of 5")

    async def observe(self) -> None:
        self.observed += 1


def accepted(saying: Saying, world: Fake) -> None:
    event = MessageAccepted(message_id=saying.id, message_type=saying.type, citizen_id=f"c{saying.number}")
    world.country.hear(Heard(saying.party, "e", f"c{saying.number}", saying.time, event))


def silent(saying: Saying, world: Fake) -> None:
    pass


def conductor(answer: Answer = accepted, citizens: int = 5) -> tuple[Conductor, Fake]:
    opens: dict[Party, Any] = {party: lambda told: {} for party in parties()}
    country = Country(citizens, Period(FIRST, LAST), 7, opens)
    world = Fake(country, answer)
    return Conductor(country, world, Observations()), world


async def test_each_day_is_settled_before_anybody_speaks_and_before_the_next_one_begins() -> None:
    played, world = conductor()
    await played.play()

    said = "".join({"begin": "b", "tell": "t", "settle": "s"}[each.split()[0]] for each in world.happened)
    assert said.count("b") == 10
    assert set(said.split("b")[1:]) <= {"s", "sts"}
    assert "sts" in said


async def test_a_day_that_does_not_end_stops_the_play() -> None:
    played, world = conductor()
    world.stuck_on = date(2026, 7, 3)

    with pytest.raises(Unsettled, match="4 of 5"):
        await played.play()

    assert world.happened[-2:] == ["begin 2026-07-03", "settle"]


async def test_messages_without_an_answer_are_broken_promises_on_their_day() -> None:
    played, _ = conductor(silent)
    await played.play_day(FIRST)

    assert played.faults
    assert all("has no answer" in fault for fault in played.faults)


async def test_a_message_of_a_parked_citizen_breaks_no_promise_and_is_counted_as_parked() -> None:
    played, world = conductor(silent)

    async def observe() -> None:
        for number, saying in enumerate(world.sent):
            source, time = str(saying.party), saying.time
            received = Seen("received.v1", 0, number + 1, saying.id, source, "c1", time, None)
            played.seen.keep(received)
        parked = KeyParked(stage="intake", fold="citizen", event_id="", event_type="", error="", attempts=1)
        played.seen.keep(Seen("intake.v1", 0, 1, "p", "/samspil/intake", "c1", time, parked))

    world.observe = observe  # type: ignore[method-assign]  # this world has somebody parked
    await played.play_day(FIRST)

    assert world.sent
    assert played.faults == []
    assert unanswered_because_parked(played.books(FIRST)) == len(world.sent)
