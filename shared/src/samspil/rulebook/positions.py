"""On which line of a TOML file something stands, since the parser of the standard library does not say.

A statement (a table's header, or a key with its value) is the shortest run of lines that is TOML by itself, so the
parser itself finds where statements begin and what they say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str | int, ...]
"""Names of tables and keys, and numbers of elements from 0: ("meetings", "required", 0, "share")."""


class Positions:
    """The lines of a sound TOML text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        for line, statement in statements(text):
            said = tomllib.loads(statement)
            self._lines.setdefault((), line)
            if statement.lstrip().startswith("["):
                table = self._opened(said)
                self._note(table, line)
            else:
                self._note_all(table, said, line, statement)

    def of(self, path: Path) -> int:
        """The line of what stands at the path; of what is around it where the text does not have it."""
        here: Path = ()
        for part in path:
            if (*here, part) in self._lines:
                here = (*here, part)
        return self._lines.get(here, 1)

    def has(self, path: Path) -> bool:
        """Whether the text says something at the path."""
        return path in self._lines

    def _opened(self, header: Mapping[str, Any]) -> Path:
        """The table that a header opens; the next one of a list where the header says [[…]]."""
        here: Path = ()
        inside: Any = header
        while isinstance(inside, Mapping) and inside:
            [(name, inside)] = inside.items()
            here = (*here, name)
            if isinstance(inside, list):
                self._counts[here] = self._counts.get(here, 0) + 1
            if here in self._counts:
                here = (*here, self._counts[here] - 1)
        return here

    def _note_all(self, table: Path, said: Mapping[str, Any], line: int, statement: str) -> None:
        further: dict[Path, int] = {}
        for path, value in _parts(said):
            further.setdefault(path, further.get(path[:-1], 0))
            self._note((*table, *path), line + further[path])
            if isinstance(value, list) and "\n" in statement and not any(isinstance(part, int) for part in path):
                further |= {(*path, number): lines for number, lines in enumerate(_lines_of_elements(statement, path))}

    def _note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], line)


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Every statement with the line it begins on. What never becomes TOML is the last one."""
    begun, parts = 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if not parts and _says_nothing(line):
            continue
        begun = begun if parts else number
        parts.append(line)
        if _is_toml(statement := "\n".join(parts)):
            yield begun, statement
            parts = []
    if parts:
        yield begun, "\n".join(parts)


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _parts(said: Any, here: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value in a value, from outside in."""
    inside = said.items() if isinstance(said, Mapping) else enumerate(said) if isinstance(said, list) else ()
    for name, value in inside:
        path = (*here, name)
        yield path, value
        yield from _parts(value, path)


def _lines_of_elements(statement: str, path: Path) -> Iterator[int]:
    """For each element of a list that fills a statement, how many lines after its beginning it ends."""
    parts, known = statement.split("\n"), 0
    for number in range(len(parts)):
        begun = "\n".join(parts[: number + 1]) + "\n]"
        if not _is_toml(begun):
            continue
        found: Any = tomllib.loads(begun)
        for name in path:
            found = found[name]
        while known < len(found):
            known += 1
            yield number
