"""A program of ours that serves: started, stopped, killed and started again on the same data."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from sandbox.stack import sweep
from sandbox.stack.account import Account
from sandbox.stack.failures import PortTaken, StackError

PAUSE = 0.02  # seconds between two looks
LINES_TOLD = 20


@dataclass(frozen=True)
class Program:
    """What to run, where, and as whom (None: as we are). What it says is appended to `log`."""

    command: tuple[str, ...]
    directory: Path
    log: Path
    environment: Mapping[str, str]
    account: Account | None = None

    @property
    def name(self) -> str:
        return self.log.stem

    def launch(self) -> subprocess.Popen[bytes]:
        """Start it in a session of its own: Ctrl-C is for us, and we decide in which order things end."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command,
                cwd=self.directory,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=self.account.uid if self.account else None,
                group=self.account.gid if self.account else None,
                extra_groups=() if self.account else None,
            )

    def log_since(self, offset: int) -> str:
        """What it wrote after the first `offset` bytes."""
        with self.log.open("rb") as log:
            log.seek(offset)
            return log.read().decode(errors="replace")

    def log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0


async def run_to_end(program: Program, *, patience: float = 60) -> None:
    """Run a program that ends by itself within `patience` seconds; StackError when it fails."""
    process = program.launch()
    try:
        async with asyncio.timeout(patience):
            await _end_of(process)
    finally:
        if process.poll() is None:
            await _kill(process)
    if process.returncode:
        raise _failure(program, f"ended with {process.returncode}", 0)


class Server:
    """A program that says in its log when it serves."""

    def __init__(self, program: Program, *, serves: str, stop: signal.Signals, patience: float = 90) -> None:
        """`serves` is part of the log line that says so; it may take `patience` seconds to come, and to go."""
        self._program = program
        self._serves = serves
        self._stop = stop
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    @property
    def died_of(self) -> str:
        """The signal or exit code that ended it."""
        code = self._process.poll() if self._process else None
        return signal.Signals(-code).name if code is not None and code < 0 else str(code)

    def send(self, what: signal.Signals) -> None:
        """Send it a signal, for example SIGSTOP."""
        assert self._process is not None, "it was never started"
        self._process.send_signal(what)

    async def start(self) -> None:
        """Start it, on the same port and data as before, and wait until it serves.

        StackError with the last lines of its log when it does not; PortTaken when somebody else has its port.
        """
        if self.running:
            return
        offset = self._program.log_size()
        self._process = process = self._program.launch()
        try:
            async with asyncio.timeout(self._patience):
                while self._serves not in self._program.log_since(offset):
                    if process.poll() is not None:
                        raise _failure(self._program, f"ended with {process.returncode} instead of serving", offset)
                    await asyncio.sleep(PAUSE)
        except TimeoutError:
            await self.kill()
            raise _failure(self._program, f"does not serve after {self._patience:.0f} s", offset) from None

    async def stop(self) -> None:
        """Let it end in good order."""
        if self._process is None:
            return
        self._process.send_signal(self._stop)
        try:
            async with asyncio.timeout(self._patience):
                await _end_of(self._process)
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """kill -9, the processes below it too; returns when all of them are gone."""
        if self._process is not None:
            await _kill(self._process)


async def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        family = sweep.kill(psutil.Process(process.pid))
        await _until(lambda: not any(sweep.is_alive(each) for each in family))
    await _end_of(process)


async def _end_of(process: subprocess.Popen[bytes]) -> None:
    await _until(lambda: process.poll() is not None)


async def _until(holds: Callable[[], bool]) -> None:
    """Looks now and then: asyncio's own way to wait for a process needs a loop that outlives it."""
    while not holds():  # noqa: ASYNC110  # nobody inside this process could set an event
        await asyncio.sleep(PAUSE)


def _failure(program: Program, what: str, offset: int) -> StackError:
    log = program.log_since(offset)
    last = "\n".join(log.splitlines()[-LINES_TOLD:])
    kind = PortTaken if "Address already in use" in log else StackError
    return kind(f"{program.name} {what}. Its last lines:\n{last}")
