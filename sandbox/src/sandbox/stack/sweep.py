"""Remove a run: whatever still runs in its directory, and the directory.

A program of its own: `python sweep.py DIRECTORY` waits until nobody holds the other end of its standard input any more,
and sweeps. For a watchdog, the process that started the stack holds it, so it does not matter how that process ends.
"""

import ctypes
import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

OPEN_TO_ALL = Path("/var/tmp")
PROGRAMS = ("java", "postgres", "initdb", "python")  # an editor that looks at a log is none of ours
ROUNDS = 200
PAUSE = 0.05  # seconds between rounds: together 10 s


def sweep(run: Path) -> None:
    """Kill what runs below `run` and remove it; what does not exist is swept already."""
    homes = homes_of(run)
    for _ in range(ROUNDS):
        if not _kill_inhabitants(homes):
            _remove(homes)
        if not any(home.exists() for home in homes):
            return
        time.sleep(PAUSE)


def homes_of(run: Path) -> tuple[Path, Path]:
    """Where a run may live: a folder that every user can reach, for what must not be root, and its own directory."""
    return OPEN_TO_ALL / f"samspil-{run.name}", run


def inhabitants(homes: tuple[Path, ...]) -> list[psutil.Process]:
    """Programs of ours that were started with a path below one of these directories, by their command lines.

    Their working directories would say it more simply, but root without the ptrace capability, as in a container,
    cannot read those of another user's processes.
    """
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if (command := process.info["cmdline"])
        and process.pid != os.getpid()
        and Path(command[0]).name.startswith(PROGRAMS)
        and any(str(home) in argument for argument in command for home in homes)
    ]


def kill(process: psutil.Process) -> list[psutil.Process]:
    """Kill a process and all below it, at once; they may take a moment to be gone."""
    with suppress(psutil.NoSuchProcess):
        family = [process, *process.children(recursive=True)]
        for each in family:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        return family
    return []


def is_alive(process: psutil.Process) -> bool:
    """Whether it still does anything: a zombie only waits for its parent to look."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _kill_inhabitants(homes: tuple[Path, ...]) -> bool:
    """Whether anybody was still there."""
    found = [process for process in inhabitants(homes) if is_alive(process)]
    for process in found:
        kill(process)
    return bool(found)


def _remove(homes: tuple[Path, Path]) -> None:
    servant, run = homes
    for data in (servant / "data", run / "postgres" / "data"):
        _free_shared_memory(data / "postmaster.pid")
    for home in homes:
        shutil.rmtree(home, ignore_errors=True)


def _free_shared_memory(pid_file: Path) -> None:
    """A killed Postgres leaves a small System V segment, which no directory holds and nobody else would remove.

    Only its owner may, in a container not even root: so become the owner for a moment. This is why sweeping is a
    program of its own.
    """
    with suppress(OSError, IndexError, ValueError):
        key, segment = map(int, pid_file.read_text().splitlines()[6].split())
        libc = ctypes.CDLL(None)
        if libc.shmget(key, 0, 0) == segment:
            me, owner = os.geteuid(), pid_file.stat().st_uid
            os.seteuid(owner)
            libc.shmctl(segment, 0, None)
            os.seteuid(me)


if __name__ == "__main__":
    sys.stdin.buffer.read()
    sweep(Path(sys.argv[1]))
