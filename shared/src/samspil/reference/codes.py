"""Codes of the common data (DFDG): absences (fravær) and kinds of interview (samtale). Both lists are open."""

from functools import cache
from typing import Final, NamedTuple

from samspil.reference.tables import read_table

UNKNOWN: Final = "unknown"


class Code(NamedTuple):
    """A code and its names; one that is in no list has the name "unknown" and keeps its number."""

    number: int
    danish: str
    english: str

    @property
    def is_known(self) -> bool:
        """Whether the list has this code."""
        return self.english != UNKNOWN


def absence_code(number: int) -> Code:
    """The absence with this code; never fails, the common data has more codes than the list."""
    return absence_codes().get(number) or Code(number, "ukendt", UNKNOWN)


def interview_kind(number: int) -> Code:
    """The kind of interview with this code; never fails, the common data has more kinds than the list."""
    return interview_kinds().get(number) or Code(number, "ukendt", UNKNOWN)


@cache
def absence_codes() -> dict[int, Code]:
    """All codes of absence in the list, by number."""
    return _codes("absence_codes.csv")


@cache
def interview_kinds() -> dict[int, Code]:
    """All kinds of interview in the list, by code."""
    return _codes("interview_kinds.csv")


@cache
def kinds_of_absence() -> dict[int, str]:
    """By code the word that the rule packs have for an absence: 4, leave at a birth of at most 14 days, is `leave`."""
    return {int(row["code"]): row["kind"] for row in read_table("absence_codes.csv")}


def _codes(table: str) -> dict[int, Code]:
    rows = read_table(table)
    return {int(row["code"]): Code(int(row["code"]), row["danish"], row["english"]) for row in rows}
