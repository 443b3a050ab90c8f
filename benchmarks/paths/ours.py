"""Path (a): contact-course as it runs in production, the stage's runner and the relay in one process."""

from __future__ import annotations

import sys
from functools import partial

import uvloop

from benchmarks import steps
from benchmarks.paths.serving import serve
from benchmarks.turn import Turn
from contact_course.flow import STAGE
from samspil.flow import postgres
from samspil.flow.collector import set_for_batches
from samspil.flow.relay import Relay
from samspil.flow.runner import StageRunner


async def run(turn: Turn) -> None:
    """Put together as `samspil.flow.service` does, without its HTTP."""
    pool = await postgres.pool(turn.database, name="relay")
    lock = partial(postgres.connect, turn.database, name="locks", idle_session=postgres.IDLE_SESSION)
    relay = Relay(pool, turn.kafka, lock)
    runner = StageRunner(STAGE, turn.kafka, "0", relay, partial(postgres.connect, turn.database, name="lane"), {})
    try:
        await serve(relay.run(), runner.run())
    finally:
        await relay.close()
        await pool.close()


if __name__ == "__main__":
    mine = Turn.parse(sys.argv[1])
    set_for_batches()
    with steps.timed(mine.steps):
        uvloop.run(run(mine))
