"""Walks the parameters of packs, whatever kinds of rules there are, and makes packs in which one of them is another."""

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

from pydantic import ValidationError

from samspil.rulebook.places import document_named_in, fields_of, rules_by_place
from samspil.rules import Pack, named, overlay
from samspil.rules.documents import Document, Path, amended, path_of
from samspil.rules.loading import document_of
from samspil.rules.rule import Rule, Terms

COUNTED_TOGETHER: Final = ({"job", "joint"}, {"cv"}, {"availability"})
NO_PARAMETER: Final = frozenset(Rule.model_fields)


class Parameter(NamedTuple):
    """One value in a rule of a version ("R2024", "R2020+T2020"). `path` leads to it from the rule: "opens", "count"."""

    version: str
    rule: str
    place: str
    path: Path
    value: Any

    @property
    def document(self) -> str:
        """The pack or overlay that says it."""
        return document_named_in(self.rule)

    @property
    def name(self) -> str:
        """The field of the rule that it is or is a part of."""
        return str(self.path[0])

    def __str__(self) -> str:
        return f"{self.rule} {'.'.join(map(str, self.path))}"


def parameters(version: str) -> Iterator[Parameter]:
    """All parameters of all rules of a version, also those that a file leaves to their default."""
    for place, rule in rules_by_place(named(version)).items():
        for name, value in fields_of(rule):
            if name not in NO_PARAMETER:
                for path, leaf in _leaves((name,), value):
                    yield Parameter(version, rule.id, place, path, leaf)


def _leaves(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, Terms):
        for name, inner in fields_of(value):
            alias = type(value).model_fields[name].alias
            yield from _leaves((*path, alias or name), inner)
    elif isinstance(value, tuple) and value and isinstance(value[0], Terms):
        for number, inner in enumerate(value):
            yield from _leaves((*path, number), inner)
    elif value is not None:
        yield path, value


def changed(document: Document, parameter: Parameter) -> Iterator[tuple[Document, Document]]:
    """The document, and with another value there, in every way that we can think of and that makes a pack.

    Where the value cannot mean anything in this pack, both are changed so that it can.
    """
    before = _where_it_matters(document, parameter)
    for value in _others(str(parameter.path[-1]), parameter.value):
        after = renumbered(_with(before, parameter, value))
        if _is_pack(before) and _is_pack(after):
            yield before, after


def _where_it_matters(document: Document, parameter: Parameter) -> Document:
    """The unit of 0 says nothing, nor does the step of a single meeting, nor a forecast where no hours hand over."""
    rule = rule_in(document, parameter.rule)
    if rule.get("before_takeover") and parameter.path[-1] in ("by", "from"):  # it could not open after the takeover
        return _where_it_matters(_with(document, parameter._replace(path=("before_takeover",)), False), parameter)
    if parameter.path[0] == "limits" and parameter.path[-1] == "unit" and not rule.get("step"):  # or it ends too soon
        document = _with(document, parameter._replace(path=("opens", "count")), 0)
    if parameter.path[-1] in ("unit", "from") and _part(rule, parameter)["count"] == 0:
        return _with(document, parameter, 2, "count")
    if parameter.path == ("opens", "unit") and (rule["course"], rule["by"]) == ("unemployment-fund", "jobcentre"):
        return _with(document, parameter, 5, "count")  # so that it opens after the takeover
    if parameter.path == ("step",) and len(rule["numbers"]) == 1:
        return renumbered(_with(document, parameter._replace(path=("numbers",)), [1, 2]))
    if parameter.place == "handover.forecast" and "hours" not in document["handover"]:
        return _with_hours(document)
    return document


def _with_hours(document: Document) -> Document:
    """The document with hours that hand over from the fund, as R2024 says and trials bring to earlier packs."""
    new, other = copy.deepcopy(dict(document)), document_of("R2024")
    new["handover"]["hours"] = other["handover"]["hours"]
    new["responsibility"]["transfers"] += [
        each for each in other["responsibility"]["transfers"] if each["cause"] == "hours"
    ]
    new["responsibility"]["first_owner"]["owner"] = "unemployment-fund"
    return new


def _is_pack(document: Document) -> bool:
    try:
        Pack.model_validate(document)
    except ValidationError:
        return False
    return True


def _with(document: Document, parameter: Parameter, value: Any, name: str | None = None) -> dict[str, Any]:
    new: dict[str, Any] = copy.deepcopy(dict(document))
    rule = rule_in(new, parameter.rule)
    if parameter.path == ("cause",):  # no cause may be there twice, and that of hours may not be missing
        for other in new["responsibility"]["transfers"]:
            other["cause"] = rule["cause"] if other["cause"] == value else other["cause"]
    if parameter.path == ("numbers",):  # a row of meetings has an aim for each
        rule["aims"] = [*rule["aims"], rule["aims"][-1]]
    if parameter.path == ("by",) and "taking_part" in rule:  # whoever holds a meeting is not the other one in it
        rule["taking_part"]["who"] = rule["by"]
    if rule.get("step") and parameter.path[-1] in ("unit", "from"):  # a row with steps has one unit
        for point in (rule["opens"], *rule["limits"]):
            point[parameter.path[-1]] = value
    _part(rule, parameter)[name or parameter.path[-1]] = value
    return new


def _part(rule: dict[str, Any], parameter: Parameter) -> Any:
    """What the parameter is in: the rule, or a table or list of it."""
    part: Any = rule
    for step in parameter.path[:-1]:
        part = part[step]
    return part


def rule_in(document: Document, id: str) -> dict[str, Any]:
    """The rule with this id."""
    part: Any = document
    for step in path_of(id, document) or ():
        part = part[step]
    assert isinstance(part, dict)
    return part


def renumbered(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its meetings numbered from 1 again, as a pack wants it."""
    for course in ("unemployment-fund", "jobcentre"):
        for kinds in COUNTED_TOGETHER:
            last = 0
            for rule in document["meetings"]["required"]:
                if rule["course"] == course and rule["kind"] in kinds:
                    rule["numbers"] = [last + count + 1 for count in range(len(rule["numbers"]))]
                    last = rule["numbers"][-1]
    return document


def _others(name: str, value: Any) -> Iterator[Any]:
    """Other values of the same kind."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (each for each in (value + 1, value - 1, value * 2, value * 20, 0, 1) if each != value)
    elif isinstance(value, Decimal):
        yield from (value + 40, value / 2, value + 200, value * 2)
    elif isinstance(value, str):
        yield from sorted(_words()[name] - {value}) or (f"{value}, and more",)
    elif name == "numbers":
        yield [*value, value[-1] + 1]
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif isinstance(value, tuple) and value and isinstance(value[0], Fraction):
        yield [str(part / 2) for part in value]
        yield [str((part + 1) / 2) for part in value]
    elif isinstance(value, tuple):
        words = sorted(_words()[name] - set(value))
        yield from (
            [*words[:1], *value],
            [*value, *words[:1]],
            list(value[1:]),
            list(value[:-1]),
            list(reversed(value)),
        )


@cache
def _words() -> "Words":
    """For each name of a field the words that it can be."""
    found = Words()
    waiting: list[type[Terms]] = [Terms]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        for name, field in model.model_fields.items():
            found[field.alias or name] |= set(_literals(field.annotation))
    return found


class Words(dict[str, set[str]]):
    """No words for fields that hold any text."""

    def __missing__(self, name: str) -> set[str]:
        return self.setdefault(name, set())


def _literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (word for word in get_args(annotation) if isinstance(word, str))
    for inner in get_args(annotation) if get_origin(annotation) is not Literal else ():
        yield from _literals(inner)


@cache
def document(version: str) -> Document:
    """A pack as its file has it, with what is laid over it."""
    base, *over = version.split("+")
    whole = document_of(base)
    for each in map(overlay, over):
        whole = amended(whole, each.changes, each.removes)
    return whole
