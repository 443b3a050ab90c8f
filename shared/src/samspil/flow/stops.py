"""Stopping points: places where a test can make a process kill or freeze itself, to see that nothing is lost there.

`SAMSPIL_STOP_AT=produced:3:KILL` sends SIGKILL to the process when it passes `produced` for the third time; `STOP`
freezes it. Without the variable a point costs a dictionary look-up.
"""

import os
import signal
from typing import Literal

Point = Literal["in_transaction", "committed", "produced", "in_waking", "admitting", "performed"]

FEW = 3

_armed: dict[str, list[int | signal.Signals]] = {}


def arm(order: str) -> None:
    """Arm one point by an order like `produced:3:KILL`. Raises ValueError where it is not of that form."""
    point, passes, name = order.split(":")
    _armed[point] = [int(passes), signal.Signals[f"SIG{name}"]]


def passing(point: Point) -> None:
    """Called where the process could stop; does it on the pass that was ordered."""
    armed = _armed.get(point)
    if armed is None:
        return
    armed[0] -= 1
    if armed[0] == 0:
        del _armed[point]
        os.write(2, f"stopping itself at {point}\n".encode())
        os.kill(os.getpid(), armed[1])


def at_most(point: Point, size: int) -> int:
    """How much to do at a time: `size`, but a few in a process that is to stop at `point` between two times."""
    return min(size, FEW) if point in _armed else size


if ordered := os.environ.get("SAMSPIL_STOP_AT"):
    arm(ordered)
