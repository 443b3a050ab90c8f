"""However the process that started a stack ends, nothing of it is left."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import psutil
import pytest

from sandbox.stack import stack, sweep

SECONDS = 30
STARTS_A_SERVICE = """
import asyncio, pathlib, subprocess, sys
from sandbox.stack.run import run_directory

async def main():
    async with run_directory(pathlib.Path(sys.argv[1])) as run:
        service = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", str(run / "service")])
        print(service.pid, flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


@contextmanager
def started(state: Path) -> Iterator[subprocess.Popen[str]]:
    """`python -m sandbox.stack` on a state directory of its own."""
    command = [sys.executable, "-m", "sandbox.stack"]
    environment = {**os.environ, "SAMSPIL_STATE": str(state)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def until(holds: Callable[[], object]) -> None:
    """Within SECONDS, or the test fails."""
    for _ in range(SECONDS * 20):
        if holds():
            return
        sleep(0.05)
    pytest.fail(f"not within {SECONDS} s")


def wait_until_it_serves(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """All processes below it."""
    assert process.stdout
    lines = [process.stdout.readline() for _ in range(2)]
    assert [line.split("=")[0] for line in lines] == ["export KAFKA_BOOTSTRAP_SERVERS", "export DATABASE_URL"]
    return psutil.Process(process.pid).children(recursive=True)


def traces(state: Path) -> list[Path]:
    """Runs, wherever they lie."""
    runs = [path for path in (state / "runs").glob("*") if path.is_dir()]
    return [home for run in runs for home in sweep.homes_of(run) if home.exists()]


def segments(homes: list[Path]) -> set[str]:
    """The shared memory of these homes' Postgres that would outlive its processes."""
    files = [file for home in homes for file in home.rglob("postmaster.pid")]
    return {file.read_text().splitlines()[6].split()[1] for file in files}


def is_there(segment: str) -> bool:
    """Whether the system still holds it."""
    return any(line.split()[1] == segment for line in Path("/proc/sysvipc/shm").read_text().splitlines())


def all_gone(family: list[psutil.Process], homes: list[Path]) -> bool:
    return not any(sweep.is_alive(each) for each in family) and not any(home.exists() for home in homes)


@pytest.mark.parametrize("kill", [os.kill, os.killpg], ids=["the process", "its group"])
def test_nothing_is_left_after_a_kill(state: Path, kill: Callable[[int, int], None]) -> None:
    with started(state) as process:
        family, homes = wait_until_it_serves(process), traces(state)
        assert {"java", "postgres"} <= {each.name() for each in family}
        (segment,) = segments(homes)
        assert is_there(segment)

        kill(process.pid, signal.SIGKILL)

        until(lambda: all_gone(family, homes))
        assert not is_there(segment)


def test_nothing_is_left_after_a_kill_in_the_middle_of_starting(state: Path) -> None:
    with started(state) as process:
        parent = psutil.Process(process.pid)
        until(lambda: any(each.name() == "java" for each in parent.children()))
        family, homes = parent.children(recursive=True), traces(state)

        process.kill()

        until(lambda: all_gone(family, homes))


def test_nothing_is_left_after_ctrl_c(state: Path) -> None:
    with started(state) as process:
        family, homes = wait_until_it_serves(process), traces(state)

        process.send_signal(signal.SIGINT)

        assert process.wait(SECONDS) == 0
        assert all_gone(family, homes)


@pytest.mark.usefixtures("only_postgres")
async def test_what_was_left_because_the_watchdog_was_killed_too_goes_with_the_next_start(state: Path) -> None:
    with started(state) as process:
        family, homes = wait_until_it_serves(process), traces(state)
        watchdog = next(each for each in family if sweep.__file__ in each.cmdline())

        watchdog.kill()
        process.kill()
        process.wait()
        assert not all_gone(family, homes)

        async with stack(state=state):
            assert all_gone(family, homes)


def test_a_service_that_was_started_on_a_run_goes_with_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_A_SERVICE, str(tmp_path / "runs")], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        service, homes = psutil.Process(int(process.stdout.readline())), traces(tmp_path)
        process.kill()

        until(lambda: all_gone([service], homes))
        assert homes


@pytest.mark.usefixtures("only_postgres")
async def test_a_running_stack_is_not_taken_for_one_that_was_left(state: Path) -> None:
    async with stack(state=state) as first:
        async with stack(state=state) as second:
            assert first.addresses.postgres != second.addresses.postgres
            assert first.postgres
            assert first.postgres.running
        assert first.postgres.running
