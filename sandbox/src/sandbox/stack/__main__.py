"""`python -m sandbox.stack`: Kafka and Postgres for a developer's terminal, until Ctrl-C."""

import asyncio
import signal

import typer

from sandbox.stack import StackError, stack


def main() -> None:
    """Start Kafka and Postgres, print their addresses, and stop them at Ctrl-C.

    The printed lines can be pasted into another shell: what is started there uses these servers. Both are empty, and
    what they hold is gone when they stop. SAMSPIL_STATE chooses another folder than .state for caches and runs.
    """
    try:
        asyncio.run(_serve())
    except StackError as problem:
        typer.echo(problem, err=True)
        raise typer.Exit(1) from None


async def _serve() -> None:
    leave = asyncio.Event()
    for reason in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(reason, leave.set)
    async with stack(tell=lambda what: typer.echo(what, err=True)) as running:
        typer.echo(f"export KAFKA_BOOTSTRAP_SERVERS={running.addresses.kafka}")
        typer.echo(f"export DATABASE_URL={running.addresses.postgres}")
        await leave.wait()


if __name__ == "__main__":
    typer.run(main)
