"""Eight bytes of every record that was seen, by its number: enough to tell a repeat from another record."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

MISSING: Final = 0

Lane = tuple[str, int]


class Fingerprints:
    """By lane, from the first number that was seen in it. Numbers have no holes but for what is lost."""

    def __init__(self) -> None:
        self._first: dict[Lane, int] = {}
        self._kept: dict[Lane, array[int]] = defaultdict(lambda: array("q"))

    def keep(self, lane: Lane, sequence: int, parts: Sequence[object]) -> None:
        """Keep the record of a number that is higher than all before it in its lane."""
        first, kept = self._first.setdefault(lane, sequence), self._kept[lane]
        kept.extend([MISSING] * (sequence - first - len(kept)))
        kept.append(hash(tuple(parts)))

    def differs(self, lane: Lane, sequence: int, parts: Sequence[object]) -> bool:
        """Whether another record was kept under this number."""
        place = sequence - self._first.get(lane, sequence + 1)
        return place >= 0 and self._kept[lane][place] not in (MISSING, hash(tuple(parts)))
