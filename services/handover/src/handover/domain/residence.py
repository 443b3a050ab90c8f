"""Where a citizen lives, today and from midnights to come: it says which jobcentre takes over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from samspil.calendar import ONE_DAY
from samspil.reference.municipalities import jobcentre_of
from samspil.reference.parties import Party


@dataclass(frozen=True, slots=True)
class Residence:
    """The municipality of today, and announced moves as (first day there, municipality), by day."""

    municipality: str
    moves: tuple[tuple[date, str], ...] = ()

    def moving(self, municipality: str, moved_on: date, today: date) -> Residence:
        """With a move: it counts from the midnight it was told for, at the earliest the next one.

        The latest word holds from its day on: what was announced for that day or later is replaced.
        """
        on = max(moved_on, today + ONE_DAY)
        return replace(self, moves=(*(move for move in self.moves if move[0] < on), (on, municipality)))

    def on(self, day: date) -> Residence:
        """As it is on `day`: the moves up to it are done."""
        done = [municipality for first_day, municipality in self.moves if first_day <= day]
        return Residence(done[-1], self.moves[len(done) :]) if done else self

    @property
    def jobcentre(self) -> Party:
        """The jobcentre of today's municipality. Raises UnknownMunicipality."""
        return Party("jobcentre", jobcentre_of(self.municipality))

    @property
    def next_move(self) -> date | None:
        """The first day in the next municipality."""
        return self.moves[0][0] if self.moves else None
