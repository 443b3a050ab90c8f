"""Jars from Maven's repositories, by jgo. Whether they are the right ones is for the caller to check."""

from pathlib import Path

from jgo.maven import Artifact, MavenContext

from sandbox.stack.failures import StackError
from sandbox.stack.lock import Jar

ATTEMPTS = 3
SECONDS = 60
AT_RUN_TIME = (None, "compile", "runtime")


def resolve(wanted: tuple[str, ...], folder: Path) -> list[Jar]:
    """All jars that these coordinates need at run time, their hashes not known yet; `folder` keeps the POMs."""
    context = MavenContext(repo_cache=folder, timeout=SECONDS)
    asked, needed = context.resolver.resolve([context.create_dependency(coordinates) for coordinates in wanted])
    found = [each for each in (*asked, *needed) if each.scope in AT_RUN_TIME]
    return [Jar("", each.groupId, each.artifactId, each.version) for each in found]


def download(jar: Jar, folder: Path) -> Path:
    """Fetch one jar below `folder`. Blocks; StackError when the repository did not give it."""
    context = MavenContext(repo_cache=folder, timeout=SECONDS)
    artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact()
    problems: list[str] = []
    while len(problems) < ATTEMPTS:
        try:
            return artifact.resolve()
        except (OSError, RuntimeError) as problem:
            problems.append(str(problem))
            _forget(artifact)
    raise StackError(f"{jar} could not be fetched ({problems[-1]}). Is there a network? Then start again.")


def _forget(artifact: Artifact) -> None:
    """jgo takes the part that came before a connection broke for the whole file."""
    if artifact.cached_path:
        artifact.cached_path.unlink(missing_ok=True)
