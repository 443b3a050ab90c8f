"""Who must be responsible when, and which packages are due: the sandbox's own arithmetic, from the plan of a life.

It shares nothing with the services and their rules. What it takes for the law is written here in full:
a spell begins at its fund, or at the jobcentre where more hours than the limit were paid before; more hours than the
limit hand over at the first midnight after both the month's end and the report; a screening to the jobcentre at the
next midnight; a move hands a jobcentre's citizen over to the next jobcentre on its day, at the earliest at the next
midnight. Under the laws before 2024 each spell begins at the jobcentre, and neither hours nor a screening count. Who is
in a trial begins where the trial says, and has its limit; a move out of it hands over at the midnight of the move: in
some trials whatever was paid, in others above the law's own limit. Each
jobcentre that becomes responsible is due a package: on that day, or, where it is the first of the spell, on the day
after the registration.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from samspil.calendar import ONE_DAY
from samspil.events.values import ScreeningOutcome
from samspil.reference.municipalities import jobcentre_of
from samspil.reference.parties import Party
from sandbox.country.hours import LIMIT
from sandbox.country.life import Life, Paid, Period, Spell, total_of
from sandbox.country.population import Citizen

Pair = tuple[int, date, Party]
"""A citizen's number, the first day of the spell, and the jobcentre that must get a package of it."""


@dataclass(slots=True)
class Account:
    """A spell day by day: who holds it from which midnight on, and to whom packages are due on which day."""

    citizen: Citizen
    spell: Spell
    holders: list[tuple[date, Party]] = field(default_factory=list)
    packages: list[tuple[date, Party]] = field(default_factory=list)
    home: str = ""
    moves: list[tuple[date, str]] = field(default_factory=list)
    by_hours: date | None = None
    by_screening: date | None = None
    by_exit: date | None = None
    """The midnight at which leaving a trial hands over."""
    in_trial: bool = False

    @property
    def holder(self) -> Party:
        return self.holders[-1][1]

    @property
    def at_fund(self) -> bool:
        return self.holder == self.spell.fund

    def holder_on(self, midnight: date) -> Party | None:
        """Who is responsible from this midnight on; None before the spell and from its end on."""
        over = self.spell.ended is not None and midnight >= self.spell.ended.on
        held = [holder for since, holder in self.holders if since <= midnight]
        return held[-1] if held and not over else None

    def begin(self) -> None:
        """The first holder, from the first day of the spell."""
        self.home, self.in_trial = self.spell.municipality, self.spell.trial is not None
        above = self.spell.hours_before > self.limit
        first = self.spell.fund if self.spell.fund_first and not above else self.jobcentre()
        self.holders.append((self.spell.starts, first))
        if not self.at_fund:
            self.packages.append((self.spell.registered + ONE_DAY, first))

    def midnight(self, day: date) -> None:
        """What the midnight that begins `day` changes."""
        while self.moves and self.moves[0][0] <= day:
            self.home = self.moves.pop(0)[1]
            self.leave_trial(day)
        called = [due for due in (self.by_hours, self.by_screening, self.by_exit) if due is not None and due <= day]
        moved = not self.at_fund and self.jobcentre() != self.holder
        if moved or (self.at_fund and called):
            self.holders.append((day, self.jobcentre()))
            self.packages.append((day, self.jobcentre()))

    def facts(self, day: date) -> None:
        """What is told on `day` and changes a midnight to come."""
        for move in self.spell.moves:
            if move.told == day:
                self.moves.append((max(move.on, day + ONE_DAY), move.municipality))
        screening = self.spell.screening
        if screening and screening.told == day and self.at_fund:
            self.by_screening = day + ONE_DAY if screening.outcome is ScreeningOutcome.TO_JOBCENTRE else None
        for paid in self.spell.paid:
            if paid.told == day and self.at_fund:
                self.count(paid)

    def leave_trial(self, day: date) -> None:
        """A move to where the trial is not ends it, and the law's own limit counts."""
        trial = self.spell.trial
        if trial is None or not self.in_trial or trial.covers(self.spell.fund, self.home):
            return
        self.in_trial = False
        if self.at_fund and (trial.left_to_jobcentre or self.total(day - ONE_DAY) > self.limit):
            self.by_exit = day

    @property
    def limit(self) -> Decimal:
        """The hours above which the fund hands over now."""
        insurance = self.citizen.insurance
        return self.spell.limit(insurance) if self.in_trial else LIMIT[insurance]

    def count(self, paid: Paid) -> None:
        """One more report of hours, which may also take back what an earlier one said."""
        if self.total(paid.told) <= self.limit:
            self.by_hours = None
            return
        counted = max(paid.month.next().first, paid.told + ONE_DAY)
        self.by_hours = min(self.by_hours or counted, counted)

    def total(self, day: date) -> Decimal:
        """All hours that are known on `day`."""
        return self.spell.hours_before + total_of(tuple(each for each in self.spell.paid if each.told <= day))

    def jobcentre(self) -> Party:
        return Party("jobcentre", jobcentre_of(self.home))


def account_of(citizen: Citizen, spell: Spell, last: date) -> Account:
    """The spell up to `last`. On the day on which its end is told, the midnight comes first."""
    account = Account(citizen, spell)
    account.begin()
    end = min(last, spell.ended.told) if spell.ended else last
    day = spell.registered + ONE_DAY
    while day <= end:
        account.midnight(day)
        account.facts(day)
        day += ONE_DAY
    return account


def accounts_of(lives: tuple[Life, ...], period: Period) -> tuple[Account, ...]:
    """The accounts of all spells that are registered in the period."""
    return tuple(
        account_of(life.citizen, spell, period.last)
        for life in lives
        for spell in life.spells
        if spell.registered <= period.last
    )


def packages_due(accounts: tuple[Account, ...], until: date) -> set[Pair]:
    """The packages that must have been sent by the end of the day `until`."""
    return {
        (account.citizen.number, account.spell.starts, jobcentre)
        for account in accounts
        for day, jobcentre in account.packages
        if day <= until
    }
