"""A fund of the test's own, and Samspil's side of its topics."""

from collections.abc import AsyncIterator, Iterator

import pytest

from samspil.reference.parties import Party
from sandbox.stack import Addresses
from tests.integration.party.samspil_side import Samspil, Topics, samspil_on


@pytest.fixture
def topics(addresses: Addresses) -> Iterator[Topics]:
    """Makes topics for the test."""
    topics = Topics(addresses.kafka)
    yield topics
    topics.remove()


@pytest.fixture
def fund(topics: Topics, unique: str) -> Party:
    """A fund that nobody else speaks for; its topics exist."""
    party = Party("unemployment-fund", unique)
    topics.make(party)
    return party


@pytest.fixture
async def samspil(addresses: Addresses) -> AsyncIterator[Samspil]:
    """Samspil's side of the topics."""
    async with samspil_on(addresses.kafka) as side:
        yield side
