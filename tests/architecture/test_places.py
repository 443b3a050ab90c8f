"""The project runs anywhere, from any index: it names no machine's paths and no registry's address."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.tree import files_of_the_project, name_of

MACHINE: Final = re.compile(r"(?<![\w./-])/(?:tmp|root|home|work|Users)/\w")
REGISTRY: Final = re.compile(
    # brackets around one letter keep this file from naming what it forbids
    r"p[y]pi\.org|p[y]thonhosted\.org|r[e]po1?\.maven|m[a]ven\.org|registry\.n[p]mjs|p[r]oxy\.golang|/s[i]mple/|m[a]ven2/"
)
LOCKS_WITH_ADDRESSES: Final = frozenset({"uv.lock", "poetry.lock", "package-lock.json"})


def places_named_in(text: str) -> Iterator[str]:
    """The lines that name a place."""
    return (line.strip() for line in text.splitlines() if MACHINE.search(line) or REGISTRY.search(line))


def texts() -> Iterator[tuple[Path, str]]:
    """The project's text files; what is not UTF-8 is not text."""
    for path in files_of_the_project():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_path_of_a_machine_or_a_registry() -> None:
    assert not [(name_of(path), line) for path, text in texts() for line in places_named_in(text)]


def test_no_lock_that_carries_addresses_is_kept() -> None:
    kept = {path.name for path in files_of_the_project()}

    assert not {name for name in kept if name in LOCKS_WITH_ADDRESSES or re.fullmatch(r"pylock(\..+)?\.toml", name)}


@pytest.mark.parametrize("line", ["root = '/ho" + "me/somebody/project'", "index = https://py" + "pi.org/" + "simple"])
def test_a_place_is_recognised(line: str) -> None:
    assert list(places_named_in(line)) == [line]
