"""What finding out which rules hold for a citizen costs, beside the cost of one event."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from benchmarks.turn import FUNDS
from samspil.reference.municipalities import municipalities
from samspil.reference.parties import Party
from samspil.rules import Assignment, RuleSet, rules_for

MANY: Final = 20_000
FIRST: Final = date(2020, 1, 1)
"""The law with most lying over it, so the dearest look-up."""


class Asked(NamedTuple):
    """One look-up."""

    spell_start: date
    day: date
    municipality: str
    fund: Party
    trials: tuple[Assignment, ...]


def microseconds() -> float:
    """Processor time of one look-up, once the files are read: all municipalities and funds, days over four years, every
    second citizen in a trial.
    """
    asked = list(_asked())
    for each in asked[:100]:
        _look_up(each)
    began = time.process_time()
    for each in asked:
        _look_up(each)
    return (time.process_time() - began) / MANY * 1e6


def _look_up(asked: Asked) -> RuleSet:
    return rules_for(asked.spell_start, asked.day, asked.municipality, asked.fund, assignments=asked.trials)


def _asked() -> Iterator[Asked]:
    places = municipalities()
    for number in range(MANY):
        start = FIRST + timedelta(days=number % 1_400)
        trials = (Assignment("T2020", start),) if number % 2 else ()
        day = start + timedelta(days=number % 180)
        yield Asked(start, day, places[number % len(places)].code, FUNDS[number % len(FUNDS)], trials)
