"""Lane = partition = murmur2 of the key, as in Java's default partitioner."""

from functools import lru_cache

from aiokafka.partitioner import murmur2


@lru_cache(maxsize=100_000)
def lane_of(key: str, lanes: int) -> int:
    """The lane of `key` among `lanes`."""
    return int((murmur2(key.encode()) & 0x7FFFFFFF) % lanes)
