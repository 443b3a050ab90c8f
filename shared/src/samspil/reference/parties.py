"""Who speaks and who is spoken to: a party, its text form and its topics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

PartyKind = Literal["unemployment-fund", "jobcentre", "civil-registration", "operations"]

_WORD: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
_CODES: Final[dict[PartyKind, str]] = {
    "unemployment-fund": _WORD,
    "jobcentre": "[0-9]{4}",
    "civil-registration": _WORD,
    "operations": "",
}
_TEXT: Final = "/(?:" + "|".join(f"{kind}/{code}" if code else kind for kind, code in _CODES.items()) + ")"
PARTY_PATTERN: Final = f"^{_TEXT}$"
LONGEST_CODE: Final = 64


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A party outside or beside the services. Its text form `/unemployment-fund/hk` is the CloudEvents source.

    `code` is the fund's slug, the jobcentre's four digits, the register's name. Operations is one party without a code.
    """

    kind: PartyKind
    code: str

    def __post_init__(self) -> None:
        shape = _CODES.get(self.kind)
        if shape is None:
            raise ValueError(f"no party is of the kind {self.kind!r}; the kinds are {', '.join(_CODES)}")
        if len(self.code) > LONGEST_CODE or not re.fullmatch(shape, self.code):
            raise ValueError(f"{self.code!r} is no code of a party of the kind {self.kind}")

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(text: str) -> Party:
        """The party written as `/<kind>/<code>`. Raises ValueError for anything else."""
        if not re.fullmatch(_TEXT, text):
            raise ValueError(f"a party is written like /unemployment-fund/hk or /jobcentre/0851, not {text!r}")
        _, kind, *code = text.split("/")
        return Party(cast(PartyKind, kind), "".join(code))

    @staticmethod
    @lru_cache(maxsize=4096)
    def of_topic(topic: str) -> Party:
        """The party whose topic this is, `from.<kind>.<code>.v1` or `to.…`. Raises ValueError for any other topic."""
        direction, *middle, version = topic.split(".")
        if direction not in ("from", "to") or version != "v1" or not 1 <= len(middle) <= 2:
            raise ValueError(f"{topic!r} is no party's topic")
        return Party.parse("/" + "/".join(middle))

    @property
    def from_topic(self) -> str:
        """The topic on which this party, and nobody else, speaks."""
        return f"from{str(self).replace('/', '.')}.v1"

    @property
    def to_topic(self) -> str:
        """The topic on which this party is spoken to."""
        return f"to{str(self).replace('/', '.')}.v1"

    def __str__(self) -> str:
        return f"/{self.kind}/{self.code}" if self.code else f"/{self.kind}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(pattern=PARTY_PATTERN))
        return core_schema.json_or_python_schema(
            json_schema=text,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), text]),
            serialization=core_schema.to_string_ser_schema(),
        )


OPERATIONS: Final = Party("operations", "")
"""The operators of Samspil, whose word enters by a topic of its own like everybody's."""

CIVIL_REGISTRATION: Final = Party("civil-registration", "cpr")
"""The civil registration system (CPR): death, moves, new numbers."""
