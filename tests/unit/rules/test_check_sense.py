"""A file whose every field can be read, and that says what nobody can mean, is told so with its line."""

import pytest

from samspil.rulebook.checking import check
from tests.unit.rules.damage import FOLDER, PACK, TRIAL, damaged, line_of

LAST = (FOLDER / "packs" / "R2027.toml").read_text(encoding="utf-8")
R2026, R2027, T2020 = ("R2026.toml", PACK), ("R2027.toml", LAST), ("T2020.toml", TRIAL)


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "fault"),
    [
        (R2026, "at_most_days = 10", "at_most_days = 1000000000000", "at_most_days = 10000", "is too large"),
        (R2026, 'aims = ["1/3"]', 'aims = ["1/0"]', 'aims = ["1/0"]', "1/0 divides by nothing"),
        (R2026, "from_years = 18", "from_years = 67", "[registration.age]", "nobody is from 67 and below 67"),
        (R2026, 'cause = "screening"', 'cause = "move"', "[responsibility", "more than one of `transfers`"),
        (R2027, "valid_from = 2027-01-01", "valid_from = 2027-01-01\nvalid_until = 2027-12-31", "valid_until",
            "no pack on 2028-01-01"),
        (T2020, 'over = ["R2020"]', 'over = ["R2020", "R2020"]', "id = ", "`over` names a pack twice"),
        (T2020, 'over = ["R2020"]', 'over = ["R2020"]\nexcludes = ["T2020"]', "id = ", "`excludes` names T2020 itself"),
        (T2020, 'state = "proposed"', 'state = "closed"', "id = ", "never proposed and never ran is not closed"),
        (T2020, "[scope]", '[scope]\npairs = [["krifa", "0751"]]', "[scope]", "no fund in any municipality"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_fault(file: tuple[str, str], old: str, new: str, where: str, fault: str) -> None:
    name, text = file
    text = damaged(text, old, new)
    complaints = check(name, text).complaints

    assert [each for each in complaints if fault in each.fault], complaints
    assert line_of(text, where) <= min(each.line for each in complaints if fault in each.fault)
