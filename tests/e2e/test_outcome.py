"""What the comparison of two runs sees: each test changes one thing that is left behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiokafka import ConsumerRecord
from joserfc import jwe
from joserfc.jwk import ECKey

from intake import tables as vault
from intake.queries.locks import lock_from
from operations import tables as pages
from samspil.events.answers import MessageRefused
from samspil.events.engine import BytesUnreadable, DayBegun
from samspil.flow import tables as flow
from samspil.flow.record import DAY, Record
from samspil.vault import ALGORITHMS
from sandbox.backbone import LETTERS
from sandbox.play.reading import Reading
from tests.e2e.outcome import Outcome, differences, letters_in, records_of, said_outside
from tests.e2e.rows import EACH_ONCE, LEFT_OUT, SEALED, as_text

HEADERS = {
    "ce_id": "e-1",
    "ce_source": "/samspil/intake",
    "ce_type": "intake.track.suggested.v1",
    "ce_time": "2026-07-20T22:00:00+00:00",
    "ce_subject": "anna",
    "ce_correlationid": "j-1",
    "ce_causationid": "m-1",
    "ce_sequence": "1",
}
TOLD = Record("intake.v1", 0, 0, "anna", HEADERS, b'{"track": "a"}')
DAY_BEGINS = DayBegun.model_validate({"day": "2026-07-21"}).written()
MARK = Record("intake.v1", 0, 1, "", {"ce_type": DAY, "ce_id": "1"}, DAY_BEGINS)


def seen(*records: Record) -> Outcome:
    return Outcome(records_of(Reading(list(records)), {}))


@pytest.mark.parametrize("name", sorted(HEADERS.keys() - {"ce_sequence"}))
def test_another_header_is_seen(name: str) -> None:
    other = replace(TOLD, headers=HEADERS | {name: "2026-07-21T22:00:00+00:00"})

    assert len(differences(seen(TOLD), seen(other))) == 2


def test_other_data_another_key_and_another_number_of_records_are_seen() -> None:
    assert len(differences(seen(TOLD), seen(replace(TOLD, value=b'{"track": "b"}')))) == 2
    assert len(differences(seen(TOLD), seen(replace(TOLD, key="bo")))) == 2
    assert len(differences(seen(TOLD), seen(TOLD, TOLD))) == 1


def test_the_order_between_citizens_is_no_difference() -> None:
    assert differences(seen(TOLD), seen(replace(TOLD, headers=HEADERS | {"ce_sequence": "2"}))) == []


def test_a_day_that_is_missing_or_marked_twice_in_a_lane_is_seen() -> None:
    assert len(differences(seen(TOLD, MARK), seen(TOLD))) == 1
    assert len(differences(seen(MARK), seen(MARK, MARK))) == 1
    assert len(differences(seen(MARK), seen(replace(MARK, lane=1)))) == 2


def test_when_bytes_arrived_is_left_out_and_the_time_of_every_other_refusal_is_compared() -> None:
    for type_, reason, seen_differences in (
        (BytesUnreadable.type, "", 0),
        (MessageRefused.type, "unreadable", 0),
        (MessageRefused.type, "too_late", 2),
    ):
        said = replace(TOLD, headers=HEADERS | {"ce_type": type_}, value=json.dumps({"reason": reason}).encode())
        later = replace(said, headers={**said.headers, "ce_time": "2026-07-21T22:00:00+00:00"})

        assert len(differences(seen(said), seen(later))) == seen_differences


def test_what_the_sandbox_said_is_compared_to_the_byte() -> None:
    def said(value: bytes, headers: tuple[tuple[str, bytes], ...] = ()) -> Outcome:
        raw: ConsumerRecord[bytes, bytes] = ConsumerRecord(
            "from.operations.v1", 0, 0, 0, 0, b"anna", value, None, 0, len(value), headers
        )
        return Outcome(said_outside([raw]))

    assert differences(said(b"\xff"), said(b"\xff")) == []
    assert len(differences(said(b"\xff"), said(b"\xfe"))) == 2
    assert len(differences(said(b"\xff"), said(b"\xff", (("x", b"\xff"),)))) == 2


def test_a_letter_is_opened_and_one_that_is_missing_or_says_something_else_is_seen(tmp_path: Path) -> None:
    key = ECKey.generate_key("P-256", {"kid": LETTERS})

    def lying(name: str, text: str) -> Outcome:
        folder = tmp_path / name
        folder.mkdir()
        header = {"alg": ALGORITHMS[0], "enc": ALGORITHMS[1]}
        sealed = jwe.encrypt_compact(header, json.dumps({"text": text}), key, algorithms=ALGORITHMS)
        (folder / "letter-1.jwe").write_text(sealed, encoding="ascii")
        return Outcome(letters_in(folder, {LETTERS: dict(key.as_dict(private=True))}))

    one = lying("one", "welcome")
    assert differences(one, lying("sealed again", "welcome")) == []
    assert len(differences(one, lying("other", "good bye"))) == 2
    assert len(differences(one, Outcome({}))) == 1


def test_of_a_row_everything_is_compared_but_what_tells_of_the_run() -> None:
    state = {"fold": "course", "key": "anna", "due": "2026-07-21", "document": "{}"}
    lane = {"stage": "intake", "lane": 0, "day": "2026-07-21", "version": 7}
    buried = {"type": BytesUnreadable.type, "time": "today", "sequence": 1}
    told: dict[str, Any] = buried | {"type": "intake.track.suggested.v1"}

    for column in state:
        assert as_text("flow_state", state) != as_text("flow_state", state | {column: "other"})
    assert as_text("flow_lane", lane) == as_text("flow_lane", lane | {"version": 8})
    assert as_text("flow_lane", lane) != as_text("flow_lane", lane | {"day": "2026-07-22"})
    assert as_text("told", buried) == as_text("told", buried | {"time": "tomorrow", "sequence": 2})
    assert as_text("told", told) != as_text("told", told | {"time": "tomorrow"})


def test_what_the_vault_sealed_is_opened_and_compared() -> None:
    lock = lock_from("5e" * 32)

    def row(person: bytes) -> str:
        sealed = r"\x" + lock.seal(person, "anna").hex()
        return as_text("vault_person", {"citizen_id": "anna", "sealed": sealed}, lock)

    assert row(b'{"name": "Anna"}') == row(b'{"name": "Anna"}')
    assert row(b'{"name": "Anna"}') != row(b'{"name": "Bo"}')


def test_whatever_is_left_out_of_a_table_is_a_column_of_it() -> None:
    columns = {
        table.name: set(table.columns.keys())
        for metadata in (flow.metadata, vault.metadata, pages.metadata)
        for table in metadata.tables.values()
    }

    assert {(table, column) for table, left_out in LEFT_OUT.items() for column in left_out} <= {
        (table, column) for table, names in columns.items() for column in names
    }
    assert {*EACH_ONCE, *SEALED} <= columns.keys()
