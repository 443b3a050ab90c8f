"""Which function handles which event."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from samspil.events.event import Event
from samspil.party.envelope import Envelope

E = TypeVar("E", bound=Event)
Handler = Callable[[E, Envelope], Awaitable[None]]
UnknownHandler = Callable[[bytes, Envelope], Awaitable[None]]

log = logging.getLogger(__name__)


class Handlers:
    """The table of a party's handlers, one for each event class, and one for everything else."""

    def __init__(self) -> None:
        self._by_type: dict[str, tuple[type[Event], Handler[Any]]] = {}
        self._unknown: UnknownHandler = _log_unknown

    def __bool__(self) -> bool:
        """Whether anybody wants to hear anything."""
        return bool(self._by_type) or self._unknown is not _log_unknown

    def on(self, event: type[E]) -> Callable[[Handler[E]], Handler[E]]:
        """Register the decorated function for an event class. Raises ValueError for a second one."""

        def register(handler: Handler[E]) -> Handler[E]:
            if event.type in self._by_type:
                raise ValueError(f"{event.__name__} has a handler already")
            self._by_type[event.type] = (event, handler)
            return handler

        return register

    def on_unknown(self, handler: UnknownHandler) -> UnknownHandler:
        """Register the function that gets the bytes of everything that has no handler of its own."""
        self._unknown = handler
        return handler

    async def handle(self, value: bytes, envelope: Envelope) -> None:
        """Give one event to its handler. Raises what the handler raises."""
        known = self._by_type.get(envelope.type)
        if known is None:
            return await self._unknown(value, envelope)
        event, handler = known
        try:
            told = event.read(value)
        except ValidationError:
            log.warning(
                "%s %s/%s is not as its type %s says",
                envelope.topic,
                envelope.partition,
                envelope.offset,
                envelope.type,
            )
            return await self._unknown(value, envelope)
        return await handler(told, envelope)


async def _log_unknown(value: bytes, envelope: Envelope) -> None:
    """Say that it came and where it lies, never what it says: it may be about a person."""
    log.info("No handler for %s in %s/%s", envelope.type, envelope.topic, envelope.offset)
