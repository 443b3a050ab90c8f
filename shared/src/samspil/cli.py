"""The `samspil` command. Each subcommand is an entry point, so that the sandbox can add its own."""

from importlib.metadata import entry_points
from typing import Final

import typer

SUBCOMMANDS: Final = "samspil.commands"
"""The entry point group: the name is the subcommand's, the object a `typer.Typer` or a plain function."""


def build() -> typer.Typer:
    """The command with every subcommand that the installed packages add."""
    command = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False)
    command.callback()(_describe)
    for point in sorted(entry_points(group=SUBCOMMANDS), key=lambda point: point.name):
        added = point.load()
        if isinstance(added, typer.Typer):
            command.add_typer(added, name=point.name)
        else:
            command.command(point.name)(added)
    return command


def _describe() -> None:
    """Samspil: the interplay of unemployment funds and jobcentres."""


app: Final = build()
