"""The system of a fund or a jobcentre, as far as it talks with Samspil."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from faststream.security import BaseSecurity

from samspil.events.event import OutsideEvent, Person
from samspil.events.handover import PackageDelivered
from samspil.party.handlers import E, Handler, Handlers, UnknownHandler
from samspil.party.listening import Listener
from samspil.party.message import Message
from samspil.party.packages import open_package
from samspil.party.telling import Teller, Told
from samspil.reference.parties import Party


class PartyApp:
    """Tells what a party has to say and hands what it is told to typed handlers.

        party = PartyApp("/unemployment-fund/hk", bootstrap_servers="localhost:9092")

        @party.on(MessageRefused)
        async def on_message_refused(told: MessageRefused, envelope: Envelope) -> None: ...

    Handlers are called in order for each party, at least once for each event: one that raises is called again with
    the same event until it succeeds, and after a restart the last events may come again. `group` names the readers
    that share the work. One process may speak for several parties; it then says `as_party`, and finds in
    `envelope.party` who was told. Nothing connects before `start` or `run`; an app without handlers only tells, and
    leaves what comes in to those that have some.
    """

    def __init__(
        self,
        *parties: str,
        bootstrap_servers: str,
        private_key: Mapping[str, Any] | None = None,
        group: str | None = None,
        security: BaseSecurity | None = None,
    ) -> None:
        if not parties:
            raise ValueError("name the party that this system belongs to, like /unemployment-fund/hk")
        self.parties = tuple(Party.parse(text) for text in dict.fromkeys(parties))
        self._private_key = private_key
        self._handlers = Handlers()
        group = group or (f"samspil{self.parties[0]}" if len(self.parties) == 1 else "samspil/parties")
        topics = [party.to_topic for party in self.parties]
        self._listener = Listener(bootstrap_servers, topics, group, self._handlers.handle, security)
        self._teller = Teller(bootstrap_servers, self.parties, security)

    def on(self, event: type[E]) -> Callable[[Handler[E]], Handler[E]]:
        """Decorates the handler of an event class. Raises ValueError where it has one already."""
        return self._handlers.on(event)

    def on_unknown(self, handler: UnknownHandler) -> UnknownHandler:
        """Decorates the function that gets the bytes of every event without a handler. Default: it is logged."""
        return self._handlers.on_unknown(handler)

    async def tell(  # noqa: PLR0913  # a message has these parts, and they are named
        self,
        told: OutsideEvent,
        *,
        case: str,
        person: Person | None = None,
        citizen: str | None = None,
        message_id: str | None = None,
        time: datetime | None = None,
        as_party: str | None = None,
    ) -> Told:
        """Tell one message and wait until Kafka has it. `Message` says what the arguments mean.

        Raises ValueError for what Samspil would refuse out of hand, KafkaError where Kafka did not confirm: tell it
        again with the same `message_id`. Calls that run side by side are written in the order they were made.
        """
        message = Message(
            told=told,
            case=case,
            person=person,
            citizen=citizen,
            message_id=message_id,
            time=time,
            as_party=as_party,
        )
        return (await self._teller.tell([message]))[0]

    async def tell_many(self, messages: Sequence[Message]) -> list[Told]:
        """Tell all in order, in as few batches as can be. Raises like `tell`; nothing is sent if one is unsound."""
        return await self._teller.tell(messages)

    def open(self, told: PackageDelivered) -> dict[str, Any]:
        """What is inside a package, opened with the key that this app was given. Raises ValueError without one."""
        if self._private_key is None:
            raise ValueError("this app was given no private_key")
        return open_package(told, self._private_key)

    async def start(self) -> None:
        """Connect, and handle what comes in. Raises LookupError where Samspil has not made the party's topics."""
        try:
            await self._teller.start()
            if self._handlers:
                await self._listener.start()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Let running handlers end, keep their places, disconnect."""
        await self._listener.stop()
        await self._teller.stop()

    async def run(self) -> None:
        """Start, and stop on SIGINT or SIGTERM."""
        told_to_stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, told_to_stop.set)
        await self.start()
        await told_to_stop.wait()
        await self.stop()
