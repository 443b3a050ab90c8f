"""The day on which something was told, by the log: the order of a story does not follow its senders' clocks.

Revision ID: operations_0002
"""

import sqlalchemy as sa
from alembic import op

revision = "operations_0002"
down_revision = "operations_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("told", sa.Column("day", sa.Date(), nullable=True, comment="the lane's day when it was told"))
    op.execute("UPDATE told SET day = (time AT TIME ZONE 'Europe/Copenhagen')::date")
    op.alter_column("told", "day", nullable=False)
    op.drop_index("told_journey", "told")
    op.create_index("told_journey", "told", ["citizen_id", "day", "place", "sequence"])
