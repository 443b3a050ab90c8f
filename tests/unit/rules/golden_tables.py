"""The golden tables as they stand in their files, and how a row says what it is about."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = Path(__file__).parent / "golden"

Given = Mapping[str, str]
"""What a row is about: `from=2024-01-01 insurance=part_time`."""


class Row(NamedTuple):
    """One case: the question, what it is about, the answer, how it was worked out, and on which source it stands."""

    where: str
    question: str
    given: str
    expected: str
    worked: str
    source: str

    @property
    def case(self) -> tuple[str, str, str]:
        """What is asked, about what, and the answer."""
        return self.question, self.given, self.expected

    @property
    def about(self) -> Given:
        """What is given, by name."""
        return dict(pair.split("=", 1) for pair in self.given.split())


def rows() -> list[Row]:
    """Every row, with the name of its file and its line as `where`."""
    found = []
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += [Row(f"{path.stem}:{line}", **row) for line, row in enumerate(csv.DictReader(file), start=2)]
    return found


def day_of(given: Given, name: str = "day") -> date:
    """The day that is given under this name."""
    return date.fromisoformat(given[name])
