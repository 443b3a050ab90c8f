"""The line of whatever stands in a file."""

import pytest

from samspil.rulebook.draft import Draft
from samspil.rulebook.positions import Path, Positions, statements
from tests.unit.rules.damage import known_files

TEXT = '''# A comment.

id = "R1"
says = """One line \\
and another."""

[meetings.notice]  # behind a header
days = 8

[[meetings.required]]
id = "first"
limits = [
  # between elements
  { count = 2, unit = "weeks" },
  { count = 3, unit = "months" },
]

[[meetings.required]]
id = "second"
pairs = [["hk", "0101"], ["ma", "0147"]]
full_time = { month = { hours = 160 } }

[meetings.required.inside]
deep = true
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 3),
        (("id",), 3),
        (("says",), 4),
        (("meetings",), 7),
        (("meetings", "notice"), 7),
        (("meetings", "notice", "days"), 8),
        (("meetings", "required"), 10),
        (("meetings", "required", 0), 10),
        (("meetings", "required", 0, "limits"), 12),
        (("meetings", "required", 0, "limits", 0), 14),
        (("meetings", "required", 0, "limits", 1, "unit"), 15),
        (("meetings", "required", 1, "id"), 19),
        (("meetings", "required", 1, "pairs", 1, 0), 20),
        (("meetings", "required", 1, "full_time", "month", "hours"), 21),
        (("meetings", "required", 1, "inside", "deep"), 24),
    ],
    ids=str,
)
def test_each_part_is_found_on_its_line(path: Path, line: int) -> None:
    assert Positions(TEXT).of(path) == line


def test_what_is_not_there_is_where_it_would_belong() -> None:
    positions = Positions(TEXT)

    assert positions.of(("meetings", "notice", "says")) == 7
    assert positions.of(("handover", "hours")) == 3
    assert positions.of(("meetings", "a kind of union", "notice", "days")) == 8
    assert not positions.has(("meetings", "notice", "says"))
    assert Positions("").of(("id",)) == 1


def test_every_rule_of_every_known_file_is_found_on_its_line() -> None:
    for name, text in known_files():
        draft, lines = Draft.read(name, text), text.splitlines()
        for path, rule in draft.rules():
            assert rule["id"] in lines[draft.positions.of((*path, "id")) - 1]


def test_what_never_ends_is_the_last_statement() -> None:
    assert [line for line, _ in statements('a = 1\n\nb = [\n  1,\nc = "x"\n')] == [1, 3]
