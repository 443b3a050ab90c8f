"""`make bench`: every path on one Kafka and one Postgres, one after the other, round after round."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from benchmarks import ground, lookup, report
from benchmarks.feeding import Feeder
from benchmarks.measuring import Size, Subject, measure, measure_steps
from benchmarks.process import QUIX_PYTHON
from benchmarks.story import ROUND
from benchmarks.turn import OURS, PATHS, Turn
from sandbox.stack import stack

SHARE_OF_EVENTS = {"usual": 1 / 40, "usual_8": 1 / 20, "quix": 1 / 2}
"""A slow path gets fewer events, so that all paths take about as long."""
RESERVE = 2.0
"""So many times the events to be worked off are there for latencies and steps too."""

console = Console()


def main(
    events: Annotated[int, typer.Option(help="Events that a fast path works off in a round, slow ones less")] = 24_000,
    seconds: Annotated[float, typer.Option(help="How long events come one by one, for the latency")] = 6.0,
    rounds: Annotated[int, typer.Option(help="How often each path has its turn")] = 3,
    only: Annotated[list[str] | None, typer.Option(help=f"Only these of {', '.join(PATHS)}; ours always runs")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file")] = None,
) -> None:
    """Measure ours against the usual service, the bare batch path and Quix Streams. See benchmarks/README.md."""
    paths = [path for path in PATHS if path == OURS or not only or path in only]
    if unknown := set(only or ()) - set(PATHS):
        raise typer.BadParameter(f"there is no path {', '.join(sorted(unknown))}; the paths are {', '.join(PATHS)}")
    if "quix" in paths and not QUIX_PYTHON.exists():
        raise typer.BadParameter("Quix Streams has no environment yet: run make .venv-quix/locked, or leave it out")
    found = asyncio.run(bench(paths, events, seconds, rounds))
    report.show(console, found)
    if json_file:
        json_file.write_text(json.dumps(found, indent=2) + "\n")


async def bench(paths: list[str], events: int, seconds: float, rounds: int) -> dict[str, Any]:
    """Start what is needed, let each path have its turns, and return the figures."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with tempfile.TemporaryDirectory(prefix="samspil-bench-") as directory, Progress(*columns, console=console) as bar:
        task = bar.add_task("Kafka and Postgres", total=rounds * len(paths) + 2)
        say = partial(_say, bar, task)
        async with stack(tell=say) as running:
            feeder = Feeder(running.addresses.kafka)
            turns = await ground.lay(running.addresses, Path(directory), paths)
            subjects = await _prepare(turns, feeder, int(events * rounds * RESERVE / ROUND), say)
            for number in range(rounds):
                for path in _rotated(paths, number):
                    bar.update(task, advance=1, description=f"round {number + 1} of {rounds}: {path}")
                    await ground.settle(turns.values())
                    size = Size(int(events * SHARE_OF_EVENTS.get(path, 1)), seconds)
                    await asyncio.to_thread(measure, subjects[path], feeder, size)
            bar.update(task, advance=1, description="the steps of ours")
            steps = await asyncio.to_thread(measure_steps, subjects[OURS], feeder, events // 2)
            bar.update(task, advance=1, description="done")
            feeder.close()
    samples = {path: subject.samples for path, subject in subjects.items()}
    return report.figures(samples, steps, lookup.microseconds())


async def _prepare(
    turns: dict[str, Turn], feeder: Feeder, citizens: int, say: Callable[[str], None]
) -> dict[str, Subject]:
    """Everybody has three meetings, in every path."""
    say(f"{citizens} citizens register")
    states = await ground.register(turns[OURS], feeder, citizens)
    for turn in turns.values():
        await ground.give(turn, feeder, states)
    return {path: Subject(turn, citizens) for path, turn in turns.items()}


def _say(bar: Progress, task: TaskID, what: str) -> None:
    bar.update(task, description=what)


def _rotated(paths: list[str], by: int) -> list[str]:
    """Each round begins with another path."""
    by %= len(paths)
    return paths[by:] + paths[:by]


if __name__ == "__main__":
    typer.run(main)
