"""`samspil generate`: schemas and the page of rules as files, and whether the files are what the code and packs say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from samspil.events import CATALOGUE, OutsideEvent
from samspil.rulebook.page import PAGE, page_is_stale, write_page
from samspil.schemas.evolution import breaches
from samspil.schemas.shapes import producer_schema, reader_schema

SCHEMAS: Final = Path(__file__).parents[3] / "schemas"
RELEASED: Final = "released"


def generate(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a file is not up to date")] = False,
    release: Annotated[bool, typer.Option("--release", help="Promise the schemas as they are to parties")] = False,
) -> None:
    """Write the JSON Schemas of all events again from the catalogue, and the page of rules from the packs."""
    if check:
        if stale := [*out_of_date(SCHEMAS), *([PAGE.name] if page_is_stale() else [])]:
            typer.echo("Not up to date, run make generate:\n  " + "\n  ".join(stale), err=True)
            raise typer.Exit(1)
        return
    write(SCHEMAS)
    write_page()
    if release and (problems := release_into(SCHEMAS / RELEASED)):
        typer.echo("Breaks what was promised; make a new version of the type:\n  " + "\n  ".join(problems), err=True)
        raise typer.Exit(1)


def documents() -> dict[str, str]:
    """Every schema file by its name."""
    files: dict[str, Any] = {}
    for event in CATALOGUE.values():
        files[f"{event.type}.json"] = reader_schema(event)
        if issubclass(event, OutsideEvent):
            files[f"{event.type}.producer.json"] = producer_schema(event)
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in files.items()}


def write(folder: Path) -> None:
    """Write every schema into `folder`; what the catalogue no longer has is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = documents()
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def out_of_date(folder: Path) -> list[str]:
    """The names of files that are missing, too many or not what the catalogue says."""
    wanted = documents()
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def release_into(folder: Path) -> list[str]:
    """Keep the schemas as promised from here on. Returns what would break an earlier promise; then nothing is kept."""
    wanted = documents()
    promised = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    problems = [f"{name} was removed" for name in promised if name not in wanted]
    for name in promised.keys() & wanted.keys():
        problems += [f"{name}: {breach}" for breach in breaches(promised[name], json.loads(wanted[name]))]
    if not problems:
        write(folder)
    return sorted(problems)
