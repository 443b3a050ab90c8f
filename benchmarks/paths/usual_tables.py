"""The tables of the usual service: a row for each state, and the ids of the events it has seen."""

from datetime import datetime

from sqlalchemy import DateTime, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """What all tables have in common."""


class CourseRow(Table):
    """A citizen's course, as the document that ours keeps."""

    __tablename__ = "course"

    citizen_id: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str]


class SeenEvent(Table):
    """The inbox: an event whose id is here had its effect."""

    __tablename__ = "inbox"

    event_id: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
