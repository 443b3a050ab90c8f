"""Reads packs and overlays from TOML, each by itself, and tells file and field of a mistake."""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, Literal

from pydantic import ValidationError

from samspil.calendar import ONE_DAY
from samspil.rules.documents import Document, misnamed, rules_in
from samspil.rules.overlay import Overlay
from samspil.rules.pack import Pack, all_rules

_FOLDER: Final = files("samspil.rules")


class BadPack(ValueError):
    """A pack's or overlay's file cannot be used; the message names the file and, where it has one, the field."""


def read_pack(name: str, text: str) -> Pack:
    """The pack in the text of the file `name`. Raises BadPack."""
    return read_document(name, parsed(name, text))


def read_document(name: str, document: Document) -> Pack:
    """The pack that a document says; `name` is for errors and must be the pack's own where it ends in .toml."""
    try:
        found = Pack.model_validate(document)
    except ValidationError as error:
        raise BadPack("\n".join(_told(name, "the whole pack", error))) from error
    if name.endswith(".toml"):
        _in_its_file(name, found.id)
        _says_it_itself(name, found.id, [rule.id for rule in all_rules(found)])
        _fits_its_table(name, document)
    return found


def read_overlay(name: str, document: Document) -> Overlay:
    """The overlay in the document of the file `name`, by itself; the law checks it with the packs. Raises BadPack."""
    try:
        found = Overlay.model_validate(document)
    except ValidationError as error:
        raise BadPack("\n".join(_told(name, "the whole overlay", error))) from error
    _in_its_file(name, found.id)
    own = [rule.id for rule in found.own_rules()]
    _says_it_itself(name, found.id, [*own, *(rule["id"] for rule in rules_in(found.changes))])
    if twice := sorted({id for id in own if own.count(id) > 1}):
        raise BadPack(f"{name}: more than one of its own rules is {', '.join(twice)}")
    _fits_its_table(name, document)
    return found


def in_order(found: Iterable[Pack]) -> tuple[Pack, ...]:
    """Packs by the day they came into force. Raises BadPack where on a day between them there are two or none."""
    ordered = tuple(sorted(found, key=lambda each: each.valid_from))
    for earlier, later in pairwise(ordered):
        if earlier.begins_on(later.valid_from):
            raise BadPack(f"{later.id}.toml: valid_from: {earlier.id} is still in force on {later.valid_from}")
        if earlier.valid_until and (day := earlier.valid_until + ONE_DAY) < later.valid_from:
            raise BadPack(f"{later.id}.toml: valid_from: no pack on {day}, the day after {earlier.id} ends")
    return ordered


@cache
def documents(kind: Literal["packs", "overlays"]) -> Mapping[str, Document]:
    """All files of a kind as plain documents, by name."""
    folder = _FOLDER / kind
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return {name.removesuffix(".toml"): parsed(name, (folder / name).read_text(encoding="utf-8")) for name in names}


def parsed(name: str, text: str) -> Document:
    """The document in a text. Raises BadPack."""
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


def _fits_its_table(name: str, document: Document) -> None:
    for path, id, meant in misnamed(document):
        raise BadPack(f"{name}: {'.'.join(map(str, path))}.id: {id} does not fit its table, it is {meant}")


def _told(name: str, whole: str, error: ValidationError) -> Iterable[str]:
    for each in error.errors(include_url=False, include_input=False):
        field = ".".join(str(part) for part in each["loc"])
        yield f"{name}: {field or whole}: {each['msg']}"
