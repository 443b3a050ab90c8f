"""What somebody who watches the demo sees: a table that lives, lines where there is no terminal, a summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

SENTENCES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the play stands."""

    day: date
    done: int
    days: int
    events: int
    per_second: float
    messages: int
    registrations: int
    courses: int
    meetings_held: int
    packages: int
    accepted: int
    letters: int
    lag: int
    broken: int
    first_accepted: float | None
    page: str


def live_table(progress: Progress) -> RenderableType:
    """The table of a running play."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(justify="right", min_width=9)
    table.add_column(style="dim")
    table.add_column(justify="right", min_width=9)
    broken = Text(str(progress.broken), "bold green" if progress.broken == 0 else "bold white on red")
    first = f"{progress.first_accepted:.0f} s" if progress.first_accepted else "-"
    rows: list[tuple[str, RenderableType, str, RenderableType]] = [
        ("events", f"{progress.events:,}", "per second", f"{progress.per_second:,.0f}"),
        ("messages sent", f"{progress.messages:,}", "registrations answered", f"{progress.registrations:,}"),
        ("courses opened", f"{progress.courses:,}", "meetings held", f"{progress.meetings_held:,}"),
        ("handovers sent", f"{progress.packages:,}", "handovers accepted", f"{progress.accepted:,}"),
        ("letters sent", f"{progress.letters:,}", "lag (records to read)", f"{progress.lag:,}"),
        ("broken promises", broken, "first handover by hours", first),
    ]
    for row in rows:
        table.add_row(*row)
    bar = ProgressBar(total=progress.days, completed=progress.done, width=58)
    title = f"Samspil · {progress.day:%A %d %B %Y} · day {progress.done} of {progress.days}"
    return Panel(Group(bar, Text(), table, Text(), Text(f"what operators see: {progress.page}", "dim")), title=title)


def line(progress: Progress) -> str:
    """The same in one line, for a log."""
    return (
        f"{progress.day}  day {progress.done}/{progress.days}  {progress.events} events  {progress.per_second:.0f}/s  "
        f"registrations {progress.registrations}  meetings held {progress.meetings_held}  "
        f"handovers {progress.packages} sent, {progress.accepted} accepted  letters {progress.letters}  "
        f"lag {progress.lag}  broken promises {progress.broken}"
    )


def summary(report: Mapping[str, Any]) -> RenderableType:
    """The report as a table, with the broken promises in full sentences."""
    table = Table(title="What came of it", show_header=False, title_justify="left")
    table.add_column(style="dim")
    table.add_column()
    for name, figures in report.items():
        if name != "broken_promises":
            table.add_row(name.replace("_", " "), in_words(figures))
    broken = report["broken_promises"]
    if not broken:
        return Group(table, Text("No promise was broken.", "bold green"))
    shown = [Text(f"  {sentence}", "red") for sentence in broken[:SENTENCES_SHOWN]]
    more = len(broken) - len(shown)
    rest = [Text(f"  and {more} more: see the report", "red")] if more else []
    return Group(table, Text(f"{len(broken)} promises were broken:", "bold red"), *shown, *rest)


def in_words(figures: Any) -> str:
    """A figure, or several with their names."""
    if isinstance(figures, Mapping):
        return ", ".join(f"{name.replace('_', ' ')} {in_words(figure)}" for name, figure in figures.items())
    return "-" if figures is None else f"{figures:,}" if isinstance(figures, int | float) else str(figures)
