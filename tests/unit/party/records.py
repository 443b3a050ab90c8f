"""Records of a party's topic, as a consumer gives them."""

from aiokafka import ConsumerRecord


def record(*headers: tuple[str, bytes | None], offset: int = 7) -> "ConsumerRecord[bytes, bytes]":
    """A record with these headers, written at noon of 1 July 2026."""
    return ConsumerRecord(
        topic="to.jobcentre.0851.v1",
        partition=0,
        offset=offset,
        timestamp=1_782_907_200_000,
        timestamp_type=0,
        key=b"c1",
        value=b"{}",
        checksum=None,
        serialized_key_size=2,
        serialized_value_size=2,
        headers=headers,
    )
