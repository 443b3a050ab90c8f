"""Names say what a thing is."""

from typing import Final

from tests.architecture.tree import ROOT, files_of_the_project, name_of

SAY_NOTHING: Final = frozenset({"base", "common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"})


def test_no_module_or_folder_has_a_name_that_says_nothing() -> None:
    parts = {
        (name_of(path), part.partition(".")[0])
        for path in files_of_the_project()
        for part in path.relative_to(ROOT).parts
        if not name_of(path).startswith("deploy/")  # kustomize calls its common ground `base`
    }

    assert not {(name, part) for name, part in parts if SAY_NOTHING & set(part.replace("-", "_").split("_"))}
