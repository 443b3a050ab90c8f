from importlib.metadata import EntryPoint

import pytest
import typer
from typer.testing import CliRunner

from samspil import cli

group = typer.Typer()


@group.command()
def apply() -> None:
    """Two of them, since typer takes the name away from an only command."""


@group.command()
def show() -> None:
    typer.echo("topics shown")


def play(file: str) -> None:
    typer.echo(f"played {file}")


def entry_points(group: str) -> list[EntryPoint]:
    return [
        EntryPoint("topics", f"{__name__}:group", group),
        EntryPoint("play", f"{__name__}:play", group),
    ]


@pytest.mark.parametrize(
    ("words", "said"), [(["topics", "show"], "topics shown"), (["play", "a.jsonl"], "played a.jsonl")]
)
def test_an_installed_package_adds_its_subcommands(
    words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "entry_points", entry_points)

    result = CliRunner().invoke(cli.build(), words)

    assert (result.exit_code, result.output.strip()) == (0, said)


def test_an_unknown_subcommand_is_a_mistake_of_the_caller() -> None:
    assert CliRunner().invoke(cli.app, ["no-such-thing"]).exit_code == 2
