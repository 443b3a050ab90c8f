"""Fill the cache with a Kafka that starts fast: once for each version, a quarter of a minute."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sandbox.stack.failures import StackError
from sandbox.stack.installation import Installation
from sandbox.stack.jars import class_path
from sandbox.stack.kafka import ENVIRONMENT, new_id, start_kafka, write_properties
from sandbox.stack.lock import kafka_version
from sandbox.stack.run import locked
from sandbox.stack.server import Program, run_to_end


async def installation(cache: Path, run: Path, tell: Callable[[str], None]) -> Installation:
    """Kafka from the cache, what it lacks made in `run`. FalsifiedJar when a jar is not what kafka.lock names."""
    folder = cache / f"kafka-{kafka_version()}"
    installed = Installation(folder, await class_path(folder, tell))
    if _is_whole(installed):
        return installed
    async with locked(folder / ".lock", waits=lambda: tell("Another process prepares Kafka; waiting for it")):
        if not installed.checkpoint.exists():
            await _format(installed, run / "format")
        if not installed.classes.exists():
            tell("Preparing Kafka for fast starts, once for each version")
            await _learn(installed, run / "learn", tell)
    return installed


def _is_whole(installed: Installation) -> bool:
    return installed.checkpoint.exists() and installed.classes.exists()


async def _format(installed: Installation, directory: Path) -> None:
    """Let Kafka's own tool format a disk and keep what is the same for every cluster."""
    write_properties(directory)
    arguments = ("format", "--config", str(directory / "server.properties"), "--cluster-id", new_id())
    command = installed.java(main=("kafka.tools.StorageTool", *arguments))
    await run_to_end(Program(command, directory, directory / "format.log", ENVIRONMENT))
    (directory / "data" / "bootstrap.checkpoint").replace(installed.checkpoint)


async def _learn(installed: Installation, directory: Path, tell: Callable[[str], None]) -> None:
    """Let Java write down, when a first Kafka ends, what it loaded. Without it, starts are only slower."""
    learnt = directory / "classes.aot"
    try:
        _, server = await start_kafka(installed, directory, f"-XX:AOTCacheOutput={learnt}")
        await server.stop()
        shutil.move(learnt, installed.classes)
    except (StackError, OSError) as problem:
        tell(f"Kafka will start slowly: {problem}")
