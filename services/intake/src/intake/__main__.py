"""`python -m intake` serves until it is told to stop."""

import sys

from intake.app import build
from intake.settings import IntakeSettings
from samspil.flow.service import run

if __name__ == "__main__":
    sys.exit(run(build(IntakeSettings())))
