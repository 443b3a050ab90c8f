"""What a batch of records becomes, on real Postgres."""

import json
from datetime import date
from typing import Any, TypeAlias

import asyncpg
import pytest

from operations import tables
from samspil.events.operations import ParkedReleased
from samspil.flow.record import Record
from samspil.topics import INTAKE
from tests.integration.operations.conftest import Keep
from tests.unit.operations import records as r

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


async def rows(connection: Connection, table: str) -> list[dict[str, Any]]:
    found = await connection.fetch(f"SELECT * FROM {table} ORDER BY 1, 2, 3")
    return [dict(row) for row in found]


async def everything(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    return {name: await rows(connection, name) for name in tables.metadata.tables}


def a_life() -> list[Record]:
    """A spell with a bit of everything."""
    teller = r.Teller()
    story = r.registration(teller)
    story += r.letter(teller, story[0])
    teller.sleep(11)
    story += r.held(teller, 1)
    story.append(r.hours(teller, "2026-08", "160.33"))
    story.append(r.parked(teller, story[-1]))
    story.append(r.released(teller))
    story += r.transfer(teller)
    story.append(r.receipt(teller, "received"))
    story += r.escalated(teller)
    story.append(r.receipt(teller, "accepted"))
    story.append(r.closed(teller))
    story.append(r.unreadable(teller, 17))
    return story


async def test_a_life_becomes_a_journey_with_its_meetings_receipts_and_letters(
    keep: Keep, connection: Connection
) -> None:
    await keep(a_life())
    found = await everything(connection)

    [journey] = found["journey"]
    assert (journey["holder"], journey["fund"], journey["pack"]) == (
        "/jobcentre/0851",
        "/unemployment-fund/hk",
        "R2026",
    )
    assert (str(journey["hours"]), journey["end_reason"], journey["track"]) == ("160.33", "job", "virtual")
    [meeting] = found["meeting"]
    assert (meeting["state"], meeting["form"], meeting["on_day"]) == ("held", "video", date(2026, 8, 14))
    assert (meeting["round"], meeting["latest"], meeting["citizen_id"]) == (1, date(2026, 8, 17), "c-anna")
    [receipt] = found["receipt"]
    assert all(receipt[f"{step}_at"] for step in ("sent", "received", "reminded", "escalated", "accepted"))
    [letter] = found["letter"]
    assert all(letter[f"{step}_at"] for step in ("created", "sent", "delivered"))
    [parked] = found["parked"]
    assert (parked["held"], parked["error"]) == (False, "KeyError")
    [dead] = found["dead_letter"]
    assert (dead["topic"], dead["offset"]) == ("from.unemployment-fund.hk.v1", 17)
    assert len(found["told"]) == len(a_life())


async def test_the_same_batch_again_changes_nothing(keep: Keep, connection: Connection) -> None:
    await keep(a_life())
    once = await everything(connection)
    await keep(a_life())

    assert await everything(connection) == once


async def test_one_old_record_again_does_not_bring_the_past_back(keep: Keep, connection: Connection) -> None:
    life = a_life()
    await keep(life)
    once = await everything(connection)
    for record in life:
        await keep([record])
        assert await everything(connection) == once


@pytest.mark.parametrize("size", [1, 2, 3, 7])
async def test_however_a_life_is_cut_into_batches_the_rows_are_the_same(
    size: int, keep: Keep, connection: Connection, database: str
) -> None:
    life = a_life()
    for start in range(0, len(life), size):
        await keep(life[start : start + size])
    cut = await everything(connection)
    await connection.execute("TRUNCATE " + ", ".join(tables.metadata.tables))
    await keep(life)

    assert cut == await everything(connection)


async def test_topic_after_topic_gives_the_rows_that_the_story_s_order_gives(
    keep: Keep, connection: Connection
) -> None:
    life = a_life()
    await keep(life)
    in_order = await everything(connection)
    await connection.execute("TRUNCATE " + ", ".join(tables.metadata.tables))
    for topic in sorted({record.topic for record in life}, reverse=True):
        await keep([record for record in life if record.topic == topic])

    assert await everything(connection) == in_order


async def test_a_meeting_moves_through_its_states_within_one_batch(keep: Keep, connection: Connection) -> None:
    teller = r.Teller()
    await keep([*r.registration(teller), r.missed(teller, 1)])
    assert [row["state"] for row in await rows(connection, "meeting")] == ["missed"]

    teller.sleep(5)
    await keep(r.held(teller, 1))
    assert [row["state"] for row in await rows(connection, "meeting")] == ["held"]


async def test_a_key_that_is_released_and_fails_again_is_held_back_again(keep: Keep, connection: Connection) -> None:
    teller = r.Teller()
    story = r.registration(teller)
    await keep([*story, r.parked(teller, story[0]), r.released(teller), r.parked(teller, story[0], attempts=2)])

    [parked] = await rows(connection, "parked")
    assert (parked["held"], parked["attempts"]) == (True, 2)


async def test_a_receipt_that_is_told_before_the_sending_was_reported_is_not_undone_by_it(
    keep: Keep, connection: Connection
) -> None:
    teller = r.Teller()
    moved, prepared, sent = r.transfer(teller)
    await keep([moved, prepared, r.receipt(teller, "accepted"), sent])

    [receipt] = await rows(connection, "receipt")
    assert receipt["accepted_at"]
    assert receipt["sent_at"]


STRANGE = {
    "a type of tomorrow": ("contact-course.plan.acknowledged.v1", b'{"spell_id": "s-1"}'),
    "a shape of tomorrow": ("intake.spell.closed.v1", b'{"spell": {"id": "s-1"}}'),
    "no JSON": ("intake.spell.closed.v1", b"\xff\x00"),
}


@pytest.mark.parametrize(("type_", "value"), STRANGE.values(), ids=STRANGE)
async def test_what_this_version_cannot_read_is_kept_without_data_and_stops_nobody(
    type_: str, value: bytes, keep: Keep, connection: Connection
) -> None:
    teller = r.Teller()
    story = r.registration(teller)
    strange = r.closed(teller)
    strange.value = value
    strange.headers = {**strange.headers, "ce_type": type_}
    await keep([strange, *story])

    assert [row["spell_id"] for row in await rows(connection, "journey")] == ["s-1"]
    told = await connection.fetchrow("SELECT data FROM told WHERE id = $1", strange.id)
    assert told
    assert told["data"] is None


NASTY = ["\x00", "a\\u0000b", "\\\x00", "\x00\x00\\", '"\x00', "\\\\u0000", "æ\x00😀"]


@pytest.mark.parametrize("text", NASTY, ids=ascii)
async def test_text_that_postgres_cannot_keep_is_kept_without_what_it_cannot(
    text: str, keep: Keep, connection: Connection
) -> None:
    teller = r.Teller()
    record = r.released(teller, note=text)
    record.headers = {**record.headers, "ce_id": f"id{text}"}
    await keep([record])

    row = await connection.fetchrow("SELECT id, data FROM told")
    assert row
    assert json.loads(row["data"])["note"] == text.replace("\x00", "?")
    assert row["id"] == f"id{text}".replace("\x00", "?")


async def test_mended_data_and_the_keys_of_dead_letters_stay_out(keep: Keep, connection: Connection) -> None:
    teller = r.Teller()
    order = ParkedReleased(
        stage="contact-course", fold="course", note="mended", mended={"person": {"cpr": "3113990000"}}
    )
    dead = r.unreadable(teller, 1)
    dead.key = "3113990000"
    await keep([teller.tell(INTAKE, order, source="/operations"), dead])

    assert "3113990000" not in str(await everything(connection))
