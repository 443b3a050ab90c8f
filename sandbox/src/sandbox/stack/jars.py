"""The jars of the embedded Kafka in the cache: fetched once, checked at every start."""

import asyncio
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from sandbox.stack.failures import FalsifiedJar
from sandbox.stack.fetch import download
from sandbox.stack.lock import Jar, kafka_version, locked_jars, sha256_of
from sandbox.stack.run import locked

AT_ONCE = 6  # downloads


async def class_path(folder: Path, tell: Callable[[str], None]) -> str:
    """Java's class path of the jars that kafka.lock names, each of which has the hash it should.

    FalsifiedJar otherwise. Hashing all of them takes 0.1 s; a remembered result could be falsified as well.
    """
    jars = locked_jars()
    if _missing(folder, jars):
        async with locked(folder / ".lock", waits=lambda: tell("Another process fetches Kafka; waiting for it")):
            await _fetch(folder, _missing(folder, jars), tell)
    await asyncio.to_thread(_verify, folder, jars)
    return os.pathsep.join(str(folder / jar.file_name) for jar in jars)


def _missing(folder: Path, jars: tuple[Jar, ...]) -> list[Jar]:
    return [jar for jar in jars if not (folder / jar.file_name).exists()]


async def _fetch(folder: Path, jars: list[Jar], tell: Callable[[str], None]) -> None:
    if not jars:
        return
    tell(f"Fetching Kafka {kafka_version()}, {len(jars)} jars")
    slots = asyncio.Semaphore(AT_ONCE)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as temporary:
        async with asyncio.TaskGroup() as tasks:
            for jar in jars:
                tasks.create_task(_fetch_one(jar, Path(temporary), folder, slots))
    tell(f"Fetched Kafka {kafka_version()}")


async def _fetch_one(jar: Jar, temporary: Path, folder: Path, slots: asyncio.Semaphore) -> None:
    async with slots:
        await asyncio.to_thread(_fetch_now, jar, temporary, folder)


def _fetch_now(jar: Jar, temporary: Path, folder: Path) -> None:
    """The jar appears under its name when it is whole and right, and not before."""
    fetched = download(jar, temporary)
    if (found := sha256_of(fetched)) != jar.sha256:
        raise FalsifiedJar(
            f"What the repository gave as {jar} has the sha256 {found}, but kafka.lock says {jar.sha256}. It was "
            "thrown away and nothing was started. Find out which of the two is wrong before you start again."
        )
    os.utime(fetched, (0, 0))  # Java's cache of classes trusts a jar by its time: one fetched again must look the same
    fetched.replace(folder / jar.file_name)


def _verify(folder: Path, jars: tuple[Jar, ...]) -> None:
    for jar in jars:
        path = folder / jar.file_name
        if (found := sha256_of(path)) != jar.sha256:
            raise FalsifiedJar(
                f"{path} is not the {jar} that kafka.lock names: its sha256 is {found}, not {jar.sha256}. "
                "Nothing was started. Delete it and start again: it is then fetched anew."
            )
