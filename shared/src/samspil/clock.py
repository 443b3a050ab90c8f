"""The only place where the project looks at a clock or draws lots; ruff bans both everywhere else.

Decisions get neither: their time is the day in the log, their ids are derived from their cause.
"""

import secrets
import time
from datetime import UTC, datetime

from uuid_utils.compat import uuid7


def now() -> datetime:
    """The moment by the machine's clock, in UTC and aware of it."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds from an arbitrary start, never going back: for durations and deadlines inside a process."""
    return time.monotonic()


def new_id() -> str:
    """A UUIDv7 for something that begins here and has no cause to derive an id from; later ids sort later."""
    return str(uuid7())


def random_bytes(count: int) -> bytes:
    """`count` bytes fit for keys and nonces."""
    return secrets.token_bytes(count)
