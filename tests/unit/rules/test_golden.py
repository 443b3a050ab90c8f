"""The golden tables: boundary cases of each pack, of each overlay, of each change of law and of the calendar, by hand.

A row asks a question, gives what it is about, and says the answer, how it was worked out and on which source it stands.
Nothing in these files was written by a program.
"""

from typing import Final

import pytest

from samspil.rules import packs
from tests.unit.rules.golden_overlays import OVERLAY_QUESTIONS
from tests.unit.rules.golden_questions import QUESTIONS
from tests.unit.rules.golden_tables import FOLDER, Row, rows

ASKED: Final = {**QUESTIONS, **OVERLAY_QUESTIONS}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.where)
def test_what_was_worked_out_by_hand_is_what_comes_out(row: Row) -> None:
    assert ASKED[row.question](row.about) == row.expected, row.worked


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.where)
def test_a_row_says_how_it_was_worked_out_and_on_what_it_stands(row: Row) -> None:
    assert all(row)


def test_every_pack_has_its_table_with_its_first_and_its_last_day() -> None:
    asked = {(row.question, row.given, row.expected) for row in rows()}
    assert {each.id for each in packs()} <= {path.stem for path in FOLDER.glob("*.csv")}
    for each in packs():
        assert ("pack", f"day={each.valid_from}", each.id) in asked
        assert each.valid_until is None or ("pack", f"day={each.valid_until}", each.id) in asked
