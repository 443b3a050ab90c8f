"""`samspil rules check` for a person and for a program."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from samspil.rulebook.command import command
from tests.unit.rules.damage import PACK, damaged, line_of


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def written(folder: Path, text: str) -> Path:
    file = folder / "R2026.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_sound_file_is_said_to_be_sound(tmp_path: Path) -> None:
    result = run("check", written(tmp_path, PACK))

    assert result.exit_code == 0
    assert result.output.startswith("R2026.toml: a sound pack with ")


def test_a_file_that_begins_with_a_mark_of_its_encoding_is_read(tmp_path: Path) -> None:
    """Some editors on Windows write one."""
    file = tmp_path / "R2026.toml"
    file.write_bytes(PACK.encode("utf-8-sig"))

    assert run("check", file).exit_code == 0


def test_a_fault_is_told_with_file_line_field_and_advice(tmp_path: Path) -> None:
    text = damaged(PACK, "more_than = 410", "more_then = 410")
    result = run("check", written(tmp_path, text))

    line = line_of(text, "more_then")
    assert result.exit_code == 1
    assert f"R2026.toml:{line}: handover.hours.full_time.more_then: is not known here. did you mean" in result.output
    assert result.output.rstrip().endswith("2 faults")


def test_a_program_is_told_the_same_faults(tmp_path: Path) -> None:
    result = run("check", written(tmp_path, damaged(PACK, "more_than = 410", 'more_than = "many"')), "--json")
    found = json.loads(result.stdout)

    assert result.exit_code == 1
    assert (found["sound"], found["file"], found["kind"], found["id"]) == (False, "R2026.toml", "pack", "R2026")
    [complaint] = found["complaints"]
    assert set(complaint) == {"line", "field", "fault", "advice"}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b""], ids=["no-text", "empty"])
def test_a_file_that_says_nothing_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "R2026.toml"
    file.write_bytes(content)
    result = run("check", file)

    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    result = run("check", tmp_path / "R2030.toml")
    assert result.exit_code == 2
    assert result.stderr.startswith("There is no file ")


def test_a_program_is_told_in_json_that_a_file_cannot_be_read(tmp_path: Path) -> None:
    missing = run("check", tmp_path / "R2030.toml", "--json")
    assert missing.exit_code == 2
    assert json.loads(missing.stdout)["error"].startswith("There is no file ")
    (tmp_path / "R2026.toml").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in json.loads(run("check", tmp_path / "R2026.toml", "--json").stdout)["error"]
