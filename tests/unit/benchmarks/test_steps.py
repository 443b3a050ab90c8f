"""The clocks of the benchmark: everybody's own time, and nothing changed for whom they watch."""

import asyncio
import time

import pytest

from benchmarks.steps import REST, Clocks


def spin(seconds: float) -> float:
    """Use the processor for so long."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
    return seconds


def test_time_that_a_function_gives_to_another_one_with_a_clock_is_not_its_own() -> None:
    clocks = Clocks()
    inner = clocks.around("inner", spin)
    outer = clocks.around("outer", lambda: spin(0.01) + inner(0.03))

    assert outer() == pytest.approx(0.04)
    assert clocks.seconds["inner"] == pytest.approx(0.03, abs=0.005)
    assert clocks.seconds["outer"] == pytest.approx(0.01, abs=0.005)


async def test_what_a_coroutine_waits_for_is_not_its_time() -> None:
    clocks = Clocks()

    async def work(name: str) -> str:
        spin(0.01)
        await asyncio.sleep(0.03)
        spin(0.01)
        return name

    clocked = clocks.around("work", work)
    assert [*await asyncio.gather(clocked("a"), clocked("b"))] == ["a", "b"]
    assert clocks.seconds["work"] == pytest.approx(0.04, abs=0.01)


async def test_errors_and_cancellation_pass_through_a_clock() -> None:
    clocks = Clocks()

    async def fail() -> None:
        await asyncio.sleep(0)
        raise KeyError("x")

    async def wait() -> str:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            return "cancelled"
        return "waited"

    with pytest.raises(KeyError):
        await clocks.around("fail", fail)()
    waiting = asyncio.create_task(clocks.around("wait", wait)())
    await asyncio.sleep(0)
    waiting.cancel()
    assert await waiting == "cancelled"


def test_the_shares_of_all_steps_and_the_rest_are_the_whole() -> None:
    clocks = Clocks()
    clocks.seconds |= {"decide": 1.0, "take": 0.5}

    assert clocks.shares(2.0) == {"decide": 0.5, "take": 0.25, REST: 0.25}
