"""Where ours spends its time, by clocks around its functions; production code is not touched.

The clocks count processor time of the thread: others who use the machine are not in it. A coroutine's clock runs only
while it runs itself: what it waits for belongs to nobody. A function that calls another one with a clock gives that
time away. What no clock sees is the loop, the drivers and the sockets.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, MutableMapping
from contextlib import contextmanager
from functools import wraps
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any, Final, cast

from contact_course.flow import course
from samspil.events.event import Event
from samspil.flow import lane, outbox, relay, runner, store, work
from samspil.flow.decision import State

REST: Final = "the loop, drivers, sockets"

STEPS: Final[tuple[tuple[str, object, str], ...]] = (
    ("read from Kafka", runner.StageRunner, "_read"),
    ("read from Kafka", runner, "to_record"),
    ("take", lane, "take"),
    ("take", lane.Lane, "next_step"),
    ("lock the lane", store.LaneStore, "begin"),
    ("load states", store.LaneStore, "slots"),
    ("parse states", store, "read_state"),
    ("parse events", Event, "read"),
    ("around decisions", work.Work, "facts"),
    ("dump events", Event, "written"),
    ("headers and ids", work, "headers_of"),
    ("headers and ids", work, "event_id"),
    ("dump states", State, "document"),
    ("outbox", outbox.Numbering, "give"),
    ("outbox", store, "keep"),
    ("write states and places, commit", store.LaneStore, "commit"),
    ("relay: hand over", relay.Relay, "offer"),
    ("relay: build batches", relay, "_append"),
    ("relay: produce and delete", relay.Relay, "_drain"),
)


class Clocks:
    """Seconds by step; for each call under way, the seconds that it gave away to others with a clock."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.given = [0.0]

    def run(self, step: str, call: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """Call on the clock of `step`."""
        began = time.thread_time()
        self.given.append(0.0)
        try:
            return call(*values, **named)
        finally:
            took = time.thread_time() - began
            self.seconds[step] += took - self.given.pop()
            self.given[-1] += took

    def around(self, step: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The function, on the clock of `step`."""
        if iscoroutinefunction(call):

            @wraps(call)
            async def stretches(*values: Any, **named: Any) -> Any:
                return await Stretches(self, step, call(*values, **named))

            return stretches

        @wraps(call)
        def clocked(*values: Any, **named: Any) -> Any:
            return self.run(step, call, *values, **named)

        return clocked

    def shares(self, total: float) -> dict[str, float]:
        """Each step's share of `total` seconds, the largest first."""
        rest = total - sum(self.seconds.values())
        steps = sorted({**self.seconds, REST: rest}.items(), key=lambda step: -step[1])
        return {step: round(seconds / total, 4) for step, seconds in steps}


class Stretches:
    """A coroutine on a clock, in the stretches between its waits."""

    def __init__(self, clocks: Clocks, step: str, coroutine: Any) -> None:
        self.clocks = clocks
        self.step = step
        self.coroutine = coroutine

    def __await__(self) -> Generator[Any, Any, Any]:
        go_on, value = self.coroutine.send, None
        while True:
            try:
                waited_for = self.clocks.run(self.step, go_on, value)
            except StopIteration as end:
                return end.value
            try:
                go_on, value = self.coroutine.send, (yield waited_for)
            except BaseException as error:  # whatever is thrown at us is for the coroutine
                go_on, value = self.coroutine.throw, cast(None, error)


@contextmanager
def timed(file: str) -> Iterator[None]:
    """Write the share of each step in this process's time to `file` at the end; nothing at all where it is empty."""
    if not file:
        yield
        return
    clocks = Clocks()
    for step, where, name in STEPS:
        _put_clock(clocks, step, where, name)
    decisions = cast(MutableMapping[type[Event], Callable[..., Any]], course.on)
    for event, decide in decisions.items():
        decisions[event] = clocks.around("decide", decide)
    began = time.process_time()
    yield
    Path(file).write_text(json.dumps(clocks.shares(time.process_time() - began)))


def _put_clock(clocks: Clocks, step: str, where: object, name: str) -> None:
    found = getattr(where, name)
    if getattr(found, "__self__", None) is where:
        plain = found.__func__
        setattr(where, name, classmethod(clocks.around(step, plain)))
    else:
        setattr(where, name, clocks.around(step, found))
