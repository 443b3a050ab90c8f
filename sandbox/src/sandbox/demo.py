"""The `samspil demo` command: a country on a laptop, played through the public topics of the real services."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop
from rich.console import Console

from samspil import rules
from sandbox.country.conductor import Unsettled
from sandbox.country.life import Period
from sandbox.played import Played, Wanted
from sandbox.stack import StackError
from sandbox.table import summary

FIRST_DAY, LAST_DAY = date(2026, 7, 1), date(2026, 10, 31)
MOST_CITIZENS = 60_000
LOOKING_BACK = timedelta(days=41)
"""Nothing that is said on the first day goes further back: the oldest registration, which is refused, does."""


def demo(  # noqa: PLR0913, PLR0917  # every argument is an option of the command
    citizens: Annotated[int, typer.Option(min=1, max=MOST_CITIZENS, help="How many people become unemployed")] = 300,
    first: Annotated[date, typer.Option("--from", metavar="YYYY-MM-DD", help="The first simulated day")] = FIRST_DAY,
    until: Annotated[date, typer.Option(metavar="YYYY-MM-DD", help="The last simulated day")] = LAST_DAY,
    seed: Annotated[int, typer.Option(help="The same seed plays the same country")] = 7,
    headless: Annotated[bool, typer.Option("--headless", help="Print lines instead of a live table")] = False,
    report: Annotated[Path | None, typer.Option(help="Write all figures to this file, as JSON")] = None,
    reuse: Annotated[bool, typer.Option("--reuse", help="Play on servers that hold topics of Samspil already")] = False,
    stay: Annotated[bool, typer.Option("--stay", help="Keep everything running at the end, until Ctrl-C")] = False,
) -> None:
    """Start Kafka, Postgres and the five services, and play a country of funds, jobcentres and citizens.

    Everything that happens goes through the public topics, on a simulated calendar; the sandbox counts for itself
    whether a promise is broken. KAFKA_BOOTSTRAP_SERVERS and DATABASE_URL replace the servers that it starts.
    """
    if first > until:
        raise typer.BadParameter("--until comes before --from")
    if first < (earliest := rules.packs()[0].valid_from + LOOKING_BACK):
        raise typer.BadParameter(f"no rules are known for spells that begin so early; --from {earliest} or later")
    if report and (reason := unwritable(report)):
        raise typer.BadParameter(f"{report} cannot be written: {reason}", param_hint="--report")
    wanted = Wanted(citizens, Period(first, until), seed, headless, reuse)
    try:
        broken = uvloop.run(_demo(wanted, report, stay))
    except (StackError, Unsettled) as problem:
        typer.echo(problem, err=True)
        raise typer.Exit(1) from None
    except (KeyboardInterrupt, asyncio.CancelledError):
        typer.echo("stopped", err=True)
        raise typer.Exit(130) from None
    raise typer.Exit(1 if broken else 0)


async def _demo(wanted: Wanted, report: Path | None, stay: bool) -> bool:
    """Play, report, stay if asked to. Says whether a promise was broken."""
    console = Console()
    async with _stoppable(), Played.started(wanted, console) as played:
        figures = await played.play()
        console.print(summary(figures))
        if report:
            await asyncio.to_thread(_write, report, figures)
        if stay:
            console.print(f"Everything keeps running. Look at {played.page} and stop it with Ctrl-C.")
            console.print(
                f"Parties speak and listen at KAFKA_BOOTSTRAP_SERVERS={played.services.kafka}", soft_wrap=True
            )
            await _until_stopped()
    return bool(figures["broken_promises"])


async def _until_stopped() -> None:
    """Wait for Ctrl-C, which is here the wanted end and no interruption."""
    with suppress(asyncio.CancelledError):
        await asyncio.Event().wait()
    running = asyncio.current_task()
    assert running is not None
    running.uncancel()


def unwritable(path: Path) -> str | None:
    """Why a file cannot be written there; None where it can."""
    if path.is_dir():
        return "it is a directory, name a file in it"
    if not path.parent.is_dir():
        return f"there is no directory {path.parent}, make it first"
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        return "you may not write there, name another file"
    return None


def _write(path: Path, figures: dict[str, Any]) -> None:
    path.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@asynccontextmanager
async def _stoppable() -> AsyncIterator[None]:
    """Ctrl-C and SIGTERM cancel what runs, so that everything that was started is stopped in good order."""
    loop, running = asyncio.get_running_loop(), asyncio.current_task()
    assert running is not None
    for reason in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(reason, running.cancel)
    yield
