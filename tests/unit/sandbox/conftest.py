"""A small country, played once in memory for all tests that look at its books."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from sandbox.country.promises import Books
from tests.unit.sandbox.in_memory import in_memory

CITIZENS, FIRST, LAST, SEED = 45, date(2026, 7, 1), date(2026, 8, 12), 7


@pytest.fixture(scope="session")
def true_books() -> Books:
    """The books of a country in which nothing went wrong. Not to be changed: `breaches` makes copies."""
    conductor, world = in_memory(CITIZENS, FIRST, LAST, SEED)

    async def play() -> Books:
        await conductor.play()
        conductor.letters_on_disk = len(world.pile.letters)
        return await conductor.finish()

    books = asyncio.run(play())
    assert conductor.faults == []
    return books
