"""What was measured, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median, quantiles
from typing import Any, Final

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Sample
from benchmarks.turn import OURS

NAMES: Final = {
    "ours": "a   ours",
    "usual": "b   usual",
    "usual_8": "b8  usual, 8 workers",
    "bare": "c   bare batches",
    "quix": "q   Quix Streams",
}
AIMS: Final = {"usual": "≥ 20", "usual_8": "≥ 12", "bare": "≥ 0.30", "quix": "> 1"}

Samples = Mapping[str, Sequence[Sample]]


def figures(samples: Samples, steps: Mapping[str, float], look_up: float) -> dict[str, Any]:
    """Everything as plain data: medians over the rounds, latencies of all rounds together. `look_up` is in µs."""
    paths: dict[str, Any] = {path: _figures_of(each) for path, each in samples.items()}
    ratios = {f"ours_to_{path}": ratio(samples, path) for path in samples if path != OURS and OURS in samples}
    share = look_up / paths[OURS]["cpu_us_per_event"]
    rules = {"look_up_us": round(look_up, 2), "share_of_ours": round(share, 4)}
    return {**paths, "ratios": ratios, "steps": dict(steps), "rules": rules}


def ratio(samples: Samples, path: str) -> float:
    """Our throughput in terms of this path's: the median of the rounds, for in a round both had the same weather."""
    pairs = zip(samples[OURS], samples[path], strict=True)
    return round(median(ours.events_per_second / other.events_per_second for ours, other in pairs), 3)


def _figures_of(samples: Sequence[Sample]) -> dict[str, Any]:
    percentiles = quantiles([each for sample in samples for each in sample.milliseconds], n=100, method="inclusive")
    return {
        "events_per_second": round(median(sample.events_per_second for sample in samples), 1),
        "cpu_us_per_event": round(median(sample.cpu_us_per_event for sample in samples), 1),
        "p50_ms": round(percentiles[49], 2),
        "p99_ms": round(percentiles[98], 2),
        "servers_cpu_us_per_event": round(median(sample.servers_cpu_us_per_event for sample in samples), 1),
        "rounds": [round(sample.events_per_second, 1) for sample in samples],
    }


def show(console: Console, found: Mapping[str, Any]) -> None:
    """Tables for people."""
    table = Table("path", title="topic → transaction → topic", box=SIMPLE)
    for heading in ("events/s", "CPU µs", "servers µs", "p50 ms", "p99 ms", "ratio", "wanted"):
        table.add_column(heading, justify="right")
    for path in (path for path in NAMES if path in found):
        of = found[path]
        times = found["ratios"].get(f"ours_to_{path}")
        table.add_row(
            NAMES[path], f"{of['events_per_second']:,.0f}", f"{of['cpu_us_per_event']:,.0f}",
            f"{of['servers_cpu_us_per_event']:,.0f}", f"{of['p50_ms']:.1f}", f"{of['p99_ms']:.1f}",
            f"{times:.2f}" if times else "", AIMS.get(path, ""),
        )  # fmt: skip
    console.print(table)
    rules = found["rules"]
    console.print(
        f"Finding out which rules hold: {rules['look_up_us']} µs, {rules['share_of_ours']:.1%} of an event in ours "
        "(wanted: at most 10 %)"
    )
    if found["steps"]:
        shares = Table("step of ours", title="where its CPU goes", box=SIMPLE)
        shares.add_column("share", justify="right")
        for step, share in found["steps"].items():
            shares.add_row(step, f"{share:.1%}")
        console.print(shares)
