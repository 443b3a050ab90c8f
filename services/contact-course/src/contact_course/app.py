"""Puts contact-course together."""

from contact_course.flow import STAGE
from contact_course.settings import ContactCourseSettings
from samspil.flow.service import Service


def build(settings: ContactCourseSettings) -> Service:
    """The service, ready to run. It has no clients of its own."""
    return Service(name="contact-course", settings=settings, stages=(STAGE,))
