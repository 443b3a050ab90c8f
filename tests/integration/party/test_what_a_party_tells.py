"""What a party tells lies on its own topic, in order, and Kafka has confirmed it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest
from aiokafka.errors import KafkaError

from samspil.events.unemployment_fund import SpellEnded
from samspil.events.values import EndReason
from samspil.party import Message, PartyApp, Told
from samspil.reference.parties import Party
from sandbox.stack import Addresses
from tests.integration.party.listener import listening, word
from tests.integration.party.samspil_side import Samspil, Topics

ENDED = SpellEnded(ended_on=date(2026, 7, 1), reason=EndReason.JOB)


@pytest.fixture
async def app(addresses: Addresses, fund: Party) -> AsyncIterator[PartyApp]:
    """The fund's system, connected."""
    app = PartyApp(str(fund), bootstrap_servers=addresses.kafka)
    await app.start()
    yield app
    await app.stop()


async def test_a_told_message_lies_on_the_party_s_own_topic(app: PartyApp, fund: Party, samspil: Samspil) -> None:
    told = await app.tell(ENDED, case="A-17", message_id="m1")

    [record] = await samspil.hears(fund, 1)
    assert told == Told("m1", fund.from_topic, 0, 0)
    assert record.key == b"A-17"
    assert record.value == b'{"ended_on":"2026-07-01","reason":"job"}'
    assert dict(record.headers)["ce_source"] == str(fund).encode()


async def test_messages_told_side_by_side_keep_the_order_of_the_calls(
    app: PartyApp, fund: Party, samspil: Samspil
) -> None:
    many = [Message(told=ENDED, case=f"A-{number}", message_id=f"many {number}") for number in range(500)]
    ones = [app.tell(ENDED, case="B", message_id=f"one {number}") for number in range(500)]
    _, told = await asyncio.gather(asyncio.gather(*ones), app.tell_many(many))

    ids = [dict(record.headers)["ce_id"].decode() for record in await samspil.hears(fund, 1_000)]
    assert ids == [f"one {number}" for number in range(500)] + [message.message_id for message in many]
    assert [each.offset for each in told] == list(range(500, 1_000))


async def test_nothing_is_told_if_one_of_many_is_unsound(app: PartyApp, fund: Party, samspil: Samspil) -> None:
    with pytest.raises(ValueError, match="belongs to a case"):
        await app.tell_many([Message(told=ENDED, case="A-1"), Message(told=ENDED, case="")])

    assert (await app.tell(ENDED, case="A-2")).offset == 0


async def test_a_rejected_message_does_not_stop_the_ones_after_it(
    addresses: Addresses, topics: Topics, unique: str
) -> None:
    fund = Party("unemployment-fund", f"{unique}-narrow")
    topics.make(fund, largest=2_000)
    app = PartyApp(str(fund), bootstrap_servers=addresses.kafka)
    await app.start()
    try:
        await app.tell(ENDED, case="A-1")
        with pytest.raises(KafkaError):
            await app.tell(
                ENDED, case="A-1", message_id="".join(chr(0x4E00 + n) for n in range(4_000))
            )  # will not pack
        after = [await app.tell(ENDED, case="A-1", message_id=f"m{number}") for number in range(3)]
    finally:
        await app.stop()

    assert [each.offset for each in after] == [1, 2, 3]


async def test_an_app_that_only_tells_takes_nothing_from_those_that_listen(
    app: PartyApp, addresses: Addresses, fund: Party, samspil: Samspil
) -> None:
    told = await app.tell(ENDED, case="A-1")
    await samspil.says(fund, word("one"))
    await asyncio.sleep(1)

    assert told.offset == 0
    async with listening(PartyApp(str(fund), bootstrap_servers=addresses.kafka)) as notebook:
        await notebook.has("one")


async def test_an_app_of_several_parties_tells_as_the_one_it_names(
    addresses: Addresses, topics: Topics, unique: str, fund: Party, samspil: Samspil
) -> None:
    other = Party("unemployment-fund", f"{unique}-other")
    topics.make(other)
    app = PartyApp(str(fund), str(other), bootstrap_servers=addresses.kafka, group=unique)
    await app.start()
    try:
        told = await app.tell(ENDED, case="A-1", as_party=str(other))
        with pytest.raises(ValueError, match="say as_party"):
            await app.tell(ENDED, case="A-1")
        with pytest.raises(ValueError, match="does not speak for"):
            await app.tell(ENDED, case="A-1", as_party="/unemployment-fund/nobody")
    finally:
        await app.stop()

    [record] = await samspil.hears(other, 1)
    assert dict(record.headers)["ce_id"].decode() == told.message_id
