"""The files that the architecture tests look at."""

import subprocess
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]

SERVICES: Final = tuple(
    ROOT / "services" / name / "src" / name.replace("-", "_")
    for name in ("intake", "contact-course", "handover", "notifications", "operations")
)
PRODUCTION: Final = (ROOT / "shared/src/samspil", *SERVICES, ROOT / "sandbox/src/sandbox")


def python_files(*folders: Path) -> list[Path]:
    """Every module below the folders."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def files_of_the_project() -> list[Path]:
    """What is committed or about to be: no environments, caches or state."""
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return sorted({path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()})


def name_of(path: Path) -> str:
    """The path as the project's people write it."""
    return path.relative_to(ROOT).as_posix()
