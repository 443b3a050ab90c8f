"""Which rules and parameters no service reads today, and why: the list in unused.toml."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from pydantic import Field

from samspil.rules.rule import Terms, Text


class Unused(Terms):
    """A rule, or one parameter of it, that changes nothing."""

    place: Text = Field(description="The rule's id without its pack; * stands for any part of it")
    parameter: Text | None = Field(default=None, description="The one field that is not read")
    reason: Text

    def about(self, place: str) -> bool:
        """Whether it speaks of the rule at this place."""
        return fnmatchcase(place, self.place)


class UnusedRules(Terms):
    """The whole list."""

    unused: tuple[Unused, ...]


@cache
def unused() -> tuple[Unused, ...]:
    """All that is not read."""
    text = (files("samspil.rules") / "unused.toml").read_text(encoding="utf-8")
    return UnusedRules.model_validate(tomllib.loads(text)).unused
