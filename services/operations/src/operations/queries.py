"""What the pages read. Every read is one short statement; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from operations.domain.story import in_order
from operations.domain.views import (
    Citizen,
    Journey,
    Letter,
    Meeting,
    MeetingCounts,
    Overview,
    Page,
    Parked,
    Receipt,
    Told,
    View,
)
from operations.tables import dead_letter, journey, letter, meeting, parked, receipt, told
from samspil.flow.tables import lane

PAGE = 50
LONGEST_STORY = 2_000
"""So many events of one citizen are shown, the newest; a spell has about a hundred."""

V = TypeVar("V", bound=View)

IS_OPEN = journey.c.ended_on.is_(None)
AWAITED: ColumnElement[bool] = and_(receipt.c.accepted_at.is_(None), receipt.c.closed_at.is_(None))
HELD = parked.c.held.is_(True)


class Reads:
    """The reads of operations' pages, on a pool of their own. Connects when it is first asked."""

    def __init__(self, database_url: str) -> None:
        url = make_url(database_url).set(drivername="postgresql+asyncpg")
        self.engine: AsyncEngine = create_async_engine(url, pool_size=4, max_overflow=0)

    async def close(self) -> None:
        """Close the pool."""
        await self.engine.dispose()

    async def overview(self) -> Overview:
        """The figures above every page."""
        async with self.engine.connect() as connection:
            return Overview.model_validate((await connection.execute(OVERVIEW)).one())

    async def holders(self) -> list[tuple[str, int]]:
        """Who is responsible for open journeys, and for how many; the largest first."""
        counted = func.count().label("journeys")
        query = select(journey.c.holder, counted).where(IS_OPEN, journey.c.holder.is_not(None))
        async with self.engine.connect() as connection:
            rows = await connection.execute(query.group_by(journey.c.holder).order_by(counted.desc(), journey.c.holder))
            return [(row.holder, row.journeys) for row in rows]

    async def journeys(self, search: str, holder: str, number: int) -> Page:
        """Page `number` (from 1) of the journeys whose citizen_id begins with `search` and who are held by `holder`."""
        query = JOURNEYS.order_by(journey.c.unemployed_from.desc().nulls_last(), journey.c.spell_id)
        if search:
            query = query.where(journey.c.citizen_id.startswith(search, autoescape=True))
        if holder:
            query = query.where(journey.c.holder == holder)
        async with self.engine.connect() as connection:
            found = await read(connection, Journey, query.limit(PAGE + 1).offset((number - 1) * PAGE))
            shown = await with_meetings(connection, found[:PAGE])
        return Page(journeys=tuple(shown), number=number, more=len(found) > PAGE)

    async def citizen(self, citizen_id: str) -> Citizen | None:
        """Everything of one citizen, events in the order of the journey; None where nothing was ever told."""
        async with self.engine.connect() as connection:
            newest = select(told).where(told.c.citizen_id == citizen_id).order_by(*NEWEST_FIRST).limit(LONGEST_STORY)
            events = await read(connection, Told, newest)
            if not events:
                return None
            spells = JOURNEYS.where(journey.c.citizen_id == citizen_id).order_by(journey.c.unemployed_from.desc())
            journeys = await read(connection, Journey, spells)
            return Citizen(
                citizen_id=citizen_id,
                journeys=tuple(await with_meetings(connection, journeys)),
                told=tuple(in_order(events)),
                meetings=tuple(
                    await read(connection, Meeting, of(meeting, citizen_id).order_by(meeting.c.on_day, meeting.c.rule))
                ),
                receipts=tuple(
                    await read(connection, Receipt, of(receipt, citizen_id).order_by(receipt.c.prepared_at))
                ),
                letters=tuple(
                    await read(connection, Letter, of(letter, citizen_id).order_by(letter.c.created_at.nulls_last()))
                ),
                parked=tuple(await read(connection, Parked, of(parked, citizen_id).where(HELD))),
            )

    async def parked(self) -> list[Parked]:
        """Who is held back, the longest first."""
        async with self.engine.connect() as connection:
            return await read(connection, Parked, select(parked).where(HELD).order_by(parked.c.since).limit(PAGE * 10))

    async def receipts(self) -> list[Receipt]:
        """Handovers without acceptance: the escalated first, then the longest waiting."""
        query = select(receipt).where(AWAITED)
        order = (receipt.c.escalated_at.nulls_last(), receipt.c.prepared_at, receipt.c.handover_id)
        async with self.engine.connect() as connection:
            return await read(connection, Receipt, query.order_by(*order).limit(PAGE * 10))


async def read(connection: AsyncConnection, kind: type[V], query: Select[Any]) -> list[V]:
    """The rows of a query as views."""
    return [kind.model_validate(row) for row in await connection.execute(query)]


async def with_meetings(connection: AsyncConnection, journeys: Iterable[Journey]) -> list[Journey]:
    """The journeys with the counts of their meetings."""
    shown = list(journeys)
    query = MEETINGS.where(meeting.c.spell_id.in_([each.spell_id for each in shown])).group_by(meeting.c.spell_id)
    counts = {row.spell_id: MeetingCounts.model_validate(row) for row in await connection.execute(query)}
    return [each.model_copy(update={"meetings": counts.get(each.spell_id, MeetingCounts())}) for each in shown]


def of(table: Any, citizen_id: str) -> Select[Any]:
    """The rows of a table that are about one citizen."""
    return select(table).where(table.c.citizen_id == citizen_id)


def count(table: Any, *where: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(table).where(*where).scalar_subquery()


NEWEST_FIRST = (told.c.day.desc(), told.c.place.desc(), told.c.sequence.desc())
OVERVIEW = select(
    select(func.min(lane.c.day)).where(lane.c.stage == "operations").scalar_subquery().label("day"),
    count(journey, IS_OPEN).label("open_journeys"),
    count(journey, ~IS_OPEN).label("closed_journeys"),
    count(parked, HELD).label("parked"),
    count(receipt, AWAITED).label("open_receipts"),
    count(receipt, AWAITED, receipt.c.escalated_at.is_not(None)).label("escalated"),
    count(letter, letter.c.sent_at.is_not(None)).label("letters"),
    count(dead_letter).label("dead_letters"),
)
JOURNEYS = select(
    journey,
    exists().where(parked.c.citizen_id == journey.c.citizen_id, HELD).label("parked"),
    exists().where(receipt.c.spell_id == journey.c.spell_id, AWAITED).label("awaits_receipt"),
).where(journey.c.citizen_id.is_not(None))
MEETINGS = select(
    meeting.c.spell_id,
    func.count().filter(meeting.c.state.in_(("required", "invited"))).label("planned"),
    func.count().filter(meeting.c.state == "held").label("held"),
    func.count().filter(meeting.c.state == "missed").label("missed"),
    func.count().filter(meeting.c.state == "waived").label("waived"),
)
