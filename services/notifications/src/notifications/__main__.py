"""Run notifications: `python -m notifications`."""

import sys

from notifications.app import build
from notifications.settings import NotificationsSettings
from samspil.flow.service import run

if __name__ == "__main__":
    sys.exit(run(build(NotificationsSettings())))
