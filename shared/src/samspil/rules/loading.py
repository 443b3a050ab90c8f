"""Finds the packs: one TOML file each, read and checked once."""

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from pydantic import ValidationError

from samspil.rules.pack import Pack

_FOLDER: Final = files("samspil.rules") / "packs"


class NoPack(LookupError):
    """No rule pack is in force for a spell that begins on `day`."""

    def __init__(self, day: date) -> None:
        super().__init__("no pack for this date")
        self.day = day


class BadPack(ValueError):
    """A pack's file cannot be used; the message names the file and, where it has one, the field."""


@cache
def packs() -> tuple[Pack, ...]:
    """All packs, by the day they came into force. Raises BadPack."""
    names = sorted(each.name for each in _FOLDER.iterdir() if each.name.endswith(".toml"))
    return in_order(read_pack(name, (_FOLDER / name).read_text(encoding="utf-8")) for name in names)


@lru_cache(maxsize=4096)
def pack_for(spell_start: date) -> Pack:
    """The pack that a spell follows to its end, by the day it begins. Raises NoPack."""
    for each in packs():
        if each.begins_on(spell_start):
            return each
    raise NoPack(spell_start)


@cache
def pack(id: str) -> Pack:
    """The pack with this id ("R2024"). Raises LookupError."""
    for each in packs():
        if each.id == id:
            return each
    raise LookupError(f"no rule pack has the id {id!r}; there are {', '.join(each.id for each in packs())}")


def read_pack(name: str, text: str) -> Pack:
    """The pack in the text of the file `name`. Raises BadPack."""
    try:
        found = Pack.model_validate(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise BadPack(f"{name}: {error}") from error
    except ValidationError as error:
        raise BadPack("\n".join(_told(name, error))) from error
    if name != f"{found.id}.toml":
        raise BadPack(f"{name}: id: the pack {found.id} belongs into {found.id}.toml")
    return found


def in_order(found: Iterable[Pack]) -> tuple[Pack, ...]:
    """Packs by the day they came into force. Raises BadPack where two are in force on the same day."""
    ordered = tuple(sorted(found, key=lambda each: each.valid_from))
    for earlier, later in pairwise(ordered):
        if earlier.begins_on(later.valid_from):
            raise BadPack(f"{later.id}.toml: valid_from: {earlier.id} is still in force on {later.valid_from}")
    return ordered


def _told(name: str, error: ValidationError) -> Iterable[str]:
    for each in error.errors(include_url=False, include_input=False):
        field = ".".join(str(part) for part in each["loc"])
        yield f"{name}: {field or 'the whole pack'}: {each['msg']}"
