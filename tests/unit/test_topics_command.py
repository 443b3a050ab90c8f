"""`samspil topics apply` says in one sentence what went wrong and what to do."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from confluent_kafka import KafkaError, KafkaException
from typer.testing import CliRunner

from samspil import broker

ARGUMENTS = ["apply", "--bootstrap-servers", "nowhere:9092"]


class Cluster:
    """An administrator's client of a cluster with these topics; without any it is away."""

    topics: Mapping[str, int] = {}

    def __init__(self, *_: Any, **__: Any) -> None: ...

    def list_topics(self, **_: Any) -> Any:
        if not self.topics:
            raise KafkaException(KafkaError(KafkaError._TRANSPORT))
        return SimpleNamespace(topics={name: SimpleNamespace(partitions=range(n)) for name, n in self.topics.items()})


@pytest.fixture(autouse=True)
def cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "AdminClient", Cluster)


def test_a_kafka_that_is_away_is_named() -> None:
    done = CliRunner().invoke(broker.command, ARGUMENTS)

    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert "nowhere:9092" in done.output
    assert "KAFKA_BOOTSTRAP_SERVERS" in done.output


def test_another_number_of_partitions_is_refused_with_the_one_that_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cluster, "topics", {"received.v1": 4})

    done = CliRunner().invoke(broker.command, [*ARGUMENTS, "--lanes", "12"])

    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert "received.v1 has 4 partitions, not 12" in done.output
    assert "--lanes 4" in done.output


def test_a_party_that_is_none_is_a_mistake_of_the_caller() -> None:
    done = CliRunner().invoke(broker.command, [*ARGUMENTS, "--party", "/nobody/x"])

    assert done.exit_code == 2
    assert "/nobody/x" in done.output
