"""One turn of one path: how fast it works off what has piled up, and how soon it answers at a tenth of that speed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from benchmarks import story
from benchmarks.feeding import Feeder
from benchmarks.process import PathProcess, running, servers_cpu
from benchmarks.turn import Turn
from benchmarks.watching import Watcher
from samspil.clock import monotonic
from samspil.flow.record import Outgoing

WARM_UP: Final = 5
"""One part of so many is not measured."""
SILENCE: Final = 60.0
LOAD: Final = 0.1
"""The share of a path's own throughput at which its latency is measured."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured in one turn."""

    events: int
    """Events to be worked off."""
    seconds: float
    """Time in which events come one by one."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one turn showed."""

    events_per_second: float
    cpu_us_per_event: float
    servers_cpu_us_per_event: float
    milliseconds: list[float] = field(default_factory=list)
    """From the moment at which an event was due to the moment at which a reader saw what follows."""


@dataclass(slots=True)
class Subject:
    """A path under measurement: where it stands in the story, and what was seen so far."""

    turn: Turn
    citizens: int
    told: int = 0
    samples: list[Sample] = field(default_factory=list)

    def next(self, many: int) -> Iterator[Outgoing]:
        """The next events of the story, on the path's own topic."""
        first, self.told = self.told, self.told + many
        for number in range(first, first + many):
            yield replace(story.measured(number, self.citizens), topic=self.turn.source)


def measure(subject: Subject, feeder: Feeder, size: Size) -> None:
    """One turn."""
    turn = subject.turn
    watcher = Watcher(turn.kafka, turn.told)
    feeder.pile_up(subject.next(size.events))
    with running(turn) as process:
        sample = work_off(process, watcher, size.events)
        many = min(int(sample.events_per_second * LOAD * size.seconds), size.events)
        seen = drip(process, watcher, feeder, subject.next(many), sample.events_per_second * LOAD)
    watcher.close()
    subject.samples.append(replace(sample, milliseconds=seen[len(seen) // WARM_UP :]))


def measure_steps(subject: Subject, feeder: Feeder, events: int) -> dict[str, float]:
    """Each step's share of the time in ours, in a process with clocks: it is a little slower for them."""
    file = Path(subject.turn.directory, "steps.json")
    turn = replace(subject.turn, steps=str(file))
    watcher = Watcher(turn.kafka, turn.told)
    feeder.pile_up(subject.next(events))
    with running(turn) as process:
        work_off(process, watcher, events)
    watcher.close()
    shares: dict[str, float] = json.loads(file.read_text())
    return shares


def work_off(process: PathProcess, watcher: Watcher, events: int) -> Sample:
    """Wait until what follows from all events is seen; the first fifth is for warming up."""
    seen = _until(process, watcher, 0, events // WARM_UP)
    first, began, cpu, servers = seen, monotonic(), process.cpu(), servers_cpu()
    seen = _until(process, watcher, seen, events)
    took, many = monotonic() - began, seen - first
    return Sample(many / took, (process.cpu() - cpu) / many * 1e6, (servers_cpu() - servers) / many * 1e6)


def _until(process: PathProcess, watcher: Watcher, seen: int, wanted: int) -> int:
    heard = monotonic()
    while seen < wanted:
        if more := watcher.count():
            seen, heard = seen + more, monotonic()
        elif monotonic() > heard + SILENCE:
            raise process.failure(f"has told {seen} of {wanted} and nothing for {SILENCE:.0f} s")
        process.check()
    return seen


def drip(
    process: PathProcess, watcher: Watcher, feeder: Feeder, records: Iterator[Outgoing], rate: float
) -> list[float]:
    """Events come at `rate` a second, whatever the path does. Returns milliseconds from due to seen, as seen."""
    time.sleep(0.5)
    due: dict[str, float] = {}
    found: list[float] = []
    with ThreadPoolExecutor(1) as feeding:
        fed = feeding.submit(feeder.drip, records, rate, due.__setitem__)
        heard = monotonic()
        while not fed.done() or len(found) < len(due):
            for cause in watcher.causes():
                heard = monotonic()
                found.append((heard - due[cause]) * 1000)
            process.check()
            if monotonic() > heard + SILENCE:
                raise process.failure(f"has told {len(found)} of {len(due)} and nothing for {SILENCE:.0f} s")
        fed.result()
    return found
