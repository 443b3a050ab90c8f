"""What is written on a party's topic reaches its handlers: all of it, in order, whatever stands in the headers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from samspil.events.answers import MessageRefused
from samspil.party import Envelope, PartyApp
from samspil.reference.parties import Party
from sandbox.stack import Addresses
from tests.integration.party.listener import Notebook, listening, word
from tests.integration.party.samspil_side import NOON, Samspil, Topics, read


@pytest.fixture
def app(addresses: Addresses, fund: Party) -> PartyApp:
    """The fund's system, not started."""
    return PartyApp(str(fund), bootstrap_servers=addresses.kafka)


@pytest.fixture
async def notebook(app: PartyApp) -> AsyncIterator[Notebook]:
    """What the fund's system, running, was told."""
    async with listening(app) as notebook:
        yield notebook


async def test_a_handler_gets_the_event_with_its_envelope(samspil: Samspil, fund: Party, notebook: Notebook) -> None:
    id_ = await samspil.says(fund, word("one"))
    await notebook.has("one")

    assert notebook.envelopes == [
        Envelope(
            id=id_,
            source="/samspil/intake",
            type="samspil.message.accepted.v1",
            time=NOON,
            subject="c1",
            correlation="journey-1",
            causation="cause-1",
            sequence=1,
            traceparent="00-1-1-00",
            party=fund,
            topic=fund.to_topic,
            partition=0,
            offset=0,
        )
    ]


async def test_what_was_said_before_a_party_first_listened_is_not_lost(
    samspil: Samspil, fund: Party, app: PartyApp
) -> None:
    await samspil.says(fund, word("early"))

    async with listening(app) as notebook:
        await notebook.has("early")


async def test_headers_that_are_no_text_lose_nothing(samspil: Samspil, fund: Party, notebook: Notebook) -> None:
    envelope = [("ce_type", b"samspil.message.accepted.v1"), ("ce_id", b"1")]
    one, two = (word(text).model_dump_json().encode() for text in ("one", "two"))
    await samspil.writes(fund.to_topic, "c1", [*envelope, ("x", b"\xff\xfe")], one)
    await samspil.writes(fund.to_topic, "c1", [*envelope, ("x", None)], two)
    await samspil.says(fund, word("three"))

    await notebook.has("one", "two", "three")


async def test_a_header_that_asks_for_a_reply_writes_nothing(
    samspil: Samspil, fund: Party, unique: str, notebook: Notebook, addresses: Addresses, topics: Topics
) -> None:
    other = Party("unemployment-fund", f"{unique}-other")
    topics.make(other)
    headers = {"ce_type": "samspil.message.accepted.v1", "ce_id": "1", "reply_to": other.from_topic}
    await samspil.writes(fund.to_topic, "c1", headers, word("one").model_dump_json().encode())
    await samspil.says(fund, word("two"))
    await notebook.has("one", "two")  # a reply to the first would be written by now

    await samspil.writes(other.from_topic, "c1", {"last": "yes"}, b"{}")
    assert [dict(each.headers) for each in await read(addresses.kafka, other.from_topic, bool)] == [{"last": b"yes"}]


async def test_the_same_event_written_twice_is_handled_once(samspil: Samspil, fund: Party, notebook: Notebook) -> None:
    await samspil.says(fund, word("one"))
    await samspil.says(fund, word("two"))
    await samspil.says(fund, word("one again"), sequence=1)
    await samspil.says(fund, word("two again"), sequence=2)
    await samspil.says(fund, word("from another stage"), stage="handover")
    await samspil.says(fund, word("three"), sequence=3)

    await notebook.has("one", "two", "from another stage", "three")


async def test_a_type_without_a_handler_goes_to_on_unknown(samspil: Samspil, fund: Party, notebook: Notebook) -> None:
    refused = MessageRefused(message_id="m1", message_type="t", reason="schema", detail="wrong")
    await samspil.says(fund, refused)
    await samspil.writes(fund.to_topic, "c1", {"ce_type": "samspil.message.accepted.v1"}, b'{"message_id": 7}')
    await samspil.writes(fund.to_topic, "c1", [], b"\x00")
    await samspil.says(fund, word("after them"), stage="handover")
    await notebook.has("after them")

    assert [envelope.type for _, envelope in notebook.unknown] == [refused.type, "samspil.message.accepted.v1", ""]
    assert notebook.unknown[0][0] == refused.model_dump_json().encode()


async def test_a_party_whose_topics_do_not_exist_is_told_so_and_nothing_is_made(
    addresses: Addresses, unique: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samspil.party.listening.REQUEST_SECONDS", 1)
    app = PartyApp(f"/unemployment-fund/{unique}", bootstrap_servers=addresses.kafka)
    Notebook().joins(app)
    for _ in range(2):  # the first attempt would make them
        with pytest.raises(LookupError, match="Samspil makes a party's topics"):
            await app.start()


async def test_parties_of_one_process_are_told_apart_and_do_not_wait_for_each_other(
    addresses: Addresses, topics: Topics, unique: str, samspil: Samspil
) -> None:
    free = Party("unemployment-fund", f"{unique}-free")
    waiting = Party("unemployment-fund", f"{unique}-waiting")
    topics.make(waiting, free)
    go_on = asyncio.Event()

    async def wait_if_told(text: str, envelope: Envelope) -> None:
        if envelope.party == waiting:
            await go_on.wait()

    app = PartyApp(str(waiting), str(free), bootstrap_servers=addresses.kafka, group=unique)
    async with listening(app, wait_if_told) as notebook:
        await samspil.says(waiting, word("one"))
        await samspil.says(waiting, word("two"))
        await samspil.says(free, word("one"))
        await notebook.has("one")
        assert notebook.words_of(free) == ["one"]
        go_on.set()
        await notebook.has("one", "one", "two")
