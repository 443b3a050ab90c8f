"""What a file may say where: the model behind a path, read off the models themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo

from samspil.rulebook.positions import Path
from samspil.rules.rule import Terms


def model_at(whole: type[Terms], path: Path) -> type[Terms] | None:
    """The model of the table at a path, or None where no table is expected."""
    here: type[Terms] | None = whole
    for part in path:
        if isinstance(part, int):
            continue
        field = fields_by_key(here).get(part) if here else None
        here = next(_models_in(field.annotation), None) if field else None
    return here


def fields_by_key(model: type[Terms]) -> dict[str, FieldInfo]:
    """The fields of a table by the key that the file writes."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models_in(annotation: Any) -> Iterator[type[Terms]]:
    if isinstance(annotation, type) and issubclass(annotation, Terms):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
