"""Runs one stage: a consumer that fills the buffers of the lanes it is given, and a task for each lane."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping

import asyncpg
from aiokafka import ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import KafkaError

from samspil.events.event import Event
from samspil.flow import kafka
from samspil.flow.backoff import Backoff
from samspil.flow.backup import older_backups
from samspil.flow.buffers import HIGH_WATER, LOW_WATER, to_record
from samspil.flow.dispatcher import Dispatcher
from samspil.flow.fold import Performer, Stage
from samspil.flow.lane import TECHNICAL, Lane, LaneStoppedError
from samspil.flow.meters import Meters
from samspil.flow.pulse import Pulse
from samspil.flow.relay import Relay
from samspil.flow.slot import StateTooNewError
from samspil.flow.store import LaneMovedError
from samspil.flow.take import Gap, Place

COMMIT_SECONDS = 5.0

log = logging.getLogger(__name__)


class StageRunner(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka ships no types for its listener
    """One stage in this process. `run` ends only by cancellation or by a bug, and then the process must end too."""

    def __init__(
        self,
        stage: Stage,
        bootstrap: str,
        instance: str,
        relay: Relay,
        connect: Callable[[], Awaitable[asyncpg.Connection]],
        performers: Mapping[type[Event], Performer],
    ) -> None:
        self.stage = stage
        self.bootstrap = bootstrap
        self.relay = relay
        self.connect = connect
        self.performers = performers
        self.meters = Meters()
        self.consumer = kafka.consumer(bootstrap, stage.name, instance)
        self.pulse = Pulse(self.consumer)
        self.lanes: dict[int, Lane] = {}
        self.tasks: dict[int, asyncio.Task[None]] = {}
        self.stopped: dict[int, str] = {}
        """Lanes that must not go on, with the reason: an alarm."""
        self.topic_ids: dict[str, str] = {}
        self.assigned = asyncio.Event()

    async def run(self) -> None:
        """Read until cancelled; a lane's task that dies of a bug ends this too."""
        self.topic_ids = await kafka.topic_ids(self.bootstrap, [topic.name for topic in self.stage.reads])
        await self.consumer.start()
        self.consumer.subscribe([topic.name for topic in self.stage.reads], listener=self)
        beside = [asyncio.create_task(self._commit_for_lag()), asyncio.create_task(self.pulse.beat())]
        try:
            while True:
                await self._read()
                for task in [*self.tasks.values(), *beside]:
                    if task.done():
                        task.result()
        finally:
            for task in beside:
                task.cancel()
            await self._stop_lanes(list(self.lanes))
            await self.consumer.stop()

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Lanes that go to another process stop before anybody else may start them."""
        self.assigned.clear()
        await self._stop_lanes({tp.partition for tp in revoked} & set(self.lanes))

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Start the lanes that are ours now."""
        for number in sorted({tp.partition for tp in assigned} - set(self.lanes)):
            lane = Lane(self.stage, number, self.connect, self.relay, self.meters)
            lane.topic_ids = self.topic_ids
            self.lanes[number] = lane
            self.tasks[number] = asyncio.create_task(self._live(lane), name=f"{self.stage.name} lane {number}")
            if self.stage.topic:
                self.relay.owned.add((self.stage.topic.name, number))
        self.assigned.set()

    def complaints(self) -> list[str]:
        """What keeps the stage from running, in words."""
        deaf = self.pulse.complaints(f"the stage {self.stage.name}")
        if not self.assigned.is_set():
            deaf.append(f"the stage {self.stage.name} has no partitions assigned yet")
        running = self.lanes.keys() - self.stopped.keys()
        closed = [f"lane {number} is not open" for number in sorted(running) if self.lanes[number].store is None]
        return [f"lane {number} stopped: {why}" for number, why in self.stopped.items()] + closed + deaf

    async def _read(self) -> None:
        read = await self.consumer.getmany(timeout_ms=250, max_records=4 * LOW_WATER)
        for tp, raws in read.items():
            lane = self.lanes.get(tp.partition)
            if lane is None:
                continue
            lane.buffers.put(tp.topic, [to_record(raw) for raw in raws])
            if lane.buffers.size(tp.topic) > HIGH_WATER:
                self.consumer.pause(tp)
        for tp in self.consumer.paused():
            lane = self.lanes.get(tp.partition)
            if lane is None or lane.buffers.size(tp.topic) < LOW_WATER:
                self.consumer.resume(tp)

    async def _live(self, lane: Lane) -> None:
        """The life of a lane: technical errors are retried with a pause, what must stop stays stopped, bugs end all."""
        dispatcher = Dispatcher(lane, self.performers)
        dispatching: asyncio.Task[None] | None = None
        backoff = Backoff()
        try:
            while True:
                try:
                    await self._open(lane)
                    if self.stage.performs and dispatching is None:
                        dispatching = asyncio.create_task(dispatcher.run())
                        dispatching.add_done_callback(lambda _: lane.buffers.arrived.set())  # its end is seen at once
                    await self._steps(lane, dispatching)
                except TECHNICAL as error:
                    pause = backoff.pause()
                    log.warning("%s lane %s: %s; again in %s s", self.stage.name, lane.number, _say(error), pause)
                    await lane.close()
                    await asyncio.sleep(pause)
        except LaneStoppedError as error:
            self.stopped[lane.number] = str(error)
            log.critical("Lane stopped: %s", error)
        finally:
            if dispatching:
                dispatching.cancel()
            await lane.close()

    async def _open(self, lane: Lane) -> None:
        """Read where the lane stands, see that no backup older than the topic was restored, go there in Kafka."""
        async with lane.busy:
            store = await lane.open()
            older = await older_backups(self.bootstrap, store.connection, self.stage.owns, [lane.number])
        if older:
            raise LaneStoppedError(older[lane.number])
        for name in lane.buffers.by_topic:
            self._seek(lane, name)

    def _seek(self, lane: Lane, topic: str) -> None:
        lane.buffers.clear(topic)
        self.consumer.seek(TopicPartition(topic, lane.number), lane.places.get(topic, Place()).offset)

    async def _steps(self, lane: Lane, dispatching: asyncio.Task[None] | None) -> None:
        sought: tuple[str, int] | None = None
        while True:
            lane.buffers.arrived.clear()
            done = await lane.next_step()
            if isinstance(done, Gap):
                if sought == (done.topic, done.expected):
                    raise LaneStoppedError(
                        f"{done.topic} lane {lane.number}: sequence {done.expected} is missing, {done.found} came. "
                        "Find out who deleted or forged records before resetting the lane's positions"
                    )
                sought = (done.topic, done.expected)
                self._seek(lane, done.topic)
                await lane.buffers.arrived.wait()
            elif not done:
                if dispatching and dispatching.done():
                    dispatching.result()
                await lane.buffers.arrived.wait()

    async def _stop_lanes(self, numbers: Iterable[int]) -> None:
        tasks = [self.tasks.pop(number) for number in numbers if number in self.tasks]
        for number in list(numbers):
            self.lanes.pop(number, None)
            self.stopped.pop(number, None)
            if self.stage.topic:
                self.relay.disown((self.stage.topic.name, number))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _commit_for_lag(self) -> None:
        """Kafka's offsets serve lag metrics only; positions in the database are what counts."""
        while True:
            await asyncio.sleep(COMMIT_SECONDS)
            places = {
                TopicPartition(topic, number): place.offset
                for number, lane in self.lanes.items()
                for topic, place in lane.places.items()
            }
            mine = {tp: offset for tp, offset in places.items() if tp in self.consumer.assignment()}
            try:
                if mine:
                    await self.consumer.commit(mine)
            except KafkaError as error:
                log.info("Offsets for lag metrics were not committed: %s", type(error).__name__)


def _say(error: BaseException) -> str:
    return str(error) if isinstance(error, LaneMovedError | StateTooNewError) else type(error).__name__
