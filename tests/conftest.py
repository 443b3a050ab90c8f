"""What holds for every test."""

from hypothesis import settings

# The same examples every time, so that a failure is seen again by whoever looks at it. No deadline: machines differ.
settings.register_profile("samspil", deadline=None, derandomize=True, database=None)
settings.load_profile("samspil")

pytest_plugins = ("tests.stack_fixtures",)
