"""One owner: in an open spell exactly one authority is responsible at every midnight, and it is the right one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samspil.events.responsibility import ResponsibilityEnded, ResponsibilityMoved, ResponsibilityStated
from samspil.reference.parties import Party
from sandbox.country.due import Account
from sandbox.country.observing import Seen
from sandbox.country.promises.books import Books


@dataclass(slots=True)
class Claim:
    """Somebody is responsible from `since` until the midnight that begins `until`."""

    spell: str
    holder: Party
    since: date
    until: date | None = None

    def covers(self, midnight: date) -> bool:
        return self.since <= midnight and (self.until is None or midnight < self.until)


@dataclass(slots=True)
class Checks:
    """How many midnights were looked at, and at how many nobody or more than one was responsible."""

    checks: int = 0
    none: int = 0
    two: int = 0
    wrong: int = 0


def check_owners(books: Books) -> tuple[Checks, list[str]]:
    """Every citizen at every midnight of a spell, against the responsibility that was told."""
    claims, counted, found = claims_by_number(books), Checks(), strangers(books)
    for account in books.accounts:
        own = claims.get(account.citizen.number, [])
        for midnight in midnights(account, books.until):
            holders = [claim.holder for claim in own if claim.covers(midnight)]
            if fault := count(counted, holders, account.holder_on(midnight)):
                found.append(f"citizen {account.citizen.number} at midnight of {midnight}: {fault}")
        found += kept_after_the_end(account, books, own)
    return counted, found


def one_holder_at_each_midnight(books: Books) -> Iterator[str]:
    """The sentences of `check_owners`."""
    yield from check_owners(books)[1]


def the_present_holder_is_the_last(books: Books) -> Iterator[str]:
    """What the compacted topic states of a citizen is what the ledger's facts say."""
    stated = {seen.key: seen for seen in books.seen.of(ResponsibilityStated)}
    claims = claims_of(books.seen.of(ResponsibilityMoved, ResponsibilityEnded))
    for key in sorted(claims.keys() | stated.keys()):
        holders = [claim.holder for claim in claims[key] if claim.until is None]
        last = stated.get(key)
        present = last.event.holder if last and isinstance(last.event, ResponsibilityStated) else None
        if holders != ([present] if present else []):
            said = " and ".join(map(str, holders)) or "nobody"
            yield f"the present holder of {key} is stated as {present or 'nobody'}; the facts say {said}"


def count(counted: Checks, holders: list[Party], right: Party | None) -> str | None:
    """Count one midnight; what is wrong with it, or None."""
    counted.checks += 1
    if not holders:
        counted.none += 1
        return "nobody is responsible"
    if len(holders) > 1:
        counted.two += 1
        return f"{' and '.join(map(str, holders))} are responsible"
    if holders != [right]:
        counted.wrong += 1
        return f"{holders[0]} is responsible, it must be {right}"
    return None


def midnights(account: Account, until: date) -> Iterator[date]:
    """The midnights of a spell that is known by the day `until`: from its first day, back-dated ones too."""
    if account.spell.registered > until:
        return
    day = account.spell.starts
    while day <= until and account.holder_on(day):
        yield day
        day += timedelta(days=1)


def kept_after_the_end(account: Account, books: Books, claims: list[Claim]) -> Iterator[str]:
    """A spell that is over has nobody responsible any more."""
    ended = account.spell.ended
    if ended is None or ended.told > books.until:
        return
    mine = {claim.spell for claim in claims if claim.since == account.spell.starts}
    for claim in claims:
        if claim.spell in mine and claim.until is None:
            yield f"citizen {account.citizen.number}: {claim.holder} stays responsible after {ended.on}"


def claims_by_number(books: Books) -> dict[int, list[Claim]]:
    """The claims of each citizen, by the sandbox's own number."""
    claims = claims_of(books.seen.of(ResponsibilityMoved, ResponsibilityEnded))
    return {number: own for key, own in claims.items() if (number := books.people.find(key)) is not None}


def strangers(books: Books) -> list[str]:
    """People somebody is responsible for, and whom no fund registered."""
    keys = {seen.key for seen in books.seen.of(ResponsibilityMoved)}
    return [f"{key} has a responsible authority and no spell" for key in sorted(keys) if books.people.find(key) is None]


def claims_of(seen: list[Seen]) -> dict[str, list[Claim]]:
    """What the facts say, by citizen_id. A fact that does not follow from the one before leaves two claims or none."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for each in sorted(seen, key=lambda each: (each.lane, each.sequence)):
        event, own = each.event, claims[each.key]
        if isinstance(event, ResponsibilityMoved):
            close(own, event.spell_id, event.previous, event.effective)
            own.append(Claim(event.spell_id, event.holder, event.effective))
        elif isinstance(event, ResponsibilityEnded):
            close(own, event.spell_id, event.holder, event.effective)
    return claims


def close(claims: list[Claim], spell: str, holder: Party | None, effective: date) -> None:
    """The open claim of this holder ends."""
    for claim in claims:
        if claim.spell == spell and claim.holder == holder and claim.until is None:
            claim.until = effective
            return
