"""Run operations: `python -m operations`."""

import sys

from operations.app import build
from operations.settings import OperationsSettings
from samspil.flow.service import run

if __name__ == "__main__":
    sys.exit(run(build(OperationsSettings())))
