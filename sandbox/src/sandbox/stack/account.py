"""Whom Postgres runs as, and where, when we are root: `initdb` refuses root, and others cannot enter root's folders."""

import os
import pwd
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from sandbox.stack.failures import StackError


class Account(NamedTuple):
    """A user by number, made by nobody for this: no system user is added."""

    uid: int
    gid: int


NOBODY = Account(65_534, 65_534)


def servant() -> Account | None:
    """Whom to run as instead of root; None when we are somebody ordinary."""
    return NOBODY if os.geteuid() == 0 else None


def home_of_servant(link: Path) -> Path:
    """A folder that a servant can reach and others cannot, linked to from `link` in the run so that it goes with it.

    The checkout may lie below a folder that only root can enter; nobody's permissions are widened for us.
    """
    home = _open_to_all() / f"samspil-{link.parent.name}"
    link.symlink_to(home)
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
            raise StackError(f"initdb wants a user with a name; {os.geteuid()} has none in the system's list") from None
        return ("unshare", "--user", f"--map-user={NOBODY.uid}", *command)
    return command


def _open_to_all() -> Path:
    for folder in (Path("/var/tmp"), Path(tempfile.gettempdir())):
        if folder.is_dir() and not os.statvfs(folder).f_flag & os.ST_NOEXEC:
            return folder
    raise StackError("As root, Postgres needs a temporary folder from which programs may run")
