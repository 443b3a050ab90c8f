"""JSON Schema of every event, for whoever reads or writes one in any language."""

from samspil.schemas.evolution import breaches
from samspil.schemas.shapes import closed, opened, producer_schema, reader_schema

__all__ = ["breaches", "closed", "opened", "producer_schema", "reader_schema"]
