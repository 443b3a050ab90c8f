"""No Kafka that is not the one kafka.lock names."""

import shutil
from pathlib import Path

import psutil
import pytest

from sandbox.stack import StackError, jars, lock, stack
from sandbox.stack.failures import FalsifiedJar
from sandbox.stack.places import state_directory

SMALL = "jspecify-1.0.0.jar"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the warm cache's Kafka; `tmp_path` is its state directory."""
    name = f"kafka-{lock.kafka_version()}"
    shutil.copytree(state_directory() / "cache" / name, tmp_path / "cache" / name)
    return tmp_path / "cache" / name


@pytest.fixture(autouse=True)
def _no_postgres(only_kafka: None) -> None:
    """It has nothing to do with jars."""


def runs_java() -> bool:
    return any(child.name() == "java" for child in psutil.Process().children())


def test_the_lock_names_each_jar_once_and_no_place() -> None:
    names = [jar.file_name for jar in lock.locked_jars()]

    assert len(names) == len(set(names)) > 40
    assert "://" not in lock.LOCK.read_text()


async def test_a_falsified_jar_stops_the_start(folder: Path, tmp_path: Path) -> None:
    running = runs_java()
    with (folder / SMALL).open("ab") as jar:
        jar.write(b"!")

    with pytest.raises(FalsifiedJar, match=rf"{folder / SMALL} is not .* Delete it and start again"):
        async with stack(state=tmp_path):
            pass
    assert runs_java() == running


async def test_a_falsified_hash_stops_the_start(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    falsified = tmp_path / "kafka.lock"
    first = lock.locked_jars()[0]
    falsified.write_text(lock.LOCK.read_text().replace(first.sha256, "0" * 64))
    monkeypatch.setattr(lock, "LOCK", falsified)

    with pytest.raises(FalsifiedJar, match=first.file_name):
        async with stack(state=tmp_path):
            pass


async def test_a_deleted_jar_is_fetched_again(folder: Path) -> None:
    before = (folder / SMALL).stat()
    (folder / SMALL).unlink()
    told: list[str] = []

    await jars.class_path(folder, told.append)

    after = (folder / SMALL).stat()
    assert (after.st_size, after.st_mtime) == (before.st_size, before.st_mtime)
    assert told[0] == f"Fetching Kafka {lock.kafka_version()}, 1 jars"


async def test_a_falsified_download_is_thrown_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def falsify(jar: lock.Jar, into: Path) -> Path:
        (into / jar.file_name).write_bytes(b"!")
        return into / jar.file_name

    monkeypatch.setattr(jars, "download", falsify)
    (folder / SMALL).unlink()

    with pytest.raises(ExceptionGroup) as problems:
        await jars.class_path(folder, lambda _: None)
    assert problems.group_contains(FalsifiedJar, match="jspecify.* It was thrown away")
    assert not (folder / SMALL).exists()


async def test_without_a_network_the_message_says_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    (folder / SMALL).unlink()

    with pytest.raises(StackError, match="Is there a network"):
        async with stack(state=tmp_path):
            pass
