"""Which jars the embedded Kafka is: `kafka.lock` names each with its sha256.

`python -m sandbox.stack.relock` writes it again for another version.
"""

from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

LOCK = Path(__file__).with_name("kafka.lock")


@dataclass(frozen=True)
class Jar:
    """One jar by its Maven coordinates and the sha256 (hex) its content must have."""

    sha256: str
    group: str
    artifact: str
    version: str

    @property
    def file_name(self) -> str:
        return f"{self.artifact}-{self.version}.jar"

    def __str__(self) -> str:
        return f"{self.group}:{self.artifact}:{self.version}"


def locked_jars() -> tuple[Jar, ...]:
    """What kafka.lock names, in its order, which is the order of the class path."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return tuple(_parse(line) for line in lines if line and not line.startswith("#"))


def kafka_version() -> str:
    """The version of Kafka that kafka.lock names."""
    return next(jar.version for jar in locked_jars() if jar.artifact == "kafka_2.13")


def sha256_of(path: Path) -> str:
    """The file's sha256, in hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _parse(line: str) -> Jar:
    sha256, coordinates = line.split()
    group, artifact, version = coordinates.split(":")
    return Jar(sha256, group, artifact, version)
