"""What a service logs carries the trace of the event it is about."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from pythonjsonlogger.json import JsonFormatter

from samspil.telemetry import TraceIds, in_trace

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-00"


@pytest.fixture
def lines() -> StringIO:
    return StringIO()


@pytest.fixture
def log(lines: StringIO) -> Iterator[logging.Logger]:
    handler = logging.StreamHandler(lines)
    handler.addFilter(TraceIds())
    handler.setFormatter(JsonFormatter("%(message)s %(trace_id)s %(span_id)s"))
    log = logging.getLogger("a service")
    log.addHandler(handler)
    yield log
    log.removeHandler(handler)


def test_a_line_about_an_event_has_the_ids_of_its_trace_and_the_next_one_has_none(
    log: logging.Logger, lines: StringIO
) -> None:
    with in_trace(PARENT):
        log.warning("inside")
    log.warning("outside")

    inside, outside = (json.loads(line) for line in lines.getvalue().splitlines())
    assert (inside["trace_id"], inside["span_id"]) == (TRACE, "b7ad6b7169203331")
    assert (outside["trace_id"], outside["span_id"]) == ("", "")


@pytest.mark.parametrize("nothing", ["", "no trace at all"])
def test_without_a_trace_a_line_has_no_ids(log: logging.Logger, lines: StringIO, nothing: str) -> None:
    with in_trace(nothing):
        log.warning("inside")

    assert json.loads(lines.getvalue())["trace_id"] == ""
