"""`python -m handover` serves until it is told to stop."""

import sys

from handover.app import build
from handover.settings import HandoverSettings
from samspil.flow.service import run

if __name__ == "__main__":
    sys.exit(run(build(HandoverSettings())))
