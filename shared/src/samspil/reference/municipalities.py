"""Danish municipalities (kommuner) and the jobcentre that serves each."""

from functools import cache
from typing import NamedTuple

from samspil.reference.tables import read_table


class Municipality(NamedTuple):
    """A municipality; `code` has four digits ("0851"). Christiansø (0411) is listed although it is none."""

    code: str
    name: str


class UnknownMunicipality(LookupError):
    """No municipality has this code."""


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All 98 municipalities and Christiansø, by code."""
    return tuple(Municipality(row["code"], row["name"]) for row in read_table("municipalities.csv"))


def municipality(code: str) -> Municipality:
    """The municipality with this code. Raises UnknownMunicipality."""
    try:
        return _by_code()[code]
    except KeyError:
        raise UnknownMunicipality(f"no municipality has the code {code!r}") from None


def jobcentre_of(municipality_code: str) -> str:
    """The code of the jobcentre that serves the residents of a municipality. Raises UnknownMunicipality."""
    try:
        return _jobcentres()[municipality_code]
    except KeyError:
        raise UnknownMunicipality(f"no municipality has the code {municipality_code!r}") from None


@cache
def jobcentres() -> tuple[str, ...]:
    """The codes of all jobcentres, each once, sorted."""
    return tuple(sorted(set(_jobcentres().values())))


@cache
def _by_code() -> dict[str, Municipality]:
    return {each.code: each for each in municipalities()}


@cache
def _jobcentres() -> dict[str, str]:
    return {row["municipality"]: row["jobcentre"] for row in read_table("jobcentres.csv")}
