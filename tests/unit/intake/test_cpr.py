"""Which civil registration numbers a person could have."""

import pytest

from intake.domain.cpr import is_possible, looks_like_one

# Nobody has these numbers: their dates do not exist, or lie in the future, or before anybody was numbered.


@pytest.mark.parametrize(
    ("date_and_century", "possible"),
    [
        ("3112364", True),  # 2036
        ("3111364", False),
        ("0013855", False),
        ("2902003", False),  # 1900 was no leap year
        ("2902364", True),  # 2036 will be one
        ("2902365", True),
        ("2902374", False),  # a 4 or 9 after 37 means 1937
        ("2902565", True),  # a 5 to 8 up to 57 means 2056
        ("2902978", False),  # and after it the 19th century: 1897
        ("3112588", True),  # 1858
        ("9112364", True),  # a replacement number: the day is 31 and 60
        ("9212364", False),
        ("6012364", False),  # 60 itself is no day
    ],
)
def test_the_first_six_digits_are_a_possible_date(date_and_century: str, possible: bool) -> None:
    assert is_possible(date_and_century + "000", synthetic=False) is possible
    assert is_possible(date_and_century + "000", synthetic=True) is possible


@pytest.mark.parametrize("month", ["13", "19", "50", "99"])
def test_a_month_that_is_none_is_possible_only_for_synthetic_people(month: str) -> None:
    assert not is_possible(f"15{month}861234", synthetic=False)
    assert is_possible(f"15{month}861234", synthetic=True)
    assert is_possible(f"75{month}861234", synthetic=True)
    assert not is_possible(f"32{month}861234", synthetic=True)
    assert not is_possible(f"00{month}861234", synthetic=True)


@pytest.mark.parametrize("text", ["", "151386123", "15138612345", "151386-1234", "15138612 4", "١٥١٣٨٦١٢٣٤"])
def test_anything_but_ten_digits_is_no_number(text: str) -> None:
    assert not is_possible(text, synthetic=True)


@pytest.mark.parametrize(("text", "does"), [("151386-1234", True), (" 1513861234 ", True), ("no-151386-1234", False)])
def test_a_number_is_recognised_as_people_write_it(text: str, does: bool) -> None:
    assert looks_like_one(text, synthetic=True) is does
    assert not looks_like_one(text, synthetic=False)
