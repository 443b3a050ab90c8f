"""Real Kafka and real Postgres without Docker: started, verified, and gone without a trace afterwards.

    async with stack() as running:
        running.addresses.kafka, running.addresses.postgres

`python -m sandbox.stack` does the same for a developer's terminal.
"""

from sandbox.stack.failures import StackError
from sandbox.stack.lifetime import Addresses, Stack, stack
from sandbox.stack.server import Server

__all__ = ["Addresses", "Server", "Stack", "StackError", "stack"]
