"""Who sent what is being judged."""

from samspil.flow.decision import Context
from samspil.reference.parties import Party


def proved_sender(ctx: Context) -> Party:
    """The party whose topic the message came on. A message of an outside type without one is a bug of the engine."""
    if ctx.cause.party is None:
        raise AssertionError(f"{ctx.cause.type} reached its judge without a proved sender")
    return ctx.cause.party
