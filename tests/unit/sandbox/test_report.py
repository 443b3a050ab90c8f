"""The figures of a played country, and how they are shown."""

from __future__ import annotations

from datetime import date

from rich.console import Console, RenderableType

from sandbox.country.promises import Books
from sandbox.country.report import report
from sandbox.table import Progress, line, live_table, summary

SECONDS = {"stack": 4.0, "play": 2.0, "first_accepted_handover": 3.0, "total": 7.0}


def shown(what: RenderableType) -> str:
    console = Console(width=120, record=True, file=None, force_terminal=False)
    with console.capture() as captured:
        console.print(what)
    return captured.get()


def test_every_figure_of_the_report_comes_from_the_books(true_books: Books) -> None:
    figures = report(true_books, [], heard=100, seconds=SECONDS)

    messages = figures["messages"]
    assert messages["sent"] == len(true_books.mail.order) == sum(messages.values()) - messages["sent"]
    assert figures["registrations"]["accepted"] == figures["courses"]["opened"] == 45
    assert sum(figures["rules_at_start"].values()) == 45
    assert figures["rules_at_start"].keys() == {"R2024", "R2026"}
    assert figures["handovers"]["demanded"] == figures["handovers"]["sent"] == len(true_books.packages)
    assert figures["nonsense_sent"] == {"unreadable": 6, "unsound": figures["nonsense_sent"]["unsound"]}
    assert figures["events"]["total"] == true_books.seen.total + 100 + messages["sent"]
    assert figures["events"]["per_second"] == figures["events"]["total"] / 2
    assert figures["seconds"] == SECONDS


def test_the_summary_names_broken_promises_in_full(true_books: Books) -> None:
    whole = shown(summary(report(true_books, [], 0, SECONDS)))
    broken = shown(summary(report(true_books, ["nobody is responsible for citizen 7"] * 12, 0, SECONDS)))

    assert "No promise was broken." in whole
    assert "12 promises were broken" in broken
    assert "nobody is responsible for citizen 7" in broken
    assert "and 2 more: see the report" in broken


def test_the_live_table_and_the_line_show_where_the_play_stands() -> None:
    progress = Progress(
        day=date(2026, 8, 3),
        done=34,
        days=123,
        events=12_345,
        per_second=301.4,
        messages=900,
        registrations=120,
        courses=99,
        meetings_held=210,
        packages=31,
        accepted=22,
        letters=640,
        lag=17,
        broken=0,
        first_accepted=41.2,
        page="http://127.0.0.1:8080/",
    )

    table = shown(live_table(progress))
    for figure in (
        "Monday 03 August 2026",
        "day 34 of 123",
        "12,345",
        "301",
        "120",
        "99",
        "31",
        "22",
        "640",
        "17",
        "41 s",
    ):
        assert figure in table
    assert "http://127.0.0.1:8080/" in table
    assert line(progress).startswith("2026-08-03  day 34/123  12345 events  301/s")
    assert "broken promises 0" in line(progress)
