"""The table of operations: it reads every stage and turns each batch into rows. It decides nothing."""

from operations.flow.project import project
from samspil.flow.fold import Stage
from samspil.topics import CONTACT_COURSE, DEAD_LETTERS, HANDOVER, INTAKE, NOTIFICATIONS, RESPONSIBILITY

STAGE = Stage(
    "operations",
    reads=(INTAKE, RESPONSIBILITY, CONTACT_COURSE, HANDOVER, NOTIFICATIONS, DEAD_LETTERS),
    project=project,
)

__all__ = ["STAGE"]
