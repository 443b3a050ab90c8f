"""The engine alone, on real Kafka and Postgres, with the contract suite's toy stages."""

from tests.contract.flow.conftest import kafka_engine, post

__all__ = ["kafka_engine", "post"]
