"""Where the stack keeps what outlives a start."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[4]


def state_directory() -> Path:
    """The project's state: SAMSPIL_STATE, else `.state` of the checkout."""
    chosen = os.environ.get("SAMSPIL_STATE")
    return Path(chosen).resolve() if chosen else CHECKOUT / ".state"
