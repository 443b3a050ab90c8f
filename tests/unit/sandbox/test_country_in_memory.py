"""The whole country on all five services in memory: every promise holds, and the seed alone decides what happens."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest

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


@pytest.mark.parametrize(
    ("first", "last", "packs"),
    [
        (date(2019, 11, 20), date(2020, 2, 20), {"R2015", "R2020"}),
        (date(2020, 3, 12), date(2020, 6, 10), {"R2020"}),
        (date(2023, 2, 20), date(2023, 4, 10), {"R2020"}),
        (date(2023, 11, 1), date(2024, 6, 30), {"R2020", "R2024"}),
        (date(2026, 5, 1), date(2026, 10, 31), {"R2024", "R2026"}),
    ],
)
def test_every_promise_holds_across_a_change_of_law(first: date, last: date, packs: set[str]) -> None:
    conductor, _ = in_memory(25, first, last, 7)

    async def play() -> Books:
        await conductor.play()
        return await conductor.finish()

    books = asyncio.run(play())
    handovers = report(books, conductor.faults, 0, {"play": 1.0})["handovers"]

    assert conductor.faults == []
    assert handovers["demanded"] == handovers["sent"] > 0
    assert {account.spell.law.pack for account in books.accounts} == packs


@pytest.mark.parametrize(
    ("first", "last", "seed", "left"),
    [
        (date(2023, 11, 1), date(2024, 3, 31), 116, {"T2020"}),
        (date(2027, 1, 1), date(2027, 6, 30), 70, {"T2027a", "T2027b", "T2027c"}),
    ],
)
def test_every_promise_holds_for_those_in_trials_and_for_those_who_leave_them(
    first: date, last: date, seed: int, left: set[str]
) -> None:
    """With these seeds somebody moves out of each trial."""
    conductor, _ = in_memory(60, first, last, seed)

    async def play() -> Books:
        await conductor.play()
        return await conductor.finish()

    books = asyncio.run(play())
    in_trials = [account for account in books.accounts if account.spell.trial]

    assert conductor.faults == []
    assert {a.spell.trial.name for a in in_trials if a.spell.trial and not a.in_trial} == left
    assert any(account.by_exit for account in in_trials)
