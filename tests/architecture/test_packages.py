"""import-linter looks into packages only: a folder without `__init__.py` would be out of its sight."""

from tests.architecture.tree import PRODUCTION, name_of, python_files


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in python_files(*PRODUCTION)}

    assert not {name_of(folder) for folder in folders if not (folder / "__init__.py").is_file()}


def test_every_package_tells_type_checkers_that_it_is_typed() -> None:
    assert not {name_of(package) for package in PRODUCTION if not (package / "py.typed").is_file()}
