"""Write kafka.lock again: change WANTED, run `python -m sandbox.stack.relock`, and commit both."""

import tempfile
from pathlib import Path

from sandbox.stack.fetch import download, resolve
from sandbox.stack.lock import LOCK, Jar, sha256_of

WANTED = ("org.apache.kafka:kafka_2.13:4.3.1", "org.slf4j:slf4j-simple:1.7.36")
HEADER = """\
# The jars of the embedded Kafka: sha256 and coordinates. Every start checks each jar against its hash.
# Written by `python -m sandbox.stack.relock`.
"""


def main() -> None:
    """Resolve WANTED with all it needs at run time, fetch it once, and write down what came."""
    with tempfile.TemporaryDirectory() as folder:
        jars = sorted(resolve(WANTED, Path(folder)), key=str)
        lines = [_line(jar, Path(folder)) for jar in jars]
    LOCK.write_text(HEADER + "".join(lines), encoding="utf-8")


def _line(jar: Jar, folder: Path) -> str:
    return f"{sha256_of(download(jar, folder))}  {jar}\n"


if __name__ == "__main__":
    main()
