"""The pages of operations, for people and, with `?format=json`, for programs. They show; they change nothing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

from faststream.asgi import AsgiResponse, HttpHandler, get
from jinja2 import Environment, PackageLoader, StrictUndefined

from operations.domain.story import by_day, story_of
from operations.domain.views import View
from operations.domain.words import grounds_words, party_name
from operations.domain.words.names import day, place_name, rule_words
from operations.queries import Reads
from samspil.calendar import local_day

HIGHEST_PAGE = 100_000
SAFE = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def routes(reads: Reads) -> tuple[tuple[str, HttpHandler], ...]:
    """Path and handler of each page."""
    pages = Pages(reads)
    paths = {"/": pages.journeys, "/citizens": pages.citizen, "/parked": pages.parked, "/receipts": pages.receipts}
    return tuple((path, get(page, include_in_schema=False)) for path, page in paths.items())


class Pages:
    """One handler for each page: ask, then show."""

    def __init__(self, reads: Reads) -> None:
        self.reads = reads
        self.templates = Environment(
            loader=PackageLoader("operations", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )
        self.templates.filters |= {
            "day": unbroken_day,
            "local_day": local_day,
            "party": party_name,
            "place": place_name,
            "rule": rule_words,
            "grounds": grounds_words,
        }

    async def journeys(self, scope: Any) -> AsgiResponse:
        """Journeys, the newest first. Parameters: `citizen` (its beginning), `holder` (a party), `page` (from 1)."""
        asked = Asked(scope)
        search, holder = asked.get("citizen"), asked.get("holder")
        page = await self.reads.journeys(search, holder, asked.number("page"))
        if asked.json:
            return await self._json(page=page)
        links = {name: "?" + urlencode({"citizen": search, "holder": holder, "page": page.number + step})
                 for name, step in (("newer", -1), ("older", 1))}  # fmt: skip
        holders = await self.reads.holders()
        return await self._page("journeys.html", page=page, search=search, holder=holder, holders=holders, links=links)

    async def citizen(self, scope: Any) -> AsgiResponse:
        """One citizen's journey. Parameter: `id`, the whole citizen_id."""
        asked = Asked(scope)
        found = await self.reads.citizen(asked.get("id"))
        if found is None:
            return await self._missing(asked)
        steps = story_of(found.told)
        if asked.json:
            return await self._json(citizen=found, story=steps)
        return await self._page("citizen.html", citizen=found, days=by_day(steps))

    async def parked(self, scope: Any) -> AsgiResponse:
        """Who is held back, why, and how to release."""
        held = await self.reads.parked()
        if Asked(scope).json:
            return await self._json(
                parked=[each.model_dump(mode="json") | {"release": each.release_command} for each in held]
            )
        return await self._page("parked.html", parked=held)

    async def receipts(self, scope: Any) -> AsgiResponse:
        """Handovers whose receiver has not accepted."""
        awaited = await self.reads.receipts()
        today = (await self.reads.overview()).day
        if Asked(scope).json:
            plain = [
                each.model_dump(mode="json") | {"state": each.state, "working_days": each.age(today)}
                for each in awaited
            ]
            return await self._json(receipts=plain)
        return await self._page("receipts.html", receipts=awaited, today=today)

    async def _missing(self, asked: Asked) -> AsgiResponse:
        if asked.json:
            return answer(json.dumps({"error": "nothing was ever told of this citizen_id"}), "application/json", 404)
        return await self._page("missing.html", code=404, search=asked.get("id"))

    async def _page(self, name: str, *, code: int = 200, **shown: Any) -> AsgiResponse:
        overview = await self.reads.overview()
        html = self.templates.get_template(name).render(overview=overview, here=name.removesuffix(".html"), **shown)
        return answer(html, "text/html", code)

    async def _json(self, **shown: Any) -> AsgiResponse:
        overview = await self.reads.overview()
        return answer(json.dumps(shown | {"overview": overview}, default=plain), "application/json")


class Asked:
    """The parameters of a request; of one that is given twice the last counts."""

    def __init__(self, scope: Any) -> None:
        self.parameters: dict[str, list[str]] = parse_qs(scope.get("query_string", b"").decode("latin-1"))

    def get(self, name: str) -> str:
        """The parameter, without spaces around it; empty where it was not given."""
        return self.parameters.get(name, [""])[-1].strip().replace("\x00", "")

    def number(self, name: str) -> int:
        """The parameter as a number from 1; 1 for anything else."""
        text = self.get(name)
        return min(max(int(text), 1), HIGHEST_PAGE) if text.isascii() and text.isdigit() and len(text) < 10 else 1

    @property
    def json(self) -> bool:
        return self.get("format") == "json"


def unbroken_day(moment: date | None) -> str:
    """A day that no line break cuts in two."""
    return day(moment).replace(" ", "\u00a0")


def plain(value: Any) -> Any:
    """Views and tuples of views as JSON."""
    if isinstance(value, View):
        return value.model_dump(mode="json")
    raise TypeError(f"{type(value).__name__} has no place in an answer")


def answer(body: str, kind: str, code: int = 200) -> AsgiResponse:
    """A response that no browser keeps, frames or takes for anything else."""
    return AsgiResponse(body.encode(), code, {"content-type": f"{kind}; charset=utf-8", **SAFE})
