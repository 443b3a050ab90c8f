"""The codes of the common data: what the lists hold, that they are open, and that the rule packs speak of the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.events.values import AbsenceKind
from samspil.reference.codes import (
    absence_code,
    absence_codes,
    interview_kind,
    interview_kinds,
    kinds_of_absence,
)
from samspil.rules import Pack, packs


def test_the_list_has_the_codes_of_absence_that_were_read() -> None:
    assert [*absence_codes()] == [1, 2, 3, 4, 8, 10, 11, 75]
    assert absence_code(10) == (10, "Ferie", "holiday")
    assert absence_code(75).danish == "Kontaktforløb er hos a-kassen"


def test_the_list_has_the_kinds_of_interview_that_were_read() -> None:
    assert [*interview_kinds()] == [7, 8, 9, 10, 11, 12, 13, 15, 17, 19]
    assert interview_kind(7) == (7, "Jobsamtale", "job meeting")
    assert interview_kind(15) == (15, "Rådighedssamtale", "availability meeting")


@given(st.integers())
def test_a_code_that_is_in_no_list_is_kept_and_says_unknown(number: int) -> None:
    for listed, found in ((absence_codes(), absence_code(number)), (interview_kinds(), interview_kind(number))):
        assert found.number == number
        assert found.is_known is (number in listed)
        assert found.is_known or (found.danish, found.english) == ("ukendt", "unknown")


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_a_pack_gives_each_code_of_absence_the_word_of_the_list(pack: Pack) -> None:
    codes = {each.code: each.kind for each in pack.absences.codes.codes}
    assert codes == {number: kind for number, kind in kinds_of_absence().items() if number in codes}


def test_every_code_of_the_list_is_one_of_the_newest_packs() -> None:
    assert {each.code for each in packs()[-1].absences.codes.codes} == set(absence_codes())


def test_every_absence_that_a_fund_can_report_has_a_code() -> None:
    assert {kind.value for kind in AbsenceKind} - {"unknown"} <= set(kinds_of_absence().values())
