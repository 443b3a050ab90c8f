"""The `samspil play` command."""

import asyncio
import sys
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from sandbox.play import in_memory, over_kafka
from sandbox.play.scenario import BadScenario, every_day, read
from sandbox.stack import StackError

SECRET = sha256(b"a play has no secrets: the same citizen has the same pseudonym each time").hexdigest()


def play(
    scenario: Annotated[Path, typer.Argument(help="CloudEvents in structured JSON, one a line", exists=True)],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The last day that is played")],
    out: Annotated[Path | None, typer.Option(help="Where the result goes; default: standard output")] = None,
    kafka: Annotated[bool, typer.Option("--kafka", help="Through the real services instead of in memory")] = False,
) -> None:
    """Play a scenario and write what every party was told and who was responsible for whom, as CloudEvents."""
    try:
        told = read(scenario)
        if until.date() < told[0].day:
            raise BadScenario(f"--until {until:%Y-%m-%d} is before the scenario's first day, {told[0].day}")
        days = every_day(told, until.date())
        played = over_kafka.play(told, days, SECRET) if kafka else None
        lines = asyncio.run(played) if played else in_memory.play(told, days, SECRET)
    except (BadScenario, StackError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    text = "".join(f"{line}\n" for line in lines)
    if out:
        out.write_text(text, encoding="utf-8")
        typer.echo(f"{len(lines)} events written to {out}", err=True)
    else:
        sys.stdout.write(text)
