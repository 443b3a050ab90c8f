"""The schema and example files of the catalogue, as tests read them."""

import json
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

from samspil.events import CATALOGUE, Event, OutsideEvent

SHARED: Final = Path(__file__).parents[2] / "shared"
SCHEMAS: Final = SHARED / "schemas"
RELEASED: Final = SCHEMAS / "released"
EXAMPLES: Final = SHARED / "examples"

EVENTS: Final[tuple[type[Event], ...]] = tuple(CATALOGUE.values())
OUTSIDE: Final[tuple[type[OutsideEvent], ...]] = tuple(event for event in EVENTS if issubclass(event, OutsideEvent))


def load(path: Path) -> Any:
    """A JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def example(event: type[Event]) -> dict[str, Any]:
    """The example of an event: a CloudEvent in structured mode."""
    document: dict[str, Any] = load(EXAMPLES / f"{event.type}.json")
    return document


def schema(event: type[Event], suffix: str = "") -> dict[str, Any]:
    """The schema file of an event, or with the suffix `.producer` the one for its producers."""
    document: dict[str, Any] = load(SCHEMAS / f"{event.type}{suffix}.json")
    return document


def problems(data: Any, schema: dict[str, Any]) -> list[str]:
    """Where and how data are not as a schema says; formats such as dates are checked too."""
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in checker.iter_errors(data)]
