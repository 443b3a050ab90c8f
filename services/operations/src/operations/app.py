"""What operations is made of. The only place that builds clients."""

from operations.api import routes
from operations.flow import STAGE
from operations.queries import Reads
from operations.settings import OperationsSettings
from samspil.flow.service import Service


def build(settings: OperationsSettings) -> Service:
    """The service, ready to run."""
    reads = Reads(settings.database_url)
    return Service(
        name="operations", settings=settings, stages=(STAGE,), routes=routes(reads), on_stop=(reads.close,)
    )  # fmt: skip
