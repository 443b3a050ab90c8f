"""Messages whose judge stands further down."""

from intake.domain.citizen import Citizen
from samspil.events.event import OutsideEvent
from samspil.flow.decision import Context, Decision, ignore


def let_through(citizen: Citizen | None, told: OutsideEvent, ctx: Context) -> Decision[Citizen]:
    """Pass it on, in its place among the citizen's events: only its judge may answer it, whatever it says."""
    return ignore().pass_on()
