"""How long to wait before something that failed for a passing reason is tried again."""

from samspil.clock import monotonic

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 4.0
CALM_SECONDS = 10.0
"""After so long without a failure the next pause is a first one again."""


class Backoff:
    """Pauses that double as long as one failure follows another."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.calm_at = 0.0

    def pause(self) -> float:
        """The seconds to wait after one more failure."""
        now = monotonic()
        self.seconds = min(2 * self.seconds, LONGEST_SECONDS) if now < self.calm_at else FIRST_SECONDS
        self.calm_at = now + self.seconds + CALM_SECONDS
        return self.seconds
