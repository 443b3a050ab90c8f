"""The services as the demo asks them: one that has died stops the play, one that does not answer is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import httpx

from samspil.clock import monotonic
from sandbox.backbone import Backbone
from sandbox.country.conductor import Unsettled
from sandbox.settled import Status
from sandbox.stack.failures import StackError

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class NoAnswer:
    """Nobody knows where the services stand, so nothing is settled."""

    why: str
    numbered: Mapping[str, int] = field(default_factory=dict)

    def pending(self, day: date, produced: Mapping[str, int]) -> list[str]:
        return [self.why]


@dataclass
class Watched:
    """A backbone whose processes must stay alive."""

    backbone: Backbone

    @property
    def kafka(self) -> str:
        return self.backbone.kafka

    @property
    def lanes(self) -> int:
        return self.backbone.lanes

    async def status(self) -> Status | NoAnswer:
        """Where the services stand. Raises Unsettled where one of them has ended."""
        for member in self.backbone.members.values():
            if not member.server.running:
                raise Unsettled(f"The service {member.service} has ended")
        try:
            return await self.backbone.status()
        except httpx.HTTPError as error:
            return NoAnswer(f"a service does not answer: {type(error).__name__}")


async def at_rest(services: Watched) -> Mapping[str, int]:
    """Wait until nothing is left to do of what was played before; the last numbers given out.

    Raises StackError where that does not come.
    """
    deadline = monotonic() + PATIENCE_SECONDS
    while left := left_of(status := await services.status()):
        if monotonic() > deadline:
            head = "What was played on these servers before does not come to rest; take fresh servers, or look at:"
            raise StackError("\n  ".join((head, *left[:20])))
        await asyncio.sleep(0.1)
    return status.numbered


def left_of(status: Status | NoAnswer) -> list[str]:
    """What is pending, a line each, of the last day that anybody has finished; nothing where no day ever began."""
    if isinstance(status, NoAnswer):
        return [status.why]
    last = max(filter(None, status.days.values()), default=None)
    return status.pending(date.fromisoformat(last), {}) if last else []
