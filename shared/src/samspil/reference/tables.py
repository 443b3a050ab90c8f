"""Reads the reference tables: CSV files whose first lines, after `#`, name their source."""

import csv
from importlib.resources import files
from typing import Final

_FOLDER: Final = files("samspil.reference")


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of `name`, a file in this package, by column name; comment lines left out."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
