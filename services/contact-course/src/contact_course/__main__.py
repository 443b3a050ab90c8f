"""`python -m contact_course` serves until it is told to stop."""

import sys

from contact_course.app import build
from contact_course.settings import ContactCourseSettings
from samspil.flow.service import run

if __name__ == "__main__":
    sys.exit(run(build(ContactCourseSettings())))
