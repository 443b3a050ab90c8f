"""Rule sets by name: "R2020+R2023+T2020" is the pack R2020 with R2023 and T2020 laid over it.

Intake resolves which rules hold for a spell and says their name; the other services read the rules by it.
"""

from datetime import date
from functools import cache

from samspil.rules.loading import overlays, pack_for
from samspil.rules.pack import Pack
from samspil.rules.resolving import RuleSet, laid_over


def name_of(rules: RuleSet) -> str:
    """The name under which `named` finds these rules again."""
    return "+".join((rules.pack.id, *rules.overlays))


@cache
def named(name: str) -> Pack:
    """The rules of this name, as the pack that decisions read. Raises LookupError where a part of it is unknown."""
    base, *over = name.split("+")
    return laid_over(base, tuple(over))


def next_change(spell_start: date, day: date) -> date | None:
    """The next day after `day` on which something may begin or cease to lie over the pack of a spell that began then.

    What is for some ages may do so with each year. None where nothing is known to come. Raises NoPack before the first
    pack.
    """
    pack = pack_for(spell_start).id
    changes = [each for each in _changes(pack) if each > day]
    if any(each.scope.ages is not None for each in overlays() if pack in each.over):
        changes.append(date(day.year + 1, 1, 1))
    return min(changes, default=None)


@cache
def _changes(pack_id: str) -> tuple[date, ...]:
    over = (each for each in overlays() if pack_id in each.over)
    return tuple(sorted({state.since for each in over for state in each.states}))
