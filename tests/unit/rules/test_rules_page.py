"""docs/rules.md says what packs, overlays and the list of unused rules say, and nothing else."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from samspil.cli import build
from samspil.rulebook.page import PAGE, page, page_is_stale, write_page
from samspil.rulebook.places import rules_by_place
from samspil.rulebook.told import Told
from samspil.rulebook.usage import Unused, unused
from samspil.rulebook.versions import versions
from samspil.rules import overlays, packs
from samspil.rules.rule import Rule

TEXT = page()


def known_rules() -> list[Rule]:
    """Every rule of every pack, and what overlays say about themselves."""
    return [rule for part in (*packs(), *overlays()) for rule in rules_by_place(part).values()]


def test_the_page_is_fresh() -> None:
    assert not page_is_stale(), "docs/rules.md is not what the packs say: run make generate"


def test_a_page_that_is_missing_or_changed_is_found(tmp_path: Path) -> None:
    file = tmp_path / "rules.md"
    assert page_is_stale(file)

    write_page(file)
    assert not page_is_stale(file)

    file.write_text(file.read_text(encoding="utf-8").replace("410", "411", 1), encoding="utf-8")
    assert page_is_stale(file)


def test_generate_looks_after_the_page_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samspil.schemas.command.page_is_stale", lambda: True)
    outcome = CliRunner().invoke(build(), ["generate", "--check"])

    assert outcome.exit_code == 1
    assert outcome.stderr.splitlines()[-1].strip() == PAGE.name


def test_the_page_says_by_what_it_is_made() -> None:
    assert "Made by `samspil generate` (`make generate`)" in "\n".join(TEXT.splitlines()[:5])


def test_every_rule_stands_on_the_page_with_its_text_basis_source_and_doubt() -> None:
    for rule in known_rules():
        for words in (rule.says, rule.basis, rule.source, rule.doubt or ""):
            assert words in TEXT, rule.id


def test_every_place_has_a_heading_and_a_row_for_each_pack_that_has_it() -> None:
    parts = dict(re.findall(r"^### `([\w.-]+)`$(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL))

    assert set(parts) == set(versions())
    for pack in packs():
        for place, rule in rules_by_place(pack).items():
            [row] = [line for line in parts[place].splitlines() if line.startswith(f"| {pack.id} |")]
            assert pack.valid_from.isoformat() in row
            assert row.endswith("| **believed** |" if rule.certainty == "believed" else "| sourced |")


def test_what_is_believed_is_never_shown_without_its_mark() -> None:
    said_surely = {rule.says for rule in known_rules() if rule.certainty == "sourced"}
    for rule in known_rules():
        if rule.certainty == "believed" and rule.says not in said_surely:
            [*lines] = [line for line in TEXT.splitlines() if f": {rule.says} *Basis" in line]
            assert lines
            assert all("**believed**" in line for line in lines), rule.id


def test_what_overlays_change_and_take_away_stands_beside_the_packs() -> None:
    for over in overlays():
        for place in over.touches:
            below = [kept for kept in versions() if kept == place or kept.startswith(f"{place}.")]
            assert any(each.document == over.id for kept in below for each in versions()[kept]), (over.id, place)


@pytest.mark.parametrize("each", unused(), ids=lambda each: f"{each.place} {each.parameter or ''}".strip())
def test_the_list_of_unused_rules_names_only_what_there_is(each: Unused) -> None:
    told = [one.rule for found in versions().values() for one in found if one.rule]
    told += [Told.of(rule) for over in overlays() for rule in rules_by_place(over).values()]
    rules = [rule for rule in told if each.about(rule.place)]

    assert rules
    assert each.parameter is None or any(each.parameter in rule.values for rule in rules)


def test_an_unused_rule_is_marked_at_its_place() -> None:
    parts = dict(re.findall(r"^### `([\w.-]+)`$(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL))

    assert "**Not used** by any service today" in parts["transition"]
    assert "Used by the services." in parts["handover.forecast"]
    assert "without its `share`" in parts["meetings.fund-later"]


def test_what_an_overlay_says_of_itself_and_nobody_reads_is_marked_too() -> None:
    [line] = [line for line in TEXT.splitlines() if line.startswith("- **`endings.fund-change`**")]

    assert "**Not used** by any service today" in line
