"""An overlay that somebody wrote is told what is wrong with it, also where it is laid over its packs."""

import pytest

from samspil.rulebook.checking import check
from tests.unit.rules.damage import FOLDER, TRIAL, damaged, line_of

TRIAL_DAMAGE = [
    pytest.param('over = ["R2020"]', 'over = ["R2019"]', "over = ", "there is no pack R2019", id="no-such-pack"),
    pytest.param('"hk"', '"hkk"', "funds = ", "no unemployment fund has the slug 'hkk'", id="no-such-fund"),
    pytest.param('"0201"', '"0999"', '"0999"', "no municipality has the code '0999'", id="no-such-municipality"),
    pytest.param('kind = "trial"', 'kind = "whim"', "kind = ", "whim is none of", id="no-such-kind"),
    pytest.param(
        "since = 2020-01-01", "since = 2017-01-01", "since = 2017-01-01", "comes on 2017-01-01, not after",
        id="states-in-disorder",
    ),
    pytest.param(
        'title = "More', 'removes = ["meetings.tea"]\ntitle = "More', "removes = ", "no rule at meetings.tea",
        id="takes-away-what-is-not-there",
    ),
    pytest.param(
        "more_than = 410", "more_than = -410", "more_than = -410", "-410 is less than 0",
        id="a-wrong-number-in-a-change",
    ),
    pytest.param(
        'count = 0, unit = "days", from = "registration"', 'count = 30, unit = "days", from = "registration"',
        "opens = { count = 30", "ends before that, 2 weeks after", id="a-window-that-ends-before-it-begins",
    ),
    pytest.param(
        "more_than = 410", "more_then = 410", "more_then", "is not known here", id="a-misspelt-field-in-a-change"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "fault"), TRIAL_DAMAGE)
def test_a_fault_of_an_overlay_is_told_with_its_line(old: str, new: str, where: str, fault: str) -> None:
    text = damaged(TRIAL, old, new)
    verdict = check("T2020.toml", text)

    assert verdict.kind == "overlay"
    assert any(fault in each.fault and each.line == line_of(text, where) for each in verdict.complaints), verdict


def test_an_overlay_is_laid_over_a_pack_that_is_being_changed() -> None:
    pack = (FOLDER / "packs" / "R2020.toml").read_text(encoding="utf-8")
    [complaint] = check("R2020.toml", damaged(pack, '"R2020.meetings.job"', '"R2020.meetings.fund-job"')).complaints

    assert "does not go together with" in complaint.fault
    assert complaint.advice.startswith("check ")
