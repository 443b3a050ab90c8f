"""A lane remembers that a day's waking has begun and is not finished.

Revision ID: flow_0002
"""

import sqlalchemy as sa
from alembic import op

revision = "flow_0002"
down_revision = "flow_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    comment = "the day whose waking has begun and is not finished"
    op.add_column("flow_lane", sa.Column("waking", sa.Date(), nullable=True, comment=comment))
