"""The topics on a real Kafka: made by `samspil topics apply` and by nobody else."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Annotated

import typer
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from samspil.reference.parties import OPERATIONS, Party
from samspil.topics import PARTY_LANES, TOPICS, Topic, told_by, told_to

ANSWER_SECONDS = 10
DAY = 24 * 60 * 60 * 1000
PARTY_RETENTION = 90 * DAY

command = typer.Typer(no_args_is_help=True, help="The topics of Samspil on a Kafka cluster.")


class TopicsError(Exception):
    """Kafka does not answer, or will not have the topics; the text says what to do."""


@command.callback()
def _topics() -> None:
    """The topics of Samspil on a Kafka cluster."""


@command.command("apply")
def apply_command(
    bootstrap_servers: Annotated[str, typer.Option(envvar="KAFKA_BOOTSTRAP_SERVERS", help="host:port of the cluster")],
    party: Annotated[list[str] | None, typer.Option(help="A party to make topics for, like /jobcentre/0851")] = None,
    lanes: Annotated[int, typer.Option(help="Partitions of every internal topic; fixed for their life")] = 12,
    replication: Annotated[int, typer.Option(help="Copies of every partition")] = 3,
) -> None:
    """Make the topics that are missing. Topics that exist are left as they are."""
    try:
        parties = [Party.parse(text) for text in party or []]
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--party") from None
    try:
        made = apply(bootstrap_servers, parties, lanes=lanes, replication=replication)
    except TopicsError as problem:
        typer.echo(problem, err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{len(made)} topics made" + "".join(f"\n  {name}" for name in made))


def apply(bootstrap: str, parties: Iterable[Party], *, lanes: int, replication: int) -> list[str]:
    """Make what is missing, the operators' topics too; returns the names made. TopicsError on other partitions."""
    admin, existing = _connect(bootstrap)
    wanted = {topic.name: _internal(topic, lanes, replication) for topic in TOPICS}
    for party in (*parties, OPERATIONS):
        for name in (told_by(party), told_to(party)):
            wanted[name] = _party(name, replication)
    for name, topic in wanted.items():
        if existing.get(name, topic.num_partitions) != topic.num_partitions:
            raise TopicsError(
                f"{name} has {existing[name]} partitions, not {topic.num_partitions}, and keeps them for its life: "
                f"nothing was made. For an internal topic pass --lanes {existing[name]}, SAMSPIL_LANES to the services"
            )
    missing = [topic for name, topic in wanted.items() if name not in existing]
    for name, future in (admin.create_topics(missing, request_timeout=30) if missing else {}).items():
        _wait(name, future)
    return [topic.topic for topic in missing]


def existing_topics(bootstrap: str) -> list[str]:
    """The names of Samspil's topics that a cluster already holds."""
    _, names = _connect(bootstrap)
    ours = {topic.name for topic in TOPICS}
    return sorted(name for name in names if name in ours or name.startswith(("from.", "to.")))


def _connect(bootstrap: str) -> tuple[AdminClient, dict[str, int]]:
    """A client, and how many partitions each topic of the cluster has."""
    quiet = logging.getLogger(f"{__name__}.librdkafka")
    quiet.setLevel(logging.CRITICAL)  # it tells on standard error of each failed attempt; one sentence is enough
    admin = AdminClient({"bootstrap.servers": bootstrap}, logger=quiet)
    try:
        topics = admin.list_topics(timeout=ANSWER_SECONDS).topics
    except KafkaException as error:
        raise TopicsError(
            f"Kafka at {bootstrap} does not answer within {ANSWER_SECONDS} s ({error.args[0].name()}): start it, "
            "or correct KAFKA_BOOTSTRAP_SERVERS"
        ) from None
    return admin, {name: len(topic.partitions) for name, topic in topics.items()}


def _internal(topic: Topic, lanes: int, replication: int) -> NewTopic:
    kept = -1 if topic.retention_days is None else topic.retention_days * DAY
    config = {"retention.ms": str(kept), "compression.type": "producer"}
    if topic.compacted:
        config["cleanup.policy"] = "compact"
    return NewTopic(
        topic.name, num_partitions=1 if topic.one_lane else lanes, replication_factor=replication, config=config
    )


def _party(name: str, replication: int) -> NewTopic:
    config = {"retention.ms": str(PARTY_RETENTION), "compression.type": "producer"}
    return NewTopic(name, num_partitions=PARTY_LANES, replication_factor=replication, config=config)


def _wait(name: str, future: object) -> None:
    try:
        future.result()  # type: ignore[attr-defined]  # confluent-kafka types its futures as Any or object by version
    except KafkaException as error:
        raise TopicsError(
            f"{name} could not be made: {error.args[0].str()}. What is missing is made when you ask again"
        ) from error
