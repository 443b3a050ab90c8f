"""All packs and overlays together, checked once, so that a look-up finds everything ready."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Self

from samspil.calendar import ONE_DAY
from samspil.rules.combining import check_pairs, combinations_of
from samspil.rules.documents import Document
from samspil.rules.laying import in_laying_order, laid_over
from samspil.rules.overlay import Overlay
from samspil.rules.pack import Pack
from samspil.rules.reading import BadPack, in_order, read_document
from samspil.rules.resolved import RuleSet


class NoPack(LookupError):
    """No rule pack is in force for a spell that begins on `day`."""

    def __init__(self, day: date) -> None:
        super().__init__("no pack for this date")
        self.day = day


@dataclass(frozen=True)
class Law:
    """Packs by the day they came into force, overlays in the order in which they are laid. `of` makes and checks it."""

    packs: tuple[Pack, ...]
    overlays: tuple[Overlay, ...]
    documents: Mapping[str, Document]
    """The packs as plain documents, by id."""
    _resolved: dict[tuple[str, ...], RuleSet] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, packs: Mapping[str, Document], overlays: Iterable[Overlay]) -> Self:
        """The law of these packs and overlays. Raises BadPack where they do not go together.

        Every set of overlays that one citizen can have is laid over every pack that it may lie on.
        """
        found = in_order(read_document(f"{id}.toml", document) for id, document in packs.items())
        law = cls(found, in_laying_order(overlays), packs)
        law.check()
        return law

    def pack_for(self, spell_start: date) -> Pack:
        """The pack that a spell follows to its end, by the day it begins. Raises NoPack."""
        at = bisect_right(self._begins, spell_start) - 1
        if at < 0 or not self.packs[at].begins_on(spell_start):
            raise NoPack(spell_start)
        return self.packs[at]

    def pack(self, id: str) -> Pack:
        """The pack with this id ("R2024"). Raises LookupError."""
        try:
            return self._packs[id]
        except KeyError:
            raise LookupError(f"no rule pack has the id {id!r}; there are {', '.join(self._packs)}") from None

    def over(self, pack_id: str, day: date) -> tuple[Overlay, ...]:
        """The overlays on a pack that somebody can have on a day: those that run, and those that one can still keep."""
        changes, held = self._held[pack_id]
        return held[bisect_right(changes, day)]

    def overlay(self, id: str) -> Overlay:
        """The overlay with this id ("T2020"). Raises LookupError."""
        try:
            return self._by_id[id]
        except KeyError:
            raise LookupError(f"no overlay has the id {id!r}; there are {', '.join(self._by_id)}") from None

    def trial(self, id: str) -> Overlay:
        """The trial with this id. Raises LookupError."""
        found = self.overlay(id)
        if found.kind != "trial":
            raise LookupError(f"{id} is no trial, it is a {found.kind}")
        return found

    def resolved(self, pack: Pack, overlays: tuple[Overlay, ...]) -> RuleSet:
        """The pack with overlays laid over it in this order. Raises BadPack where they do not go together."""
        key = (pack.id, *[each.id for each in overlays])
        found = self._resolved.get(key)
        if found is None:
            whole = laid_over(pack.id, self.documents[pack.id], overlays) if overlays else pack
            found = self._resolved[key] = RuleSet(whole, pack, overlays)
        return found

    def ready(self) -> frozenset[tuple[str, ...]]:
        """The id of a pack and of what lies over it, for all sets that are made."""
        return frozenset(self._resolved)

    def check(self) -> None:
        """Raises BadPack where the packs and overlays do not go together."""
        ids = [*(each.id for each in self.packs), *(each.id for each in self.overlays)]
        if twice := sorted({id for id in ids if ids.count(id) > 1}):
            raise BadPack(f"{twice[0]}.toml: id: more than one pack or overlay has the id {twice[0]}")
        for each in self.overlays:
            if unknown := [id for id in each.over if id not in self.documents]:
                raise BadPack(f"{each.id}.toml: over: there is no pack {', '.join(unknown)}")
        check_pairs(self.overlays)
        for pack in self.packs:
            over = [each for each in self.overlays if pack.id in each.over]
            for each in over:
                if not each.running:
                    laid_over(pack.id, self.documents[pack.id], (each,))
            for some in combinations_of([each for each in over if each.running]):
                self.resolved(pack, some)

    @cached_property
    def _begins(self) -> tuple[date, ...]:
        return tuple(each.valid_from for each in self.packs)

    @cached_property
    def _held(self) -> Mapping[str, tuple[list[date], list[tuple[Overlay, ...]]]]:
        """For each pack the days on which something begins or ceases, and what can be held before and between them."""
        return {pack.id: _held_by_time([each for each in self.overlays if pack.id in each.over]) for pack in self.packs}

    @cached_property
    def _packs(self) -> Mapping[str, Pack]:
        return {each.id: each for each in self.packs}

    @cached_property
    def _by_id(self) -> Mapping[str, Overlay]:
        return {each.id: each for each in self.overlays}


def _held_by_time(overlays: Sequence[Overlay]) -> tuple[list[date], list[tuple[Overlay, ...]]]:
    changes = sorted({day for each in overlays for first, last in each.held for day in (first, _after(last))})
    at_first: tuple[Overlay, ...] = ()
    return changes, [at_first, *(tuple(each for each in overlays if each.can_be_held(day)) for day in changes)]


def _after(last: date) -> date:
    return last if last == date.max else last + ONE_DAY
