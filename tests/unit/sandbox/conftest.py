"""Small countries, played once in memory for all tests that look at their books."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from sandbox.country.promises import Books
from tests.unit.sandbox.in_memory import in_memory

CITIZENS, FIRST, LAST, SEED = 45, date(2026, 7, 1), date(2026, 8, 12), 7
BEFORE_2024, AFTER_2023 = date(2023, 11, 1), date(2024, 3, 5)


@pytest.fixture(scope="session")
def true_books() -> Books:
    """The books of a country in which nothing went wrong. Not to be changed: `breaches` makes copies."""
    return books_of(FIRST, LAST)


@pytest.fixture(scope="session")
def older_books() -> Books:
    """True books across the change of law of 1 January 2024. Not to be changed."""
    return books_of(BEFORE_2024, AFTER_2023)


def books_of(begin: date, end: date) -> Books:
    """The books of a played country that nothing went wrong in."""
    conductor, world = in_memory(CITIZENS, begin, end, SEED)

    async def play() -> Books:
        await conductor.play()
        conductor.letters_on_disk = len(world.pile.letters)
        return await conductor.finish()

    books = asyncio.run(play())
    assert conductor.faults == []
    return books
