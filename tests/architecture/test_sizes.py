"""Files and functions that a reader takes in at once. A file that outgrows its limit misses a room."""

import ast
from pathlib import Path
from typing import Final

from tests.architecture.tree import PRODUCTION, name_of, python_files

LINES_OF_A_FILE: Final = 250
LINES_OF_A_FUNCTION: Final = 50


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module, nested ones too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last one, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_production_file_is_longer_than_a_reader_holds() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*PRODUCTION)}

    assert not {name: length for name, length in lengths.items() if length > LINES_OF_A_FILE}


def test_no_production_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{name_of(path)}:{function.lineno} {function.name}": lines_of(function)
        for path in python_files(*PRODUCTION)
        if "migrations" not in path.parts  # a migration is a list of tables, read from top to bottom
        for function in functions_of(path)
    }

    assert not {name: length for name, length in lengths.items() if length > LINES_OF_A_FUNCTION}
