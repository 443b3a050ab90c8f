"""`samspil rules`: the rules as people ask for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer
from rich.console import RenderableType

from samspil.calendar import local_day
from samspil.clock import now
from samspil.events.values import Insurance
from samspil.rulebook import printing
from samspil.rulebook.asking import Question, answer
from samspil.rulebook.checking import check
from samspil.rulebook.comparing import compared
from samspil.rulebook.listing import listing
from samspil.rulebook.names import Unknown
from samspil.rules import BadPack

HELP = "The rules as dated data: what there is, what applies to whom, what changed, and whether a file is sound."

command = typer.Typer(no_args_is_help=True, help=HELP)

MISTAKE_OF_THE_CALLER: Final = 2

AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON")]
Version = Annotated[str, typer.Argument(help="A pack like R2026, or a pack with overlays like R2020+T2020")]


@command.command("list")
def list_command(as_json: AsJson = False) -> None:
    """Packs and overlays with their dates and states, and how many rules each has."""
    with _known_law(as_json):
        found = listing(local_day(now()))
    _tell(as_json, found.as_json(), printing.listed(found))


@command.command()
def show(  # noqa: PLR0913, PLR0917  # typer makes a command's options of its parameters
    starts: Annotated[
        date | None, typer.Option("--date", metavar="YYYY-MM-DD", help="First day of the spell; today if not given")
    ] = None,
    day: Annotated[
        date | None, typer.Option(metavar="YYYY-MM-DD", help="The day on which it is asked; the first day if not given")
    ] = None,
    municipality: Annotated[str | None, typer.Option(help="Four digits, like 0851")] = None,
    fund: Annotated[str | None, typer.Option(help="The slug of the unemployment fund, like hk")] = None,
    insurance: Annotated[Insurance | None, typer.Option(help="Leaves out what is for the other grade")] = None,
    age: Annotated[
        int | None,
        typer.Option(min=0, help="In completed years; leaves out rules for the younger and overlays for other ages"),
    ] = None,
    trial: Annotated[
        list[str] | None, typer.Option(help="A trial that the citizen is in, like T2020; repeatable")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What applies: each rule with its numbers, where it comes from and why, its source, and how sure it is."""
    first = starts or local_day(now())
    with _known_law(as_json):
        found = answer(Question(first, day or first, municipality, fund, insurance, age, tuple(trial or ())))
    _tell(as_json, found.as_json(), printing.answered(found))


@command.command()
def diff(before: Version, after: Version, as_json: AsJson = False) -> None:
    """What changed from one version of the rules to another, in plain words."""
    with _known_law(as_json):
        found = compared(before, after)
    _tell(as_json, found.as_json(), printing.compared(found))


@command.command("check")
def check_command(
    file: Annotated[Path, typer.Argument(help="The TOML file of a pack or an overlay")],
    as_json: AsJson = False,
) -> None:
    """Whether a pack or overlay that you wrote is sound; if not, the line, what is wrong, and what to do."""
    if not file.is_file():
        _fail(f"There is no file {file}", as_json, MISTAKE_OF_THE_CALLER)
    try:
        verdict = check(file.name, file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        _fail(f"{file.name} is no text in UTF-8: save it as UTF-8", as_json)
    _tell(as_json, verdict.as_json(), printing.judged(verdict))
    raise typer.Exit(0 if verdict.sound else 1)


def _tell(as_json: bool, data: dict[str, Any], parts: Iterable[RenderableType]) -> None:
    if as_json:
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    else:
        printing.show(*parts)


@contextmanager
def _known_law(as_json: bool) -> Iterator[None]:
    """Tells what is not known, or that the packs are not sound, without a trace of the program."""
    try:
        yield
    except Unknown as problem:
        _fail(f"{str(problem)[:1].upper()}{str(problem)[1:]}", as_json)
    except BadPack as problem:
        _fail(
            f"The packs and overlays are not sound:\n{problem}\nsamspil rules check FILE says more of a file", as_json
        )


def _fail(told: str, as_json: bool, code: int = 1) -> NoReturn:
    """Ends with what went wrong: for a person beside the answer, for a program in its place."""
    if as_json:
        typer.echo(json.dumps({"error": told}, ensure_ascii=False))
    else:
        typer.echo(told, err=True)
    raise typer.Exit(code)
