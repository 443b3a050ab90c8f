"""A handler's error, a stop or another process loses nothing and overtakes nothing."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

import pytest

from samspil.party import Envelope, PartyApp
from samspil.reference.parties import Party
from sandbox.stack import Addresses
from tests.integration.party.listener import Notebook, listening, until, word
from tests.integration.party.samspil_side import Samspil, Topics

NUMBER = "1513701239"


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again soon: the test waits for it."""
    monkeypatch.setattr("samspil.party.lane.FIRST_RETRY_SECONDS", 0.01)
    monkeypatch.setattr("samspil.party.lane.LONGEST_RETRY_SECONDS", 0.05)


class Fails:
    """Raises the first times a word comes."""

    def __init__(self, text: str, times: int) -> None:
        self.text = text
        self.left = times
        self.calls: Counter[str] = Counter()

    async def __call__(self, text: str, envelope: Envelope) -> None:
        self.calls[text] += 1
        if text == self.text and self.left:
            self.left -= 1
            raise RuntimeError(f"no member {NUMBER}")


async def test_a_handler_that_raises_is_called_again_before_anything_else(
    addresses: Addresses, fund: Party, samspil: Samspil
) -> None:
    fails = Fails("two", times=3)
    async with listening(PartyApp(str(fund), bootstrap_servers=addresses.kafka), fails) as notebook:
        for text in ("one", "two", "three", "four"):
            await samspil.says(fund, word(text))
        await notebook.has("one", "two", "three", "four")

    assert fails.calls == {"one": 1, "two": 4, "three": 1, "four": 1}
    assert await samspil.place_of(f"samspil{fund}", fund.to_topic) == 4


async def test_what_a_handler_never_managed_comes_again_after_a_restart(
    addresses: Addresses, fund: Party, samspil: Samspil
) -> None:
    for text in ("one", "two", "three"):
        await samspil.says(fund, word(text))
    fails = Fails("two", times=1_000_000)
    async with listening(PartyApp(str(fund), bootstrap_servers=addresses.kafka), fails) as notebook:
        await until(lambda: fails.calls["two"] >= 3)
    assert notebook.words == ["one"]
    assert await samspil.place_of(f"samspil{fund}", fund.to_topic) == 1

    async with listening(PartyApp(str(fund), bootstrap_servers=addresses.kafka)) as notebook:
        await notebook.has("two", "three")


async def test_a_stop_lets_the_running_handler_end_and_keeps_its_place(
    addresses: Addresses, fund: Party, samspil: Samspil
) -> None:
    begun = asyncio.Event()

    async def slowly(text: str, envelope: Envelope) -> None:
        begun.set()
        await asyncio.sleep(0.5)

    app = PartyApp(str(fund), bootstrap_servers=addresses.kafka)
    for text in ("one", "two"):
        await samspil.says(fund, word(text))
    async with listening(app, slowly) as notebook:
        await begun.wait()

    assert notebook.words == ["one"]
    assert await samspil.place_of(f"samspil{fund}", fund.to_topic) == 1


async def test_processes_that_come_and_go_share_the_parties_and_lose_nothing(
    addresses: Addresses, topics: Topics, unique: str, samspil: Samspil
) -> None:
    funds = [Party("unemployment-fund", f"{unique}-{number}") for number in range(4)]
    topics.make(*funds)
    told: list[str] = []
    enough = asyncio.Event()

    async def speak() -> None:
        while not enough.is_set():
            told.append(str(len(told)))
            for fund in funds:
                await samspil.says(fund, word(told[-1]))

    def app() -> PartyApp:
        return PartyApp(*map(str, funds), bootstrap_servers=addresses.kafka, group=unique)

    async with listening(app()) as first:
        speaking = asyncio.create_task(speak())
        await until(lambda: bool(first.words))
        async with listening(app()) as second:
            await until(lambda: len(second.words) > 100)
        before = len(first.words)
        await until(lambda: len(first.words) > before + 100)
        enough.set()
        await speaking
        await until(lambda: all(heard_by(first, second, fund) == set(told) for fund in funds))

    for fund in funds:
        assert not set(first.words_of(fund)) & set(second.words_of(fund))
        for notebook in (first, second):
            heard = [int(text) for text in notebook.words_of(fund)]
            assert heard == sorted(set(heard))


def heard_by(first: Notebook, second: Notebook, fund: Party) -> set[str]:
    """The words that a fund was told, by either process."""
    return {*first.words_of(fund), *second.words_of(fund)}


async def test_the_log_says_where_a_handler_failed_and_not_with_which_words(
    addresses: Addresses, fund: Party, samspil: Samspil, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with listening(PartyApp(str(fund), bootstrap_servers=addresses.kafka), Fails("one", times=1)) as notebook:
        await samspil.says(fund, word("one"))
        await notebook.has("one")

    [line] = [record.getMessage() for record in caplog.records if "failed and will be called again" in record.message]
    assert "RuntimeError" in line
    assert "test_handlers_that_fail.py" in line
    assert NUMBER not in caplog.text
