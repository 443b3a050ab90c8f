"""What operators do. Their words enter at the gate like everybody's, so a replay finds them in their place."""

from typing import Any, ClassVar

from pydantic import Field

from samspil.events.event import OutsideEvent


class ParkedReleased(OutsideEvent):
    """Try a parked key again, its failed event as it was or as mended here. Judged by the stage it names."""

    type: ClassVar[str] = "operations.parked.released.v1"

    stage: str
    fold: str
    note: str = Field(min_length=1, max_length=1000)
    mended: dict[str, Any] | None = Field(default=None, description="New data of the failed event; none keeps the old")


class ParkedDiscarded(OutsideEvent):
    """Give up the failed event of a parked key, then go on with what queued behind it. Judged by the stage it names."""

    type: ClassVar[str] = "operations.parked.discarded.v1"

    stage: str
    fold: str
    note: str = Field(min_length=1, max_length=1000)
