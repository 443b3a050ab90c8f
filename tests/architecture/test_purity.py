"""A domain decides from what it is given. import-linter follows its imports to the end; here is what it may name."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.tree import SERVICES, python_files

ALLOWED: Final = (
    "pydantic",
    "samspil.calendar",
    "samspil.events",
    "samspil.flow.decision",
    "samspil.reference",
    "samspil.rules",
)
NOT_PURE: Final = frozenset(
    {"asyncio", "http", "io", "logging", "os", "pathlib", "random", "secrets", "socket", "sqlite3", "subprocess"}
    | {"sys", "tempfile", "threading", "time", "urllib"}
)


def imports_of(path: Path) -> Iterator[str]:
    """The full names of all that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def may_be_named(imported: str, service: str) -> bool:
    """Whether a domain of the service may import this name."""
    top = imported.partition(".")[0]
    if top in sys.stdlib_module_names:
        return top not in NOT_PURE
    return any(f"{imported}.".startswith(f"{name}.") for name in (*ALLOWED, f"{service}.domain"))


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_domain_imports_only_what_is_pure(service: Path) -> None:
    named = {(path.name, name) for path in python_files(service / "domain") for name in imports_of(path)}

    assert not {(path, name) for path, name in named if not may_be_named(name, service.name)}


@pytest.mark.parametrize(
    "imported", ["time.sleep", "samspil.flow.runner", "samspil.clock.now", "httpx", "handover.domain.x"]
)
def test_what_is_not_pure_is_not_let_through(imported: str) -> None:
    assert not may_be_named(imported, "intake")
