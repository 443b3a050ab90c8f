"""The pages on real Postgres, as a browser and a program get them."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import httpx
import pytest

from samspil.topics import INTAKE
from tests.integration.operations.conftest import Keep
from tests.unit.operations import records as r

PAGES = ("/", "/parked", "/receipts")


class Outline(HTMLParser):
    """What a page is made of: its text, its links, and whether every element is closed."""

    VOID = frozenset({"meta", "link", "input", "br", "option"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.elements: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


async def page(browser: httpx.AsyncClient, path: str, code: int = 200) -> Outline:
    """A page, checked for what every page must be."""
    answer = await browser.get(path)
    assert answer.status_code == code
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    outline = Outline(answer.text)
    assert outline.open == []
    assert [outline.elements.count(each) for each in ("main", "h1", "script")] == [1, 1, 0]
    return outline


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_without_anything_to_show_says_so(path: str, browser: httpx.AsyncClient) -> None:
    shown = await page(browser, path)

    assert any(
        words in shown.text for words in ("Nobody is registered yet", "Nobody is held back", "has been accepted")
    )


async def test_the_list_shows_each_journey_with_its_holder_and_its_meetings(
    keep: Keep, browser: httpx.AsyncClient
) -> None:
    teller = r.Teller()
    story = r.registration(teller)
    teller.sleep(11)
    await keep([*story, *r.held(teller, 1)])
    shown = await page(browser, "/")

    assert "/citizens?id=c-anna" in shown.links
    assert "HK's A-kasse" in shown.text
    assert "1 held, 0 planned" in shown.text
    assert "Day 12\u00a0Aug\u00a02026" in shown.text


async def test_the_list_is_searched_by_the_beginning_of_an_id_and_by_holder(
    keep: Keep, browser: httpx.AsyncClient
) -> None:
    told = r.Teller().told
    for name in ("anna", "bo", "b_o"):
        await keep(r.registration(r.Teller(citizen=name, spell=f"s-{name}", told=told)))
    moved = r.Teller(citizen="anna", spell="s-anna", told=told)
    await keep(r.transfer(moved))

    async def found(query: str) -> set[str]:
        answer = (await browser.get(f"/?format=json&{query}")).json()
        return {journey["citizen_id"] for journey in answer["page"]["journeys"]}

    assert await found("") == {"anna", "bo", "b_o"}
    assert await found("citizen=b") == {"bo", "b_o"}
    assert await found("citizen=b_") == {"b_o"}
    assert await found("citizen=%25") == set()
    assert await found("holder=/jobcentre/0851") == {"anna"}
    assert await found("holder=/jobcentre/0851&citizen=b") == set()


async def test_a_long_list_has_pages_that_show_everybody_once(keep: Keep, browser: httpx.AsyncClient) -> None:
    told = r.Teller().told
    for number in range(120):
        await keep(r.registration(r.Teller(citizen=f"c-{number}", spell=f"s-{number}", told=told))[:1])
    seen = []
    for number in (1, 2, 3):
        answer = (await browser.get(f"/?format=json&page={number}")).json()["page"]
        seen += [journey["citizen_id"] for journey in answer["journeys"]]
        assert answer["more"] == (number < 3)
    second = await page(browser, "/?page=2")

    assert len(seen) == len(set(seen)) == 120
    assert {"?citizen=&holder=&page=1", "?citizen=&holder=&page=3"} <= set(second.links)


@pytest.mark.parametrize("asked", ["page=0", "page=-3", "page=x", "page=²", "page=99999999999999999999", "page="])
async def test_a_page_number_that_is_none_shows_a_page(asked: str, browser: httpx.AsyncClient) -> None:
    await page(browser, f"/?{asked}")


async def test_a_citizen_s_events_are_told_in_order_with_what_why_and_trace(
    keep: Keep, browser: httpx.AsyncClient
) -> None:
    teller = r.Teller()
    story = r.registration(teller)
    story += r.letter(teller, story[0])
    teller.sleep(25)
    story += r.transfer(teller)
    await keep(story[::-1])  # the rows do not arrive in the story's order
    told = (await browser.get("/citizens?id=c-anna&format=json")).json()["story"]
    shown = await page(browser, "/citizens?id=c-anna")

    assert [step["stage"] for step in told] == [
        "Intake", "Intake", "Responsibility", "Contact course", "Contact course", "Contact course",
        "Notifications", "Notifications", "Notifications", "Responsibility", "Handover", "Handover",
    ]  # fmt: skip
    first, last = told[0], told[-1]
    assert first["what"] == "Unemployed (ledig) from 3 Aug 2026, member of HK's A-kasse"
    assert first["trace"] == r.TRACE
    assert last["what"] == "Handover package sent to Jobcenter Aalborg, encrypted for it"
    assert last["because"] == "Handover package (overdragelse) for Jobcenter Aalborg prepared"
    assert "more benefit hours (dagpengetimer) were paid than the limit" in shown.text
    assert r.TRACE in shown.text


async def test_a_citizen_nobody_told_of_is_not_found(browser: httpx.AsyncClient) -> None:
    shown = await page(browser, "/citizens?id=nobody", code=404)
    assert "No event was ever told of nobody" in shown.text
    assert (await browser.get("/citizens?id=nobody&format=json")).status_code == 404
    await page(browser, "/citizens", code=404)


async def test_a_parked_citizen_is_shown_with_the_reason_and_the_command(
    keep: Keep, browser: httpx.AsyncClient
) -> None:
    teller = r.Teller()
    story = r.registration(teller)
    await keep([*story, r.parked(teller, story[0])])
    for path in ("/parked", "/citizens?id=c-anna"):
        shown = await page(browser, path)
        assert "KeyError" in shown.text
        assert "samspil operations release c-anna" in shown.text
        assert '--stage contact-course --fold course --note "' in shown.text
    [parked] = (await browser.get("/parked?format=json")).json()["parked"]
    assert parked["release"].startswith("samspil operations release c-anna --stage contact-course --fold course")

    await keep([r.released(teller)])
    assert "Nobody is held back" in (await page(browser, "/parked")).text
    assert "KeyError" in (await page(browser, "/citizens?id=c-anna")).text  # in the story it stays


async def test_an_open_receipt_is_shown_with_its_age_in_working_days_until_it_is_accepted(
    keep: Keep, browser: httpx.AsyncClient
) -> None:
    teller = r.Teller()
    await keep([*r.registration(teller), *r.transfer(teller), r.receipt(teller, "received")])
    [receipt] = (await browser.get("/receipts?format=json")).json()["receipts"]

    assert (receipt["state"], receipt["working_days"]) == ("received", 7)  # Monday 3 August to Wednesday 12 August
    assert "Jobcenter Aalborg" in (await page(browser, "/receipts")).text

    await keep([r.receipt(teller, "accepted")])
    assert "has been accepted" in (await page(browser, "/receipts")).text


async def test_a_moment_is_shown_on_the_danish_day_it_falls_on(keep: Keep, browser: httpx.AsyncClient) -> None:
    teller = r.Teller(now=datetime(2026, 8, 6, 22, 0, tzinfo=UTC))  # the midnight that begins 7 August in Denmark
    await keep(r.transfer(teller))
    html = (await browser.get("/citizens?id=c-anna")).text

    assert set(re.findall(r'datetime="2026-08-06T22:[^"]*">(\d+)', html)) == {"7"}


async def test_whatever_a_party_writes_is_shown_and_never_run(keep: Keep, browser: httpx.AsyncClient) -> None:
    teller = r.Teller(citizen='<img src=x onerror="alert(1)">', spell="s'\"><script>alert(2)</script>")
    story = r.registration(teller)
    strange = teller.tell(INTAKE, r.required(teller, 1, teller.now.date()), source="</span><script>alert(3)</script>")
    strange.headers = {**strange.headers, "ce_id": '"><script>alert(4)</script>'}
    await keep([*story, strange, r.parked(teller, strange), r.released(teller, note="<script>alert(5)</script>")])

    for path in ("/", f"/citizens?id={teller.citizen}", "/?citizen=<script>alert(6)</script>", "/citizens?id=<script>"):
        answer = await browser.get(path)
        outline = Outline(answer.text)
        assert not {"script", "img"} & set(outline.elements)


async def test_only_reading_is_possible(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/")).status_code == 405
    assert (await browser.get("/nothing-here")).status_code == 404
