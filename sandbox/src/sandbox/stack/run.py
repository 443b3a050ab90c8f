"""The directory of one run: it belongs to the process that made it, and goes when that process goes."""

import asyncio
import fcntl
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import IO

from sandbox.stack import sweep

SECONDS_TO_SWEEP = 30
SWEEP = (sys.executable, "-I", sweep.__file__)


@asynccontextmanager
async def run_directory(runs: Path) -> AsyncIterator[Path]:
    """A new directory below `runs`, removed at the end; what was started with a path in it as an argument is killed.

    A watchdog does the removing: at the end as after a kill -9 of this process. Runs that nobody sweeps any more,
    because somebody killed their watchdog too, are removed first.
    """
    with ExitStack() as held:
        async with locked(runs / ".lock"):  # a run that is being made looks like one that was left behind
            await asyncio.to_thread(_sweep_left_behind, runs)
            directory = Path(tempfile.mkdtemp(dir=runs))
            lock = held.enter_context(_lock_file(directory / "lock"))
            _try_lock(lock)
        watchdog = _start_watchdog(directory, lock)
        try:
            yield directory
        finally:
            await asyncio.to_thread(_close, directory, watchdog)


@asynccontextmanager
async def locked(path: Path, waits: Callable[[], None] = lambda: None) -> AsyncIterator[None]:
    """Hold the file lock at `path`, alone among all processes; `waits` is called once if somebody else has it."""
    with _lock_file(path) as file:
        told = False
        while not _try_lock(file):
            if not told:
                waits()
                told = True
            await asyncio.sleep(0.1)
        yield


def _start_watchdog(directory: Path, lock: IO[bytes]) -> subprocess.Popen[bytes]:
    """In a session of its own, so that a signal to our group does not reach it; it holds the run's lock as we do."""
    return subprocess.Popen(
        [*SWEEP, str(directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=(lock.fileno(),),
    )


def _close(directory: Path, watchdog: subprocess.Popen[bytes]) -> None:
    with suppress(subprocess.TimeoutExpired):
        watchdog.communicate(timeout=SECONDS_TO_SWEEP)
    if directory.exists():  # somebody killed the watchdog
        _sweep(directory)


def _sweep_left_behind(runs: Path) -> None:
    for run in runs.iterdir():
        if run.is_dir() and _is_left_behind(run):
            _sweep(run)


def _sweep(run: Path) -> None:
    subprocess.run([*SWEEP, str(run)], stdin=subprocess.DEVNULL, check=False)


def _is_left_behind(run: Path) -> bool:
    with _lock_file(run / "lock") as lock:
        return _try_lock(lock)


@contextmanager
def _lock_file(path: Path) -> Iterator[IO[bytes]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        yield file


def _try_lock(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
