"""How an event is said: two functions of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _nothing(told: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, and why where the event itself knows it."""

    what: Callable[[Any], str]
    why: Callable[[Any], str] = _nothing
