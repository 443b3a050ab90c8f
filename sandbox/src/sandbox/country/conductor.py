"""Day by day: the calendar gives a day, everybody says what they have to say, the next day waits until all is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sandbox.country.country import Country
from sandbox.country.jobcentres import Package
from sandbox.country.mail import Place, fault_of
from sandbox.country.observing import Observations
from sandbox.country.promises import Books, broken
from sandbox.country.saying import UNREADABLE, Saying


class Unsettled(Exception):
    """A day does not come to its end; the text says what is pending."""


class World(Protocol):
    """What the country is played on: the services behind their topics."""

    async def begin(self, day: date) -> None:
        """The calendar gives this day."""
        ...

    async def tell(self, sayings: list[Saying]) -> list[Place]:
        """Put these messages on their senders' topics, in this order; says where each one lies."""
        ...

    async def settle(self, day: date) -> None:
        """Wait until every stage has finished the day, nothing is pending anywhere, and every party has heard it all.

        Raises Unsettled where that does not come.
        """
        ...

    async def observe(self) -> None:
        """Wait until the observer has seen everything that there is on the services' topics."""
        ...


@dataclass
class Conductor:
    """Plays a country on a world and keeps its books. `watch` is called at the end of each simulated day."""

    country: Country
    world: World
    seen: Observations
    watch: Callable[[date], None] = lambda day: None
    faults: list[str] = field(default_factory=list)
    """Broken promises that are known already: wrong and missing answers at once, all others at each month's end."""
    letters_on_disk: int | None = None

    async def play(self) -> None:
        """Play the whole period. Raises Unsettled where a day does not come to its end."""
        for day in self.country.period.days():
            await self.play_day(day)
            if day.day == 1:
                await self.world.observe()
                self.faults += [fault for fault in broken(self.books(day)) if fault not in self.faults]
            self.watch(day)

    async def play_day(self, day: date) -> None:
        """One day: the waking first, then what everybody says, then what they say to what they heard."""
        await self.world.begin(day)
        await self.world.settle(day)
        while sayings := self.country.speak(day):
            await self.send(sayings)
            await self.world.settle(day)
        self.faults += await self.wrong_answers()

    async def wrong_answers(self) -> list[str]:
        """Messages of a settled day that lack the right answer, but for those that wait for an operator."""
        mail = self.country.mail
        wrong = mail.wrong()
        if not wrong:
            return []
        await self.world.observe()
        held_back = self.seen.held_back()
        entries = {name: mail.entries[name] for name in wrong}
        return [fault_of(name, entry) for name, entry in entries.items() if not (entry.missing and name in held_back)]

    async def send(self, sayings: list[Saying]) -> None:
        """Book and send. An answer may come before the sending is confirmed, so messages are booked first."""
        mail = self.country.mail
        for saying in sayings:
            if saying.expected != UNREADABLE:
                mail.send(saying)
        for saying, place in zip(sayings, await self.world.tell(sayings), strict=True):
            if saying.expected == UNREADABLE:
                mail.put(saying, place)

    async def finish(self) -> Books:
        """The books at the end of the period, with all promises checked."""
        await self.world.observe()
        books = self.books(self.country.period.last)
        self.faults += [fault for fault in broken(books) if fault not in self.faults]
        return books

    def books(self, until: date) -> Books:
        """Everything that is known by the end of the day `until`."""
        packages: list[Package] = []
        unopened: list[str] = []
        for jobcentre in self.country.jobcentres:
            packages += jobcentre.packages
            unopened += jobcentre.unopened
        country = self.country
        return Books(
            until=until,
            people=country.people,
            accounts=country.accounts,
            mail=country.mail,
            seen=self.seen,
            packages=packages,
            unopened=unopened,
            letters_on_disk=self.letters_on_disk,
        )
