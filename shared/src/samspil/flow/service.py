"""The shell of a service: its process, its HTTP, its health. FastStream carries it."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import uvicorn
import uvloop
from faststream.asgi import AsgiFastStream
from faststream.kafka import KafkaBroker

from samspil import telemetry
from samspil.events.event import Event
from samspil.flow import collector, postgres
from samspil.flow.fold import Performer, Stage
from samspil.flow.gate import GateRunner
from samspil.flow.gatekeeper import Gate
from samspil.flow.health import Health, health_routes
from samspil.flow.relay import Relay
from samspil.flow.runner import StageRunner
from samspil.settings import Settings

log = logging.getLogger(__name__)
Runner = StageRunner | GateRunner


@dataclass
class Service:
    """Everything that `app.py` puts together: stages, performers of side effects, a gate, HTTP routes."""

    name: str
    settings: Settings
    stages: tuple[Stage, ...]
    performers: Mapping[type[Event], Performer] = field(default_factory=dict)
    gate: Gate | None = None
    routes: tuple[tuple[str, Any], ...] = ()
    on_stop: tuple[Callable[[], Any], ...] = ()
    """Clients that the composition root opened; awaited when the service stops."""

    def app(self) -> AsgiFastStream:
        """The ASGI application. Its lifespan starts and stops the engine."""
        health = Health()
        broker = KafkaBroker(
            self.settings.kafka_bootstrap_servers, logger=None
        )  # the shell wants one; it reads nothing
        return AsgiFastStream(
            broker,
            asgi_routes=[*health_routes(health), *self.routes],
            lifespan=partial(self._lifespan, health),
            logger=None,
        )

    @asynccontextmanager
    async def _lifespan(self, health: Health) -> AsyncIterator[None]:
        url, kafka = self.settings.database_url, self.settings.kafka_bootstrap_servers
        pool = await postgres.pool(url, name=f"{self.name} relay")
        lock = partial(postgres.connect, url, name=f"{self.name} locks", idle_session=postgres.IDLE_SESSION)
        relay = Relay(pool, kafka, lock)
        runners = self._runners(relay, partial(postgres.connect, url, name=f"{self.name} lane"))
        tasks = [asyncio.create_task(running.run()) for running in (relay, *runners)]
        for task in tasks:
            task.add_done_callback(_end_process)
        health.watch(pool, runners, tasks)
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await relay.close()
            for stop in self.on_stop:
                await stop()
            await pool.close()

    def _runners(self, relay: Relay, connect: Any) -> list[Runner]:
        kafka, instance = self.settings.kafka_bootstrap_servers, self.settings.instance
        runners: list[Runner] = [
            StageRunner(stage, kafka, instance, relay, connect, self.performers) for stage in self.stages
        ]
        if self.gate:
            runners.append(GateRunner(self.gate, kafka, instance, relay, connect, self.settings.lanes))
        return runners


class _Server(uvicorn.Server):
    """A server that a dying task can stop."""

    failed = False


_server: _Server | None = None


def _end_process(task: asyncio.Task[None]) -> None:
    """A dead runner ends the process: a service that looks alive and does nothing is worse than one that restarts."""
    if task.cancelled():
        return
    log.critical("The engine stopped by a bug and takes the process with it", exc_info=task.exception())
    if _server:
        _server.failed = _server.should_exit = True


def run(service: Service) -> int:
    """Serve until told to stop. Returns the exit code: 1 where the engine died."""
    global _server  # noqa: PLW0603  # one process serves one service; the callback of a dead task must find it
    telemetry.set_up(service.name, service.settings.log_level)
    collector.set_for_batches()
    config = uvicorn.Config(
        service.app(),
        host=service.settings.http_host,
        port=service.settings.http_port,
        log_config=None,
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=5,
    )
    _server = _Server(config)
    # uvicorn raises the signal once more when all is closed; an orderly end is no death by a signal
    signal.signal(signal.SIGTERM, lambda *_: None)
    with suppress(KeyboardInterrupt):
        uvloop.run(_server.serve())
    return 1 if _server.failed or not _server.started else 0
