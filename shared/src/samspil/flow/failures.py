"""What goes wrong in a decision, and how it is told without any of the data."""

from pydantic import ValidationError


class BrokenRuleError(Exception):
    """A decision broke a rule of the engine, for example it woke without moving its due day. A bug, so it parks."""


def describe(error: Exception) -> str:
    """What went wrong, without any of the data: pydantic quotes its input, so only places and kinds are kept."""
    if isinstance(error, ValidationError):
        found = error.errors(include_input=False, include_url=False)
        return "ValidationError: " + "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['type']}" for e in found)
    return f"{type(error).__name__}: {error}" if isinstance(error, BrokenRuleError) else type(error).__name__
