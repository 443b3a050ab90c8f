"""Logs, traces and metrics of a service: structured JSON lines with trace ids; OTLP where an endpoint is configured."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import metrics, trace
from opentelemetry.context import attach, detach
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from pythonjsonlogger.json import JsonFormatter

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
SAMPLED_SHARE = 0.01
_TRACES = TraceContextTextMapPropagator()


class TraceIds(logging.Filter):
    """Adds the ids of the current span to every log record; empty outside of one."""

    def filter(self, record: logging.LogRecord) -> bool:
        context = trace.get_current_span().get_span_context()
        record.trace_id = f"{context.trace_id:032x}" if context.is_valid else ""
        record.span_id = f"{context.span_id:016x}" if context.is_valid else ""
        return True


@contextmanager
def in_trace(traceparent: str) -> Iterator[None]:
    """What is logged and asked of others inside belongs to this trace: that of the event at hand."""
    token = attach(_TRACES.extract({"traceparent": traceparent}))
    try:
        yield
    finally:
        detach(token)


def set_up(service: str, level: str = "INFO") -> None:
    """Logs to standard error as JSON; spans and metrics over OTLP if `OTEL_EXPORTER_OTLP_ENDPOINT` is set."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(TraceIds())
    fields = "%(asctime)s %(levelname)s %(name)s %(message)s %(trace_id)s %(span_id)s"
    handler.setFormatter(JsonFormatter(fields, static_fields={"service": service}))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("aiokafka", "httpx"):
        logging.getLogger(library).setLevel(logging.WARNING if level == "INFO" else level)
    resource = Resource.create({"service.name": f"samspil-{service}"})
    traces = TracerProvider(resource=resource, sampler=ParentBased(TraceIdRatioBased(SAMPLED_SHARE)))
    if os.environ.get(ENDPOINT):
        traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        metrics.set_meter_provider(
            MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())], resource=resource)
        )
    trace.set_tracer_provider(traces)
