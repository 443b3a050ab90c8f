"""What the engine measures: one span and a few counts per batch, never work per event."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import metrics, trace
from opentelemetry.trace import Link, SpanContext, SpanKind, TraceFlags

from samspil.clock import monotonic
from samspil.flow.record import Record
from samspil.flow.work import Work

MOST_LINKS = 64
SAMPLED = "-01"


class Meters:
    """The engine's instruments, named after OpenTelemetry's messaging conventions where these have a name."""

    def __init__(self) -> None:
        meter = metrics.get_meter("samspil.flow")
        self.tracer = trace.get_tracer("samspil.flow")
        self.consumed = meter.create_counter("messaging.client.consumed.messages", unit="{message}")
        self.duration = meter.create_histogram("messaging.process.duration", unit="s")
        self.told = meter.create_counter("samspil.told.events", unit="{event}")
        self.parked = meter.create_counter("samspil.parked.keys", unit="{key}")
        self.tasks = meter.create_counter("samspil.asked.tasks", unit="{task}")

    @contextmanager
    def processing(self, stage: str, records: list[Record]) -> Iterator[None]:
        """One span for a batch, linked to the sampled messages in it."""
        started = monotonic()
        links = [link for record in records[:500] if (link := _link(record))][:MOST_LINKS]
        with self.tracer.start_as_current_span(f"process {stage}", kind=SpanKind.CONSUMER, links=links) as span:
            span.set_attribute("messaging.batch.message_count", len(records))
            yield
        self.consumed.add(len(records), {"messaging.consumer.group.name": stage})
        self.duration.record(monotonic() - started, {"messaging.consumer.group.name": stage})

    def decided(self, stage: str, work: Work) -> None:
        """Count what a committed step told, parked and asked for."""
        attributes = {"messaging.consumer.group.name": stage}
        counts = ((self.told, len(work.out)), (self.parked, len(work.parked)), (self.tasks, len(work.tasks)))
        for counter, many in counts:
            if many:
                counter.add(many, attributes)


def _link(record: Record) -> Link | None:
    """A link to the span that made the record, if that trace is sampled."""
    parent = record.headers.get("traceparent", "")
    if not parent.endswith(SAMPLED):
        return None
    _, trace_id, span_id, _ = parent.split("-")
    return Link(SpanContext(int(trace_id, 16), int(span_id, 16), is_remote=True, trace_flags=TraceFlags(1)))
