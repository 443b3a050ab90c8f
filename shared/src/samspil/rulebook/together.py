"""Whether a pack or an overlay that somebody wrote goes together with all that are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from samspil.rulebook.complaints import Complaint, worded
from samspil.rulebook.draft import Draft
from samspil.rulebook.positions import Path
from samspil.rules import BadPack, Overlay, Pack
from samspil.rules.law import Law
from samspil.rules.reading import documents, read_overlay

ADVICE: Final = "change it here, or what it does not go together with"


def complaints_together(draft: Draft, model: type[Pack] | type[Overlay]) -> Iterator[Complaint]:
    """What the law refuses when this file is in it, in the place of a known one of the same id."""
    try:
        packs, overlays = dict(documents("packs")), dict(documents("overlays"))
        (packs if model is Pack else overlays)[draft.id] = draft.document
        Law.of(packs, [read_overlay(f"{id}.toml", document) for id, document in overlays.items()])
    except BadPack as problem:
        for line, error in zip(*_told(problem), strict=True):
            yield _translated(draft, line, error)


def _told(problem: BadPack) -> tuple[list[str], list[ErrorDetails | None]]:
    """The lines of the problem, each with the error that a model found, where a model found it."""
    lines = str(problem).splitlines()
    cause = problem.__cause__
    errors = cause.errors(include_url=False) if isinstance(cause, ValidationError) else []
    return lines, [*errors] if len(errors) == len(lines) else [None] * len(lines)


def _translated(draft: Draft, line: str, error: ErrorDetails | None) -> Complaint:
    file, _, told = line.partition(": ")
    if file != f"{draft.id}.toml":
        return draft.complaint(
            (), f"does not go together with {file}: {told}", f"check {file} too, to see which is wrong"
        )
    field, _, fault = told.partition(": ")
    path = _path(field)
    if not draft.positions.has(path[:1]):
        path, fault = (), told
    advice = ADVICE
    if error:
        said, advice = worded(error, Pack, error["loc"])
        fault = fault.replace(error["msg"], said)
    return draft.complaint(draft.meant(path, fault), fault, advice)


def _path(field: str) -> Path:
    return tuple(int(part) if part.isdecimal() else part for part in field.split("."))
