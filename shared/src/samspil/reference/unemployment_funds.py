"""Danish unemployment funds (a-kasser)."""

from functools import cache
from typing import Literal, NamedTuple, cast

from samspil.reference.tables import read_table


class UnemploymentFund(NamedTuple):
    """A fund; `slug` is the code of its party (`/unemployment-fund/<slug>`)."""

    slug: str
    name: str
    certainty: Literal["sourced", "believed"]
    source: str


class UnknownUnemploymentFund(LookupError):
    """No unemployment fund has this slug."""


@cache
def unemployment_funds() -> tuple[UnemploymentFund, ...]:
    """All funds, by slug."""
    return tuple(
        UnemploymentFund(
            row["slug"], row["name"], cast(Literal["sourced", "believed"], row["certainty"]), row["source"]
        )
        for row in read_table("unemployment_funds.csv")
    )


def unemployment_fund(slug: str) -> UnemploymentFund:
    """The fund with this slug. Raises UnknownUnemploymentFund."""
    try:
        return _by_slug()[slug]
    except KeyError:
        raise UnknownUnemploymentFund(f"no unemployment fund has the slug {slug!r}") from None


@cache
def _by_slug() -> dict[str, UnemploymentFund]:
    return {fund.slug: fund for fund in unemployment_funds()}
