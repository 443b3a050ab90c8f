"""A pack's or overlay's file under examination: what it says, and where."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self

from samspil.rulebook.complaints import Complaint, dotted
from samspil.rulebook.positions import Path, Positions, statements
from samspil.rules.documents import place_of

_WHERE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_ADVICE: Final = {
    "Invalid date": "write a day that exists, like 2028-01-31",
    "Invalid value": "write text between quotation marks, numbers and true or false without",
    "Unterminated string": "close the quotation mark",
    "Expected '=' after a key": "write `name = value`, or the name of a table in brackets",
    "Cannot overwrite a value": "it is said twice: take one of the two away",
    "Cannot declare": "the table is there already: take one of the two away, or write [[…]] for one more in a list",
    "Unclosed array": "close the list with ]",
    "Unclosed inline table": "close it with } on the same line",
    "Expected newline": "write each `name = value` on a line of its own",
}
_NEVER_ENDS: Final = ("Unclosed", "Unterminated")


class Unreadable(ValueError):
    """The text is no TOML; `complaint` says where."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(str(complaint))
        self.complaint = complaint


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file says. `name` is the file's own, without its folder."""

    name: str
    document: Mapping[str, Any]
    positions: Positions

    @classmethod
    def read(cls, name: str, text: str) -> Self:
        """The draft in a text. Raises Unreadable."""
        try:
            document = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise Unreadable(_no_toml(str(error), text)) from error
        return cls(name, document, Positions(text))

    @property
    def id(self) -> str:
        """The id that it gives itself, or nothing."""
        return str(self.document.get("id", ""))

    def complaint(self, path: Path, fault: str, advice: str) -> Complaint:
        """A complaint about what stands at the path."""
        return Complaint(self.positions.of(path), dotted(path), fault, advice)

    def rules(self) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """Every table with an id below the top, and where it stands."""
        return ((path, part) for path, part in self.tables() if path and isinstance(part.get("id"), str))

    def tables(self) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """Every table, from outside in."""
        return _tables((), self.document)

    def meant(self, path: Path, message: str) -> Path:
        """What a message about the path means: the last rule whose id or place it names, else a part, else a day."""
        words: list[str] = [word.strip(".") for word in re.findall(r"[\w.-]+", message)]
        code = [word for word in words if "_" in word or "." in word or f"`{word}`" in message]
        rules = [where for where, rule in self.rules() if {rule["id"], place_of(rule["id"])} & {*words}]
        parts = [part for word in code if self.positions.has(part := (*path, *word.split(".")))]
        days = [where for where, value in self._days() if str(value) in words]
        return next((where for where in (*reversed(rules), *parts, *days) if where[: len(path)] == path), path)

    def _days(self) -> Iterator[tuple[Path, date]]:
        for path, table in self.tables():
            yield from (((*path, name), value) for name, value in table.items() if isinstance(value, date))


def _tables(here: Path, part: Any) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(part, Mapping):
        yield here, part
    inside = part.items() if isinstance(part, Mapping) else enumerate(part) if isinstance(part, list) else ()
    for name, value in inside:
        yield from _tables((*here, name), value)


def _no_toml(told: str, text: str) -> Complaint:
    found = _WHERE.search(told)
    fault = _WHERE.sub("", told)
    line = int(found[1]) if found and found[1] and not fault.startswith(_NEVER_ENDS) else _last_begun(text)
    advice = next(
        (each for start, each in _ADVICE.items() if fault.startswith(start)), "look at this line and the one before it"
    )
    return Complaint(line, "", f"{fault[:1].lower()}{fault[1:]}", advice)


def _last_begun(text: str) -> int:
    """The line on which the statement begins that never ends."""
    return [line for line, _ in statements(text)][-1]
