"""`samspil operations`: what operators do about parked citizens. Their orders enter at the gate."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from aiokafka.errors import KafkaError

from samspil.clock import new_id
from samspil.events.answers import MessageAccepted, MessageRefused
from samspil.events.operations import ParkedDiscarded, ParkedReleased
from samspil.party import Envelope, PartyApp
from samspil.reference.parties import OPERATIONS

PATIENCE_SECONDS = 30.0

command = typer.Typer(no_args_is_help=True, help="Release or discard what a parked citizen waits for.")

Citizen = Annotated[
    str, typer.Argument(help="citizen_id of the parked citizen, as the page of parked citizens shows it")
]
Stage = Annotated[str, typer.Option(help="The stage that parked, like contact-course")]
Fold = Annotated[str, typer.Option(help="The fold of that stage, like course")]
Note = Annotated[str, typer.Option(help="Why; it is kept with the journey. No personal data")]
Servers = Annotated[str, typer.Option(envvar="KAFKA_BOOTSTRAP_SERVERS", help="host:port of the cluster")]
Mended = Annotated[Path | None, typer.Option(help="JSON file with the failed event's new data", exists=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON")]


@command.command()
def release(  # noqa: PLR0913, PLR0917  # typer makes a command's options of its parameters
    citizen: Citizen,
    stage: Stage,
    fold: Fold,
    note: Note,
    bootstrap_servers: Servers,
    mended: Mended = None,
    as_json: AsJson = False,
) -> None:
    """Try the failed event again, as it was or mended, then everything that queued behind it."""
    data = _read(mended) if mended else None
    _order(ParkedReleased(stage=stage, fold=fold, note=note, mended=data), citizen, bootstrap_servers, as_json)


@command.command()
def discard(  # typer makes a command's options of its parameters
    citizen: Citizen, stage: Stage, fold: Fold, note: Note, bootstrap_servers: Servers, as_json: AsJson = False
) -> None:
    """Give the failed event up, tell its sender so, and go on with everything that queued behind it."""
    _order(ParkedDiscarded(stage=stage, fold=fold, note=note), citizen, bootstrap_servers, as_json)


def _read(mended: Path) -> dict[str, Any]:
    try:
        data = json.loads(mended.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"{mended} holds no JSON: {error}", param_hint="--mended") from None
    if not isinstance(data, dict):
        raise typer.BadParameter(f"{mended} must hold the event's data as one JSON object", param_hint="--mended")
    return data


def _order(order: ParkedReleased | ParkedDiscarded, citizen: str, servers: str, as_json: bool) -> None:
    try:
        answer = asyncio.run(ask(order, citizen, servers))
    except TimeoutError:
        typer.echo(
            f"No answer after {PATIENCE_SECONDS:.0f} s: see whether {order.stage} is ready, then look again", err=True
        )
        raise typer.Exit(1) from None
    except KafkaError as error:
        typer.echo(f"Kafka at {servers} does not answer ({type(error).__name__}): nothing is sure, ask again", err=True)
        raise typer.Exit(1) from None
    except LookupError:
        typer.echo("Kafka has no topics for /operations: make them with samspil topics apply", err=True)
        raise typer.Exit(1) from None
    refused = isinstance(answer, MessageRefused)
    plain = f"refused: {answer.reason}. {answer.detail}" if isinstance(answer, MessageRefused) else "done"
    typer.echo(answer.model_dump_json() if as_json else plain)
    raise typer.Exit(1 if refused else 0)


async def ask(order: ParkedReleased | ParkedDiscarded, citizen: str, servers: str) -> MessageAccepted | MessageRefused:
    """Give an order and wait for its answer. Raises TimeoutError where none comes."""
    id_ = new_id()
    desk = PartyApp(str(OPERATIONS), bootstrap_servers=servers, group=f"samspil-desk-{id_}")
    answered: asyncio.Future[MessageAccepted | MessageRefused] = asyncio.get_running_loop().create_future()

    async def on_answer(told: MessageAccepted | MessageRefused, envelope: Envelope) -> None:
        if told.message_id == id_ and not answered.done():
            answered.set_result(told)

    desk.on(MessageAccepted)(on_answer)
    desk.on(MessageRefused)(on_answer)
    await desk.start()
    try:
        await desk.tell(order, case=f"{citizen}:{order.stage}:{order.fold}", citizen=citizen, message_id=id_)
        return await asyncio.wait_for(answered, PATIENCE_SECONDS)
    finally:
        await desk.stop()
