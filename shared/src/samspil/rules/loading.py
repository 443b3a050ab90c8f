"""Finds the packs and overlays: one TOML file each, read and checked once."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

from pydantic import ValidationError

from samspil.rules.documents import rules_in
from samspil.rules.overlay import Overlay
from samspil.rules.pack import Pack, all_rules

_FOLDER: Final = files("samspil.rules")


class NoPack(LookupError):
    """No rule pack is in force for a spell that begins on `day`."""

    def __init__(self, day: date) -> None:
        super().__init__("no pack for this date")
        self.day = day


class BadPack(ValueError):
    """A pack's or overlay's file cannot be used; the message names the file and, where it has one, the field."""


@cache
def packs() -> tuple[Pack, ...]:
    """All packs, by the day they came into force. Raises BadPack."""
    return in_order(read_document(f"{id}.toml", document_of(id)) for id in _documents("packs"))


@cache
def overlays() -> tuple[Overlay, ...]:
    """All overlays, by the day on which their first state began. Raises BadPack."""
    found = [read_overlay(f"{id}.toml", document) for id, document in _documents("overlays").items()]
    return tuple(sorted(found, key=lambda each: (each.states[0].since, each.id)))


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


@cache
def overlay(id: str) -> Overlay:
    """The overlay with this id ("T2020"). Raises LookupError."""
    for each in overlays():
        if each.id == id:
            return each
    raise LookupError(f"no overlay has the id {id!r}; there are {', '.join(each.id for each in overlays())}")


@cache
def document_of(pack_id: str) -> Mapping[str, Any]:
    """A pack as a plain document."""
    return _documents("packs")[pack_id]


def read_pack(name: str, text: str) -> Pack:
    """The pack in the text of the file `name`. Raises BadPack."""
    return read_document(name, _parse(name, text))


def read_document(name: str, document: Mapping[str, Any]) -> Pack:
    """The pack that a document says; `name` is for errors and must be the pack's own where it ends in .toml."""
    try:
        found = Pack.model_validate(document)
    except ValidationError as error:
        raise BadPack("\n".join(_told(name, error))) from error
    if name.endswith(".toml"):
        _in_its_file(name, found.id)
        _says_it_itself(name, found.id, [rule.id for rule in all_rules(found)])
    return found


def read_overlay(name: str, document: Mapping[str, Any]) -> Overlay:
    """The overlay in the document of the file `name`. Raises BadPack."""
    try:
        found = Overlay.model_validate(document)
    except ValidationError as error:
        raise BadPack("\n".join(_told(name, error))) from error
    _in_its_file(name, found.id)
    _says_it_itself(name, found.id, [found.rule.id, *(rule["id"] for rule in rules_in(found.changes))])
    return found


def in_order(found: Iterable[Pack]) -> tuple[Pack, ...]:
    """Packs by the day they came into force. Raises BadPack where two are in force on the same day."""
    ordered = tuple(sorted(found, key=lambda each: each.valid_from))
    for earlier, later in pairwise(ordered):
        if earlier.begins_on(later.valid_from):
            raise BadPack(f"{later.id}.toml: valid_from: {earlier.id} is still in force on {later.valid_from}")
    return ordered


@cache
def _documents(kind: str) -> dict[str, Mapping[str, Any]]:
    folder = _FOLDER / kind
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return {name.removesuffix(".toml"): _parse(name, (folder / name).read_text(encoding="utf-8")) for name in names}


def _parse(name: str, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise BadPack(f"{name}: {error}") from error


def _in_its_file(name: str, id: str) -> None:
    if name != f"{id}.toml":
        raise BadPack(f"{name}: id: {id} belongs into {id}.toml")


def _says_it_itself(name: str, id: str, rules: Iterable[str]) -> None:
    if strays := sorted(rule for rule in rules if not rule.startswith(f"{id}.")):
        raise BadPack(f"{name}: the ids of its rules begin with {id}: {', '.join(strays)}")


def _told(name: str, error: ValidationError) -> Iterable[str]:
    for each in error.errors(include_url=False, include_input=False):
        field = ".".join(str(part) for part in each["loc"])
        yield f"{name}: {field or 'the whole pack'}: {each['msg']}"
