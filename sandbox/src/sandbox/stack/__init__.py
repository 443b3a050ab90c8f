"""Real Kafka and real Postgres without Docker: started, verified, and gone without a trace afterwards.

    async with stack() as running:
        running.addresses.kafka, running.addresses.postgres

`python -m sandbox.stack` does the same for a developer's terminal.
"""

from sandbox.stack.failures import StackError
from sandbox.stack.server import Server
from sandbox.stack.stack import Addresses, Stack, stack

__all__ = ["Addresses", "Server", "Stack", "StackError", "stack"]
