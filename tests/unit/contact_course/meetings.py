"""The names of meetings under R2024 in the spell that the stories tell of."""

from typing import Final

_FUND: Final = "spell-1.0.R2024.meetings"
_JOBCENTRE: Final = "spell-1.1.R2024.meetings.jobcentre-after-takeover"

FIRST: Final = f"{_FUND}.fund-first.1"
SECOND: Final = f"{_FUND}.fund-later.2"
THIRD: Final = f"{_FUND}.fund-later.3"
FOURTH: Final = f"{_JOBCENTRE}.4"
FIFTH: Final = f"{_JOBCENTRE}.5"
SIXTH: Final = f"{_JOBCENTRE}.6"
