"""The process of a path: started, watched from outside, stopped in good order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psutil

from benchmarks.turn import Turn

ROOT: Final = Path(__file__).parents[1]
QUIX_PYTHON: Final = ROOT / ".venv-quix" / "bin" / "python"
SOURCES: Final = ("", "shared/src", "services/contact-course/src")
MODULES: Final = {"usual_8": "usual"}
PATIENCE = 20


class PathFailedError(Exception):
    """A path's process ended or tells nothing any more."""


class PathProcess:
    """A running path."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        python = str(QUIX_PYTHON) if turn.path == "quix" else sys.executable
        command = (python, "-m", f"benchmarks.paths.{MODULES.get(turn.path, turn.path)}", turn.text())
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(ROOT / source) for source in SOURCES)}
        with turn.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.seen = psutil.Process(self.process.pid)

    def cpu(self) -> float:
        """Seconds of processor time that it used so far, in all its threads, its own and the system's for it."""
        times = self.seen.cpu_times()
        return float(times.user + times.system)

    def check(self) -> None:
        """Raises PathFailedError with the last lines of its log where the process has ended."""
        if self.process.poll() is not None:
            raise self.failure(f"ended with {self.process.returncode}")

    def failure(self, what: str) -> PathFailedError:
        """The error that says so, with the last lines of the log."""
        last = "\n".join(self.turn.log.read_text(errors="replace").splitlines()[-20:])
        return PathFailedError(f"{self.turn.path} {what}. Its last lines:\n{last}")

    def stop(self) -> None:
        """Let it end in good order, so that the next one gets its lanes at once."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def running(turn: Turn) -> Iterator[PathProcess]:
    """The path's process, for as long as it is measured."""
    process = PathProcess(turn)
    try:
        yield process
    finally:
        process.stop()


def servers_cpu() -> float:
    """Seconds of processor time that Kafka and Postgres used so far, where this process has started them."""
    mine = [each for each in psutil.Process().children(recursive=True) if each.name().startswith(("java", "postgres"))]
    return sum(_seconds(each) for each in mine)


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0  # its parent has its time among that of its children
    return float(times.user + times.system + times.children_user + times.children_system)
