"""How a start goes when something is in its way."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from sandbox.stack import Addresses, Server, StackError, kafka, postgres, stack
from sandbox.stack.ports import free_port
from sandbox.stack.run import locked
from sandbox.stack.server import Program


@pytest.fixture
def port_of_another() -> Iterator[int]:
    """Somebody else listens there."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def first(port: int) -> Callable[[], int]:
    """Offers this port, and free ones afterwards."""
    offers = iter([port])
    return lambda: next(offers, None) or free_port()


def shell(script: str, folder: Path, patience: float = 5) -> Server:
    program = Program(("sh", "-c", script), folder, folder / "shell.log", {})
    return Server(program, serves="at your service", stop=signal.SIGTERM, patience=patience)


@pytest.mark.usefixtures("only_postgres")
async def test_postgres_takes_another_port_when_its_own_is_taken(
    state: Path, port_of_another: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "free_port", first(port_of_another))

    async with stack(state=state) as running:
        assert f":{port_of_another}/" not in running.addresses.postgres


@pytest.mark.usefixtures("only_kafka")
async def test_kafka_takes_another_port_when_its_own_is_taken(
    state: Path, port_of_another: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kafka, "free_port", first(port_of_another))

    async with stack(state=state) as running:
        assert not running.addresses.kafka.endswith(f":{port_of_another}")


@pytest.mark.usefixtures("only_postgres")
async def test_postgres_is_never_root_and_no_folder_is_opened_wider_for_it(state: Path) -> None:
    modes = {folder: folder.stat().st_mode for folder in state.parents}

    async with stack(state=state):
        mine = psutil.Process().children(recursive=True)
        users = [each.uids().effective for each in mine if each.name() == "postgres"]

        assert users
        assert all(user == (os.geteuid() or 65_534) for user in users)
    assert {folder: folder.stat().st_mode for folder in state.parents} == modes


async def test_servers_of_somebody_else_are_used_and_not_touched(
    state: Path, addresses: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka)
    monkeypatch.setenv("DATABASE_URL", addresses.postgres)

    async with stack(state=state) as running:
        assert running.addresses == addresses
        assert (running.kafka, running.postgres) == (None, None)
    assert not (state / "runs").exists()


async def test_a_server_that_ends_tells_its_last_lines(tmp_path: Path) -> None:
    with pytest.raises(StackError, match=r"shell ended with 3 instead of serving.*\nline 2\n(.|\n)*line 21$"):
        await shell("for i in $(seq 21); do echo line $i; done; exit 3", tmp_path).start()


async def test_a_server_that_is_silent_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    server = shell("echo not yet; sleep 60", tmp_path, patience=0.3)

    with pytest.raises(StackError, match=r"shell does not serve after 0 s.*\nnot yet$"):
        await server.start()
    assert not server.running


async def test_a_server_that_does_not_want_to_stop_is_killed(tmp_path: Path) -> None:
    server = shell("trap '' TERM; echo at your service; sleep 60; sleep 60", tmp_path, patience=0.5)
    await server.start()
    await server.stop()

    assert not server.running


async def test_of_two_that_prepare_the_cache_one_waits_for_the_other(tmp_path: Path) -> None:
    waits = asyncio.Event()
    async with locked(tmp_path / "lock"):
        second = asyncio.create_task(_take(tmp_path / "lock", waits))
        await waits.wait()
        assert not second.done()
    await second


async def _take(lock: Path, waits: asyncio.Event) -> None:
    async with locked(lock, waits=waits.set):
        pass
