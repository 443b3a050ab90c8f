"""The golden tables: boundary cases of each pack, of each overlay, of each change of law and of the calendar, by hand.

A row asks a question, gives what it is about, and says the answer, how it was worked out and on which source it stands.
Nothing in these files was written by a program.
"""

from typing import Final

import pytest

from tests.unit.rules.golden_overlays import OVERLAY_QUESTIONS
from tests.unit.rules.golden_questions import QUESTIONS
from tests.unit.rules.golden_tables import Row, rows

ASKED: Final = {**QUESTIONS, **OVERLAY_QUESTIONS}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.where)
def test_what_was_worked_out_by_hand_is_what_comes_out(row: Row) -> None:
    assert ASKED[row.question](row.about) == row.expected, row.worked


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.where)
def test_a_row_says_how_it_was_worked_out_and_on_what_it_stands(row: Row) -> None:
    assert all(row)
