"""The command: what it takes, what it says, how it ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer import Typer
from typer.testing import CliRunner

from sandbox import demo as module
from sandbox.country.conductor import Unsettled
from sandbox.stack import StackError

APP = Typer()
APP.command()(module.demo)


def run(monkeypatch: pytest.MonkeyPatch, outcome: bool | Exception, *arguments: str) -> tuple[int, str, list[Any]]:
    """Exit code, output, and what the command asked for, where the play ends in `outcome`."""
    asked: list[Any] = []

    async def play(*wanted: Any) -> bool:
        asked.extend(wanted)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(module, "_demo", play)
    done = CliRunner().invoke(APP, list(arguments))
    return done.exit_code, done.output, asked


def test_options_reach_the_play(monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = "--citizens 12 --from 2026-07-05 --until 2026-08-01 --seed 3 --headless --report r.json --stay"

    code, _, [wanted, report, stay] = run(monkeypatch, False, *arguments.split())

    assert code == 0
    assert (wanted.citizens, wanted.seed, wanted.headless) == (12, 3, True)
    assert (str(wanted.period.first), str(wanted.period.last)) == ("2026-07-05", "2026-08-01")
    assert (report, stay) == (Path("r.json"), True)


def test_a_broken_promise_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, True)[0] == 1


@pytest.mark.parametrize("problem", [StackError("no network"), Unsettled("2026-07-03 does not end within 60 s")])
def test_what_went_wrong_is_said_without_a_traceback(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    code, output, _ = run(monkeypatch, problem)

    assert (code, output.strip()) == (1, str(problem))


def test_a_period_that_ends_before_it_begins_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    code, output, asked = run(monkeypatch, False, "--until", "2026-06-01")

    assert code == 2
    assert "--until comes before --from" in output
    assert asked == []


def test_a_period_from_before_the_rules_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    code, output, asked = run(monkeypatch, False, "--from", "2015-08-10")

    assert code == 2
    assert "2015-08-11" in output
    assert asked == []


@pytest.mark.parametrize(("path", "reason"), [("nowhere/r.json", "there is no"), (".", "it is a directory")])
def test_a_report_that_cannot_be_written_is_noticed_before_the_play(
    monkeypatch: pytest.MonkeyPatch, path: str, reason: str
) -> None:
    code, output, asked = run(monkeypatch, False, "--report", path)

    assert code == 2
    assert reason in output
    assert asked == []
