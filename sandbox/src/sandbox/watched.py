"""The services as the demo asks them: one that has died stops the play, one that does not answer is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import httpx

from sandbox.backbone import Backbone
from sandbox.country.conductor import Unsettled
from sandbox.settled import Status


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
