"""Lays overlays over a pack, and tells in the words of their files what does not go together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from samspil.rules.documents import Document, NoSuchPlace, OtherPlace, amended, is_rule, path_of
from samspil.rules.overlay import LAID_IN_THIS_ORDER, Overlay
from samspil.rules.pack import Pack
from samspil.rules.reading import BadPack


def in_laying_order(overlays: Iterable[Overlay]) -> tuple[Overlay, ...]:
    """Overlays in the order in which they are laid: by kind, then by the day of their first state."""
    return tuple(
        sorted(overlays, key=lambda each: (LAID_IN_THIS_ORDER.index(each.kind), each.states[0].since, each.id))
    )


def laid_over(pack_id: str, document: Document, overlays: Sequence[Overlay]) -> Pack:
    """The pack with these overlays laid over it, one after the other. Raises BadPack where they do not go together."""
    where = f"over {' with '.join((pack_id, *(each.id for each in overlays[:-1])))}"
    for each in overlays:
        try:
            document = amended(document, each.changes, each.removes)
        except NoSuchPlace as error:
            raise BadPack(f"{each.id}.toml: removes: {where}: {error}") from error
        except OtherPlace as error:
            raise BadPack(f"{each.id}.toml: changes: {where}: {error}") from error
    try:
        return Pack.model_validate(document)
    except ValidationError as error:
        raise BadPack("\n".join(_told(error, document, overlays, where))) from error


def _told(error: ValidationError, document: Document, overlays: Sequence[Overlay], where: str) -> Iterator[str]:
    for each in error.errors(include_url=False, include_input=False):
        told = _in_an_overlay(each["loc"], document, overlays)
        file, field = told or (overlays[-1].id, ".".join(map(str, each["loc"])) or "the whole pack")
        yield f"{file}.toml: {field}: {where}: {each['msg']}"


def _in_an_overlay(
    loc: tuple[int | str, ...], document: Document, overlays: Sequence[Overlay]
) -> tuple[str, str] | None:
    """The overlay whose rule is wrong, and where in its file; None where the fault is in no single rule of theirs."""
    part: Any = document
    for depth, step in enumerate(loc):
        try:
            part = part[step]
        except (LookupError, TypeError):
            return None
        if is_rule(part):
            return _field_of(part["id"], loc[depth + 1 :], overlays)
    return None


def _field_of(id: str, rest: tuple[int | str, ...], overlays: Sequence[Overlay]) -> tuple[str, str] | None:
    for each in overlays:
        if (path := path_of(id, each.changes)) is not None:
            return each.id, ".".join(map(str, ("changes", *path, *rest)))
    return None
