"""One partition's records, handled one after the other, each until its handler has succeeded."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from aiokafka import ConsumerRecord

QUEUED: Final = 1_000
"""So many records of one partition wait in memory before reading stops for all."""
FIRST_RETRY_SECONDS: Final = 0.2
LONGEST_RETRY_SECONDS: Final = 30.0
GRACE_SECONDS: Final = 10.0
"""So long a handler may go on when its partition is given up."""

log = logging.getLogger(__name__)
Record: TypeAlias = "ConsumerRecord[bytes, bytes]"


class Lane:
    """Handles records in order. A handler that raises is called again with the same record, ever more slowly.

    So nothing is lost and nothing is overtaken; lanes of other partitions, that is of other parties, go on.
    """

    def __init__(self, handle: Callable[[Record], Awaitable[None]]) -> None:
        self.done: int | None = None
        """The offset after the last record that was handled: where a restart goes on."""
        self._handle = handle
        self._queue: asyncio.Queue[Record] = asyncio.Queue(QUEUED)
        self._busy = asyncio.Lock()
        self._task = asyncio.create_task(self._work())

    async def put(self, record: Record) -> None:
        """Queue a record; waits while the queue is full."""
        await self._queue.put(record)

    async def close(self) -> None:
        """Let the running call of a handler end, but start no other."""
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                await self._busy.acquire()  # not given back: nothing starts from here on
        except TimeoutError:
            log.warning("A handler was still running after %s s and is cancelled", GRACE_SECONDS)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        while not self._queue.empty():
            self._queue.get_nowait()  # whoever waits to put is let go

    async def _work(self) -> None:
        while True:
            record = await self._queue.get()
            delay = FIRST_RETRY_SECONDS
            while not await self._succeeds(record):
                await asyncio.sleep(delay)
                delay = min(2 * delay, LONGEST_RETRY_SECONDS)

    async def _succeeds(self, record: Record) -> bool:
        async with self._busy:
            try:
                await self._handle(record)
            except Exception as error:
                _log_failure(record, error)
                return False
            self.done = record.offset + 1
            return True


def _log_failure(record: Record, error: Exception) -> None:
    """Where it failed and with which error, without the error's text: that may quote personal data."""
    log.error(
        "The handler of %s/%s failed and will be called again: %s\n%s",
        record.topic,
        record.offset,
        type(error).__name__,
        "".join(traceback.format_tb(error.__traceback__)),
    )
