"""The known files as texts, and ways to damage them."""

from collections.abc import Iterator
from importlib.resources import files

FOLDER = files("samspil.rules")
PACK = (FOLDER / "packs" / "R2026.toml").read_text(encoding="utf-8")
TRIAL = (FOLDER / "overlays" / "T2020.toml").read_text(encoding="utf-8")


def damaged(text: str, old: str, new: str) -> str:
    assert old in text, f"the text has no {old!r} to damage"
    return text.replace(old, new, 1)


def line_of(text: str, words: str, after: str = "") -> int:
    """The line on which `words` stand, counted from the line of `after` on."""
    start = text.index(after) if after else 0
    return text.count("\n", 0, text.index(words, start)) + 1


def known_files() -> Iterator[tuple[str, str]]:
    for kind in ("packs", "overlays"):
        for file in sorted((FOLDER / kind).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".toml"):
                yield file.name, file.read_text(encoding="utf-8")
