"""Whom Postgres runs as, and where, when we are root: `initdb` refuses root, and others cannot enter root's folders."""

import os
import pwd
import shutil
from pathlib import Path
from typing import NamedTuple

from sandbox.stack.failures import StackError
from sandbox.stack.sweep import homes_of


class Account(NamedTuple):
    """A user by number, made by nobody for this: no system user is added."""

    uid: int
    gid: int


NOBODY = Account(65_534, 65_534)


def servant() -> Account | None:
    """Whom to run as instead of root; None when we are somebody ordinary."""
    return NOBODY if os.geteuid() == 0 else None


def home_of_servant(run: Path) -> Path:
    """A new folder that a servant can reach and others cannot; it goes with the run.

    The checkout may lie below a folder that only root can enter, and nobody's permissions are widened for us.
    """
    home, _ = homes_of(run)
    home.mkdir(mode=0o700)
    return home


def give(folder: Path, to: Account) -> None:
    """Everything below the folder, and at last itself."""
    for path in folder.rglob("*"):
        os.chown(path, *to, follow_symlinks=False)
    os.chown(folder, *to)


def as_somebody_with_a_name(command: tuple[str, ...]) -> tuple[str, ...]:
    """`initdb` also refuses a user without a name, as a container may have one: it is given one in a name space."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        if not shutil.which("unshare"):
            raise StackError(
                f"Postgres wants a user with a name, and user {os.geteuid()} of this system has none"
            ) from None
        return ("unshare", "--user", f"--map-user={NOBODY.uid}", *command)
    return command
