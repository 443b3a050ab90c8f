"""What contact-course is told by its environment: only what all services are told."""

from samspil.settings import Settings


class ContactCourseSettings(Settings):
    """Settings of contact-course."""
