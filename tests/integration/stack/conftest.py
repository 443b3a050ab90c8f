"""What the tests of the stack start for themselves, beside the session's own."""

from pathlib import Path

import pytest

from sandbox.stack import Addresses
from sandbox.stack.places import state_directory


@pytest.fixture(autouse=True)
def embedded(addresses: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the session was given to use, these tests are about servers of our own."""
    monkeypatch.delenv("KAFKA_BOOTSTRAP_SERVERS", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def only_kafka(embedded: None, addresses: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stacks of the test start Kafka alone."""
    monkeypatch.setenv("DATABASE_URL", addresses.postgres)


@pytest.fixture
def only_postgres(embedded: None, addresses: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stacks of the test start Postgres alone, which takes a second."""
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state directory with the warm cache and runs of its own, below a folder that only its owner can enter."""
    tmp_path.chmod(0o700)
    warm = state_directory() / "cache"
    warm.mkdir(parents=True, exist_ok=True)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "cache").symlink_to(warm)
    return tmp_path / "state"
