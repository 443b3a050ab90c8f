"""The same rooms in every service, so that a reader who knows one knows all."""

from pathlib import Path
from typing import Final

import pytest

from tests.architecture.tree import ROOT, SERVICES, name_of

ROOMS: Final = frozenset(
    {"__main__", "app", "settings", "flow", "domain", "tables", "queries", "api", "gateways", "__init__", "py.typed"}
)
ROOMS_OF_ONE: Final = {"intake": frozenset({"gate"}), "operations": frozenset({"pages", "templates"})}


def rooms_of(service: Path) -> set[str]:
    """The names directly inside a service's package; a room may be a module or, when it has grown, a package."""
    return {entry.name.removesuffix(".py") for entry in service.iterdir() if entry.name != "__pycache__"}


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_service_has_only_the_agreed_rooms(service: Path) -> None:
    allowed = ROOMS | ROOMS_OF_ONE.get(service.name, frozenset())

    assert rooms_of(service) <= allowed


def test_every_folder_under_services_is_a_known_service() -> None:
    assert {folder.name for folder in (ROOT / "services").iterdir()} == {
        name_of(service).split("/")[1] for service in SERVICES
    }
