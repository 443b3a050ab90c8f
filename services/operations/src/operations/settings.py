"""What operations is told by its environment: what every service is told."""

from samspil.settings import Settings


class OperationsSettings(Settings):
    """Settings of operations; in the environment with the prefix SAMSPIL_."""
