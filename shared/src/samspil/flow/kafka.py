"""How the engine reads Kafka: one consumer per stage, whole lanes in one hand."""

from __future__ import annotations

import asyncio

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from confluent_kafka import TopicCollection
from confluent_kafka.admin import AdminClient

from samspil.flow.buffers import to_record


def consumer(bootstrap: str, group: str, instance: str) -> AIOKafkaConsumer:
    """A consumer with static membership and range assignment: the same lane of every topic goes to one process."""
    return AIOKafkaConsumer(
        bootstrap_servers=bootstrap,
        group_id=group,
        group_instance_id=f"{group}-{instance}",
        partition_assignment_strategy=[RangePartitionAssignor],
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        session_timeout_ms=6_000,
        heartbeat_interval_ms=1_000,
        max_poll_interval_ms=300_000,
        metadata_max_age_ms=10_000,
        fetch_max_wait_ms=250,
        max_partition_fetch_bytes=1 << 20,
    )


async def topic_ids(bootstrap: str, topics: list[str]) -> dict[str, str]:
    """Kafka's own ids of these topics: a topic that was deleted and made anew has another one."""
    return await asyncio.to_thread(_topic_ids, bootstrap, topics)


def _topic_ids(bootstrap: str, topics: list[str]) -> dict[str, str]:
    admin = AdminClient({"bootstrap.servers": bootstrap, "log_level": 3})
    futures = admin.describe_topics(TopicCollection(topics), request_timeout=20)
    return {topic: str(future.result().topic_id) for topic, future in futures.items()}


async def tail_sequence(bootstrap: str, topic: str, lane: int) -> int:
    """The sequence of the last record in one lane of a topic; 0 where it is empty."""
    partition = TopicPartition(topic, lane)
    reader = AIOKafkaConsumer(bootstrap_servers=bootstrap, enable_auto_commit=False)
    try:
        await reader.start()
        reader.assign([partition])
        begin = (await reader.beginning_offsets([partition]))[partition]
        end = (await reader.end_offsets([partition]))[partition]
        if begin >= end:
            return 0
        reader.seek(partition, end - 1)
        return to_record(await reader.getone(partition)).sequence
    finally:
        await reader.stop()
