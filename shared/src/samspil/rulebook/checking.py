"""Whether a pack or an overlay that somebody wrote is sound, alone and beside those that are known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from pydantic import ValidationError

from samspil.calendar import ONE_DAY
from samspil.rulebook.complaints import Complaint, worded
from samspil.rulebook.draft import Draft, Unreadable
from samspil.rulebook.together import complaints_together
from samspil.rules import BadPack, Overlay, Pack
from samspil.rules.documents import misnamed
from samspil.rules.reading import documents, read_document

Kind = Literal["pack", "overlay", ""]

ONLY_IN_OVERLAYS: Final = frozenset({"kind", "over", "states", "scope"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a file; nothing where it is sound. `kind` and `id` are what it says of itself."""

    file: str
    kind: Kind
    id: str
    rules: int
    complaints: tuple[Complaint, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.complaints

    def as_json(self) -> dict[str, Any]:
        """The verdict as plain data."""
        return {"sound": self.sound, **asdict(self)}


def check(name: str, text: str) -> Verdict:
    """The verdict on a text in a file of this name. Every fault that can be seen at once is in it, by line."""
    try:
        draft = Draft.read(name, text)
    except Unreadable as problem:
        return Verdict(name, "", "", 0, (problem.complaint,))
    kind: Kind = "overlay" if ONLY_IN_OVERLAYS & draft.document.keys() else "pack"
    found = set(_of_overlay(draft) if kind == "overlay" else _of_pack(draft))
    return Verdict(name, kind, draft.id, len([*draft.rules()]), tuple(sorted(found)))


def _of_pack(draft: Draft) -> Iterator[Complaint]:
    yield from _by_file(draft)
    found = [*_by_model(draft, Pack), *_by_names(draft)]
    found = found or [*_beside_others(draft, Pack.model_validate(draft.document))]
    yield from found or complaints_together(draft, Pack)


def _of_overlay(draft: Draft) -> Iterator[Complaint]:
    yield from _by_file(draft)
    found = [*_by_model(draft, Overlay), *_by_names(draft)]
    yield from found or complaints_together(draft, Overlay)


def _by_model(draft: Draft, model: type[Pack] | type[Overlay]) -> Iterator[Complaint]:
    """What the model itself refuses."""
    try:
        model.model_validate(draft.document)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            path = draft.meant(each["loc"], each["msg"]) if each["type"] == "value_error" else each["loc"]
            yield draft.complaint(path, *worded(each, model, each["loc"]))


def _by_file(draft: Draft) -> Iterator[Complaint]:
    """An id that is not the file's. What else is wrong is told as if the file were called so."""
    if draft.id and draft.name != f"{draft.id}.toml":
        advice = f"call the file {draft.id}.toml or change the id"
        yield draft.complaint(("id",), f"{draft.id} stands in {draft.name}", advice)


def _by_names(draft: Draft) -> Iterator[Complaint]:
    """Ids of rules that are not those of this file or of their table."""
    for path, rule in draft.rules():
        if not rule["id"].startswith(f"{draft.id}."):
            yield draft.complaint((*path, "id"), f"{rule['id']} is no rule of {draft.id}", f"begin it with {draft.id}.")
    for way, id, meant in misnamed(draft.document):
        yield draft.complaint((*way, "id"), f"{id} does not fit the table it stands in", f"call it {meant}")


def _beside_others(draft: Draft, found: Pack) -> Iterator[Complaint]:
    """Known packs that are in force on the same days, or days between this one and the next on which none is.

    A known version of this pack itself is no other.
    """
    others = [*_others(draft)]
    yield from _gaps(draft, found, others)
    for other in others:
        if other.begins_on(found.valid_from):
            until = found.valid_from - ONE_DAY
            advice = f"end {other.id} with valid_until = {until}, or let this one begin later"
            yield draft.complaint(("valid_from",), f"{other.id} is still in force on {found.valid_from}", advice)
        elif found.begins_on(other.valid_from):
            advice = f"end this one with valid_until = {other.valid_from - ONE_DAY} or earlier"
            yield draft.complaint(("valid_until",), f"{other.id} is in force from {other.valid_from}", advice)


def _gaps(draft: Draft, found: Pack, others: list[Pack]) -> Iterator[Complaint]:
    ends = [other.valid_until for other in others if other.valid_until and other.valid_until < found.valid_from]
    if ends and (day := max(ends) + ONE_DAY) != found.valid_from and not any(each.begins_on(day) for each in others):
        yield draft.complaint(("valid_from",), f"no pack on {day}", f"begin on that day: valid_from = {day}")
    begins = [other.valid_from for other in others if other.valid_from > found.valid_from]
    if begins and found.valid_until and (day := found.valid_until + ONE_DAY) < min(begins):
        advice = f"end on the day before the next pack: valid_until = {min(begins) - ONE_DAY}"
        yield draft.complaint(("valid_until",), f"no pack on {day}", advice)
    if not begins and found.valid_until:
        advice = "leave valid_until out until the next pack is known"
        yield draft.complaint(("valid_until",), f"no pack on {found.valid_until + ONE_DAY} and after it", advice)


def _others(draft: Draft) -> Iterator[Pack]:
    """The packs beside this one, each by itself: the law as a whole may be unsound because of this very file."""
    for id, document in documents("packs").items():
        if id != draft.id:
            with suppress(BadPack):
                yield read_document(f"{id}.toml", document)
