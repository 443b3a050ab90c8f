"""From an event to what happened and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from operations.domain.words import courses, decided, outside
from operations.domain.words.sentence import Sentence
from samspil.events.event import CATALOGUE, Event

SENTENCES: Mapping[type[Event], Sentence] = {**outside.SENTENCES, **decided.SENTENCES, **courses.SENTENCES}


@dataclass(frozen=True, slots=True)
class Said:
    """One event as an operator reads it. `why` is empty where the event that caused it says everything."""

    what: str
    why: str


def said(type_: str, data: Mapping[str, Any] | None) -> Said:
    """The event in plain words. What this version does not know is called by its type."""
    kind = CATALOGUE.get(type_)
    sentence = SENTENCES.get(kind) if kind else None
    if kind is None or sentence is None or data is None:
        return Said(type_, "" if data is not None else "this version cannot read it")
    try:
        event = kind.model_validate(data)
    except ValidationError:
        return Said(type_, "this version cannot read it")
    return Said(sentence.what(event), sentence.why(event))
