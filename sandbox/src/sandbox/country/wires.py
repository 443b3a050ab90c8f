"""The country on real Kafka: parties speak and listen through the party kit, and nobody looks at the wall clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import date
from typing import Final, Protocol

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from samspil.clock import monotonic, new_id
from samspil.events import answers, contact_course, handover, responsibility
from samspil.events.engine import DayBegun
from samspil.events.event import Event
from samspil.party import Envelope, Message, PartyApp
from samspil.topics import CLOCK
from sandbox.country.conductor import Unsettled
from sandbox.country.country import Country
from sandbox.country.hearing import Heard
from sandbox.country.mail import Place
from sandbox.country.observer import Observer
from sandbox.country.observing import Observations
from sandbox.country.population import parties
from sandbox.country.saying import Saying

PATIENCE: Final = 60.0
"""Seconds after which a day that does not end is given up."""
HOPE: Final = 1.0
"""Seconds in which answers come as a rule. Those of parked citizens do not."""
POLL: Final = 0.02
LONGEST_REST: Final = 0.1

TOLD: Final[tuple[type[Event], ...]] = (
    answers.MessageAccepted,
    answers.MessageRefused,
    answers.MessageRepeated,
    contact_course.MeetingInvited,
    contact_course.MeetingRescheduled,
    contact_course.MeetingWaived,
    handover.PackageDelivered,
    handover.HandoverReminded,
    responsibility.ResponsibilityMoved,
    responsibility.ResponsibilityEnded,
)
"""What the country's parties act on; whatever else they are told is only noted."""


class Standing(Protocol):
    """Where all services stand."""

    @property
    def numbered(self) -> Mapping[str, int]:
        """How many records were numbered for each `topic/partition`."""
        ...

    def pending(self, day: date, produced: Mapping[str, int]) -> list[str]:
        """What is not done yet; empty once everything is. `produced` is the next offset by `topic/partition`."""
        ...


class Services(Protocol):
    """The running services, as far as a conductor may ask them."""

    @property
    def kafka(self) -> str: ...

    @property
    def lanes(self) -> int: ...

    async def status(self) -> Standing:
        """Where they stand now."""
        ...


class OnKafka:
    """A `World` on real topics."""

    def __init__(
        self,
        services: Services,
        country: Country,
        seen: Observations,
        strangers: Collection[str] = (),
        outside: Callable[[Saying], Saying] = lambda saying: saying,
    ) -> None:
        """`strangers` are citizens that are no business of the country; `outside` names its own as the services do."""
        self.services = services
        self.country = country
        self._strangers = frozenset(strangers)
        self._outside = outside
        self._group = f"samspil-country-{new_id()}"
        self._anything = asyncio.Event()
        self.heard: dict[str, int] = {party.to_topic: 0 for party in parties()}
        """How many records each party was told since its topic was made; the kit hands out each one once."""
        self.heard_before = 0
        """How many of them were told before the country began."""
        self.produced: dict[str, int] = {}
        self.standing: Standing | None = None
        """Where the services stood when they were asked last."""
        self._rest = POLL
        """About how long it takes from the last news until all is done: asking costs the services time."""
        self.seen = seen
        self.observer = Observer(services.kafka, services.lanes, seen, self._anything.set)
        self._kit = PartyApp(*(str(party) for party in parties()), bootstrap_servers=services.kafka, group=self._group)
        self._raw = AIOKafkaProducer(bootstrap_servers=services.kafka, acks="all", enable_idempotence=True)
        for event in TOLD:
            self._kit.on(event)(self._hear)
        self._kit.on_unknown(self._note)

    @property
    def told(self) -> int:
        """How many records the country's parties were told."""
        return sum(self.heard.values()) - self.heard_before

    async def start(self) -> None:
        """Connect everything; what lies in the topics already is passed over."""
        numbered = (await self.services.status()).numbered
        self.heard = {topic: numbered.get(f"{topic}/0", 0) for topic in self.heard}
        self.heard_before = sum(self.heard.values())
        await listen_from_here(self.services.kafka, self._group, list(self.heard))
        await self._raw.start()
        await self.observer.start()
        await self._kit.start()

    async def stop(self) -> None:
        """Disconnect everything."""
        await self._kit.stop()
        await self.observer.stop()
        await self._raw.stop()

    async def begin(self, day: date) -> None:
        place = await self._put(CLOCK.name, None, (), DayBegun(day=day).written())
        self._produced(place)

    async def tell(self, sayings: list[Saying]) -> list[Place]:
        """What the kit would not send, for it is no message, is put there by hand."""
        messages = [message_of(self._outside(saying)) for saying in sayings if saying.raw is None]
        sound = iter(await self._kit.tell_many(messages))
        places = []
        for saying in sayings:
            if saying.raw:
                raw = saying.raw
                place = await self._put(saying.party.from_topic, raw.key, raw.headers, raw.value)
            else:
                told = next(sound)
                place = Place(told.topic, told.partition, told.offset)
            self._produced(place)
            places.append(place)
        return places

    async def settle(self, day: date) -> None:
        deadline = monotonic() + PATIENCE
        await self._news(lambda: self.seen.finished(day, self.services.lanes), PATIENCE)
        await self._news(lambda: self.country.mail.awaited == 0, HOPE)
        await asyncio.sleep(self._rest)
        asked = 1
        while left := await self._pending(day):
            if monotonic() > deadline:
                raise Unsettled(f"{day} does not end within {PATIENCE:.0f} s:\n  " + "\n  ".join(left))
            await asyncio.sleep(POLL)
            asked += 1
        self._rest = min(LONGEST_REST, self._rest * (0.7 if asked == 1 else 1.1 if asked > 2 else 1.0))

    async def observe(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self.observer.caught_up()
        except TimeoutError:
            raise Unsettled("The observer does not reach the end of the services' topics") from None

    async def _news(self, holds: Callable[[], bool], patience: float) -> None:
        """Wait until it holds, looking again at each thing seen or heard; a hint, not a proof."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while not holds():
                    self._anything.clear()
                    await self._anything.wait()

    async def _pending(self, day: date) -> list[str]:
        """What is not done or not heard yet, a line each."""
        self.standing = status = await self.services.status()
        told = ((topic, status.numbered.get(f"{topic}/0", 0)) for topic in self.heard)
        unheard = [f"{topic}: {self.heard[topic]} of {many} heard" for topic, many in told if self.heard[topic] != many]
        return [*status.pending(day, self.produced), *unheard]

    async def _hear(self, told: Event, envelope: Envelope) -> None:
        if envelope.subject not in self._strangers:
            self.country.hear(Heard(envelope.party, envelope.id, envelope.subject, envelope.time, told))
        self._count(envelope)

    async def _note(self, value: bytes, envelope: Envelope) -> None:
        self._count(envelope)

    def _count(self, envelope: Envelope) -> None:
        self.heard[envelope.topic] += 1
        self._anything.set()

    async def _put(self, topic: str, key: bytes | None, headers: tuple[tuple[str, bytes], ...], value: bytes) -> Place:
        told = await self._raw.send_and_wait(topic, value, key=key, headers=list(headers), partition=0)
        return Place(told.topic, told.partition, told.offset)

    def _produced(self, place: Place) -> None:
        self.produced[f"{place.topic}/{place.partition}"] = place.offset + 1


def message_of(saying: Saying) -> Message:
    """The saying as the kit takes it."""
    assert saying.event is not None
    return Message(
        told=saying.event,
        case=saying.case,
        person=saying.person,
        citizen=saying.citizen,
        message_id=saying.id,
        time=saying.time,
        as_party=str(saying.party),
    )


async def listen_from_here(bootstrap: str, group: str, topics: list[str]) -> None:
    """Let a new group of readers begin where the topics end now: what was told before was told to others."""
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
    await consumer.start()
    try:
        partitions = [TopicPartition(topic, 0) for topic in topics]
        consumer.assign(partitions)
        await consumer.commit(await consumer.end_offsets(partitions))
    finally:
        await consumer.stop()


@asynccontextmanager
async def on_kafka(
    services: Services,
    country: Country,
    seen: Observations,
    strangers: Collection[str] = (),
    outside: Callable[[Saying], Saying] = lambda saying: saying,
) -> AsyncIterator[OnKafka]:
    """A connected `OnKafka`, disconnected at the end."""
    world = OnKafka(services, country, seen, strangers, outside)
    async with AsyncExitStack() as exits:
        exits.push_async_callback(world.stop)
        await world.start()
        yield world
