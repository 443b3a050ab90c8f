"""Chance that is the same for a seed whatever happens first: each lot is drawn by name, from a hash, not from a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
_NOISE = (1 << 74) - 1


def lot(seed: int, *name: object) -> float:
    """A number from 0 to below 1, the same for a seed and a name."""
    return int.from_bytes(_digest(seed, name, 7)) / (1 << 56)


def pick(choices: Sequence[T], seed: int, *name: object) -> T:
    """One of the choices."""
    return choices[int(lot(seed, *name) * len(choices))]


def weighted(choices: Sequence[tuple[T, float]], seed: int, *name: object) -> T:
    """One of the choices, each as likely as its weight; the weights add up to 1."""
    left = lot(seed, *name)
    for choice, weight in choices:
        left -= weight
        if left < 0:
            return choice
    return choices[-1][0]


def message_id(seed: int, moment: datetime, *name: object) -> str:
    """A UUIDv7 of the (simulated) moment and the name."""
    noise = int.from_bytes(_digest(seed, name, 10)) & _NOISE
    milliseconds = int(moment.timestamp() * 1000)
    value = (milliseconds << 80) | (0x7 << 76) | ((noise >> 62) << 64) | (0x2 << 62) | (noise & ((1 << 62) - 1))
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _digest(seed: int, name: tuple[object, ...], size: int) -> bytes:
    return blake2b("\x1f".join(map(str, (seed, *name))).encode(), digest_size=size).digest()
