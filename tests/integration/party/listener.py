"""The system of a party that writes down what it was told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from samspil.events.answers import MessageAccepted
from samspil.party import Envelope, PartyApp
from samspil.reference.parties import Party

Before = Callable[[str, Envelope], Awaitable[None]]


async def _nothing(word: str, envelope: Envelope) -> None:
    """What happens before a word is written down, where a test wants nothing."""


def word(text: str) -> MessageAccepted:
    """An answer that carries one word."""
    return MessageAccepted(message_id=text, message_type="unemployment-fund.spell.ended.v1", citizen_id="c1")


async def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something holds. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  # what is waited for knows nothing of events
            await asyncio.sleep(0.02)


class Notebook:
    """Writes down the words that handlers got, in order. `before` runs first and may raise."""

    def __init__(self, before: Before = _nothing) -> None:
        self.words: list[str] = []
        self.envelopes: list[Envelope] = []
        self.unknown: list[tuple[bytes, Envelope]] = []
        self._before = before

    def joins(self, app: PartyApp) -> None:
        """Handle what this app is told."""

        @app.on(MessageAccepted)
        async def on_message_accepted(told: MessageAccepted, envelope: Envelope) -> None:
            await self._before(told.message_id, envelope)
            self.words.append(told.message_id)
            self.envelopes.append(envelope)

        @app.on_unknown
        async def on_unknown(value: bytes, envelope: Envelope) -> None:
            self.unknown.append((value, envelope))

    def words_of(self, party: Party) -> list[str]:
        """The words that one of several parties was told."""
        return [text for text, envelope in zip(self.words, self.envelopes, strict=True) if envelope.party == party]

    async def has(self, *words: str) -> None:
        """Wait until exactly these words were written down; what came too much or in another order shows at once."""
        await until(lambda: len(self.words) >= len(words))
        assert self.words == list(words)


@asynccontextmanager
async def listening(app: PartyApp, before: Before = _nothing) -> AsyncIterator[Notebook]:
    """The app runs and its notebook is kept."""
    notebook = Notebook(before)
    notebook.joins(app)
    await app.start()
    try:
        yield notebook
    finally:
        await app.stop()
