"""The whole country on all five services in memory: every promise holds, and the seed alone decides what happens."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from sandbox.country.promises import Books
from sandbox.country.report import report
from tests.unit.sandbox.in_memory import InMemory, in_memory

FIRST, LAST = date(2026, 7, 1), date(2026, 8, 8)


class OtherWayRound(InMemory):
    """A world in which the parties hear in the opposite order."""

    backwards = True


def played(seed: int, world: type[InMemory] = InMemory) -> tuple[dict[str, Any], list[str]]:
    """The report of a small country and the ids of all messages in the order in which they were sent."""
    conductor, _ = in_memory(30, FIRST, LAST, seed, world)

    async def play() -> Books:
        await conductor.play()
        return await conductor.finish()

    books = asyncio.run(play())
    figures = report(books, conductor.faults, 0, {"play": 1.0})
    return figures, [saying.id for saying in books.mail.order]


def test_the_seed_alone_decides_what_happens() -> None:
    figures, messages = played(3)

    assert figures["broken_promises"] == []
    assert figures["handovers"]["demanded"] == figures["handovers"]["sent"] > 0
    assert (figures["messages"]["unanswered"], figures["owners"]["none"], figures["owners"]["two"]) == (0, 0, 0)
    assert figures["dead_letters"] == figures["nonsense_sent"]["unreadable"] > 0
    assert (figures, messages) == played(3, OtherWayRound)
    assert messages != played(4)[1]
