"""The command that a stranger types first, on real Kafka and Postgres, with nobody watching."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = (str(Path(sys.executable).with_name("samspil")), "demo")
COUNTRY = ("--citizens", "60", "--from", "2026-07-13", "--until", "2026-08-16", "--seed", "5", "--headless")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """What the command printed, and its report: five weeks over a month's end."""
    path = tmp_path_factory.mktemp("demo") / "report.json"
    environment = {name: text for name, text in os.environ.items() if name not in ADDRESSES}
    done = subprocess.run(
        [*COMMAND, *COUNTRY, "--report", str(path)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done, json.loads(path.read_text(encoding="utf-8"))


ADDRESSES = ("KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL")
"""With these the command would play on servers that other tests have written to."""

KEYS = {
    "messages": {"sent", "accepted", "refused", "parked", "unanswered"},
    "registrations": {"sent", "answered", "accepted", "refused"},
    "rules_at_start": {"R2026"},
    "courses": {"opened", "closed"},
    "meetings": {"required", "invited", "held", "missed", "moved"},
    "handovers": {"demanded", "sent", "received", "accepted", "rejected", "reminded", "escalated"},
    "notifications": {"created", "sent"},
    "owners": {"checks", "none", "two"},
    "nonsense_sent": {"unreadable", "unsound"},
    "events": {"total", "per_second"},
    "seconds": {"stack", "play", "first_accepted_handover", "total"},
}
pytestmark = pytest.mark.timeout(600)
Played = tuple[subprocess.CompletedProcess[str], dict[str, Any]]


def test_the_report_has_every_figure(played: Played) -> None:
    _, report = played

    assert {name: keys - report[name].keys() for name, keys in KEYS.items()} == {name: set() for name in KEYS}
    assert isinstance(report["refusals"], dict)


def test_no_promise_was_broken(played: Played) -> None:
    _, report = played

    assert report["broken_promises"] == []
    assert (report["messages"]["unanswered"], report["messages"]["parked"], report["parked"]) == (0, 0, 0)
    assert (report["owners"]["none"], report["owners"]["two"]) == (0, 0)
    assert report["dead_letters"] == report["nonsense_sent"]["unreadable"]


def test_every_message_got_its_answer(played: Played) -> None:
    _, report = played
    messages = report["messages"]

    assert messages["sent"] == messages["accepted"] + messages["refused"] + messages["repeated"] > 200
    assert report["registrations"]["sent"] == report["registrations"]["answered"]
    assert sum(report["refusals"].values()) == messages["refused"]


def test_citizens_were_met_and_handed_over(played: Played) -> None:
    _, report = played
    handovers = report["handovers"]

    assert handovers["demanded"] == handovers["sent"] > 5
    assert min(handovers["received"], handovers["accepted"]) > 0
    assert min(report["meetings"].values()) > 0
    assert report["notifications"]["created"] == report["notifications"]["sent"] > 60
    assert report["seconds"]["first_accepted_handover"] is not None


def test_who_has_no_terminal_gets_lines_and_a_summary(played: Played) -> None:
    done, _ = played

    assert "broken promises 0" in done.stdout
    assert "What came of it" in done.stdout
    assert "No promise was broken." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
