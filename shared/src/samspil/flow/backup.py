"""Notices that a database was restored from a backup that is older than what has been told since."""

from __future__ import annotations

from collections.abc import Iterable

from samspil.flow import kafka
from samspil.flow.outbox import last_sequence
from samspil.flow.postgres import Connection
from samspil.topics import Topic


async def older_backups(
    bootstrap: str, connection: Connection, topics: Iterable[Topic], lanes: Iterable[int]
) -> dict[int, str]:
    """The lanes that whoever numbers these topics must not go on with, and why.

    A topic is looked at before the database, for another process may still be numbering.
    """
    found = {}
    for lane in lanes:
        for topic in topics:
            tail = await kafka.tail_sequence(bootstrap, topic.name, lane)
            known = await last_sequence(connection, topic.name, lane)
            if tail > known:
                found[lane] = (
                    f"{topic.name} lane {lane} ends with sequence {tail}, the database knows {known}: "
                    "an older backup was restored. Restore a newer one; starting would number twice"
                )
    return found
