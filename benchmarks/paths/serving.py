"""A path's process: its tasks run until it is asked to stop."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any


async def serve(*running: Coroutine[Any, Any, Any]) -> None:
    """Run all of them until SIGTERM. Raises what one of them ended with."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    tasks = [asyncio.create_task(each) for each in (*running, stopped.wait())]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
