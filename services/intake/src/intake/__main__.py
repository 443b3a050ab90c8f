"""`python -m intake` serves until told to stop."""

import sys

from intake.app import build
from samspil.flow.service import run

if __name__ == "__main__":
    sys.exit(run(build()))
