"""What is wrong with a file, in words: the line, the field, the fault, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any, Final

from pydantic_core import ErrorDetails

from samspil.rulebook.positions import Path
from samspil.rulebook.shapes import fields_by_key, model_at
from samspil.rules.rule import Terms


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One fault of a file. `field` is empty where it is about the whole file."""

    line: int
    field: str
    fault: str
    advice: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field + ': ' if self.field else ''}{self.fault}: {self.advice}"


def worded(error: ErrorDetails, whole: type[Terms], path: Path) -> tuple[str, str]:
    """The fault that a model found at a path, and what to do about it."""
    kind = error["type"]
    if kind == "missing":
        return _missing(whole, path)
    if kind == "extra_forbidden":
        return _not_known(whole, path)
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, "), "change one of the values that do not go together"
    return _fault(error), _advice(error)


def dotted(path: Path) -> str:
    """A path as people write it; elements of lists are counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _missing(whole: type[Terms], path: Path) -> tuple[str, str]:
    name, around = str(path[-1]), model_at(whole, path[:-1])
    field = fields_by_key(around).get(name) if around else None
    meaning = f" ({field.description})" if field and field.description else ""
    if model_at(whole, path):
        return "is missing", f"add a table [{'.'.join(map(str, path))}]{meaning}"
    return "is missing", f"add a line `{name} = …`{meaning}"


def _not_known(whole: type[Terms], path: Path) -> tuple[str, str]:
    around = model_at(whole, path[:-1])
    known = list(fields_by_key(around)) if around else []
    near = get_close_matches(str(path[-1]), known, n=1)
    if near:
        return "is not known here", f"did you mean `{near[0]}`?"
    return "is not known here", f"take it away, or write one of {', '.join(known)}"


A_NUMBER: Final = "write digits, and a point where there are decimals, without quotation marks, like 160.33"
NO_INSTANCE: Final = {
    "Decimal": ("is no number", A_NUMBER),
    "Fraction": ("is no part of a window", 'write it between quotation marks, like "6/13"'),
}

FAULTS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "literal_error": lambda ctx: f"is none of {ctx['expected']}",
    "string_type": lambda ctx: "is no text",
    "string_too_short": lambda ctx: "is empty",
    "string_pattern_mismatch": lambda ctx: "does not have the form that it must have",
    "int_type": lambda ctx: "is no whole number",
    "is_instance_of": lambda ctx: NO_INSTANCE.get(ctx["class"], ("is something else", ""))[0],
    "finite_number": lambda ctx: "is no number",
    "decimal_max_places": lambda ctx: f"has more than {ctx['decimal_places']} decimals",
    "bool_type": lambda ctx: "is neither true nor false",
    "date_type": lambda ctx: "is no date",
    "greater_than_equal": lambda ctx: f"is less than {ctx['ge']}",
    "greater_than": lambda ctx: f"is not more than {ctx['gt']}",
    "less_than_equal": lambda ctx: f"is more than {ctx['le']}",
    "less_than": lambda ctx: f"is not less than {ctx['lt']}",
    "too_short": lambda ctx: "is an empty list",
    "tuple_type": lambda ctx: "is no list",
    "frozen_set_type": lambda ctx: "is no list",
    "dict_type": lambda ctx: "is no table",
    "model_type": lambda ctx: "is no table",
    "model_attributes_type": lambda ctx: "is no table",
}

ADVICE: Final = {
    "string_type": 'write it between quotation marks, like "text"',
    "string_too_short": "say it, or take the line away where it may be left out",
    "int": "write digits only, without quotation marks, like 8",
    "decimal": A_NUMBER,
    "finite_number": A_NUMBER,
    "bool": "write true or false, without quotation marks",
    "date": "write a day like 2028-01-01, without quotation marks",
    "too_short": "name at least one",
    "tuple_type": "write a list, even of one: [ … ]",
    "frozen_set_type": "write a list, even of one: [ … ]",
    "literal_error": "write one of them",
}


def _fault(error: ErrorDetails) -> str:
    worded = FAULTS.get(error["type"])
    said = worded(error.get("ctx", {})) if worded else error["msg"][:1].lower() + error["msg"][1:]
    found = error["input"]
    if isinstance(found, datetime):
        said = f"is a moment and {said.removeprefix('is ')}"
    told = "" if isinstance(found, Mapping | list | tuple) or not worded else _as_written(found, error["type"])
    return f"{told} {said}".lstrip()


def _as_written(value: object, kind: str) -> str:
    """A value as the file has it; text between quotation marks where they are what is wrong."""
    if isinstance(value, bool):
        return str(value).lower()
    in_marks = isinstance(value, str) and not kind.startswith(("string", "literal"))
    return f'"{value}"' if in_marks else str(value)


def _advice(error: ErrorDetails) -> str:
    kind = error["type"]
    if kind == "string_pattern_mismatch":
        return f"it must match {error['ctx']['pattern']}"
    if kind == "is_instance_of":
        return NO_INSTANCE.get(error["ctx"]["class"], ("", "change it"))[1]
    return ADVICE.get(kind) or ADVICE.get(kind.partition("_")[0]) or "change it"
