"""Knows again what this process has handled before."""

from samspil.party.envelope import Envelope


class Repeats:
    """Kafka may deliver a record twice, and Samspil may write one twice: with the same source and sequence.

    Remembered in memory only: after a restart of the process, what was handled last may come once more.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, int, str], int] = {}

    def knows(self, envelope: Envelope) -> bool:
        """Whether this was handled already. A record without a sequence is always new."""
        return 0 < envelope.sequence <= self._last.get(_line(envelope), 0)

    def remember(self, envelope: Envelope) -> None:
        """This was handled."""
        if envelope.sequence:
            self._last[_line(envelope)] = envelope.sequence


def _line(envelope: Envelope) -> tuple[str, int, str]:
    return envelope.topic, envelope.partition, envelope.source
