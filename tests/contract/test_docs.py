"""Documents are true of the code: what they link to, tell to run and name is there."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest
import typer

from samspil import cli
from tests.architecture.tree import PRODUCTION, ROOT, files_of_the_project, name_of, python_files

FENCE: Final = "```"
SHELL: Final = frozenset({"sh", "bash", "shell", "console"})
DIAGRAMS: Final = frozenset({"flowchart", "stateDiagram-v2", "sequenceDiagram"})
SPAN: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK: Final = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]+)\)")
ELSEWHERE: Final = re.compile(r"^[a-z][a-z0-9+.-]*:")
FILE: Final = re.compile(r"[\w.-]+(?:/[\w.-]+)+\.(?:csv|html|in|json|jsonl|lock|md|py|sh|toml|txt|yaml|yml)")
MAKE: Final = re.compile(r"(?:^|&&|;)\s*make\s+([.\w/-]+)")
SAMSPIL: Final = re.compile(r"(?:^|&&|;|\s|/)samspil\s+([a-z][^|;&>]*)")
DEMO: Final = re.compile(r"make demo ARGS=\"([^\"]*)\"")
MODULE: Final = re.compile(r"python3?\s+-m\s+([\w.]+)")
SETTING: Final = re.compile(r"\bSAMSPIL_[A-Z_]+[A-Z]\b")
NAME: Final = re.compile(r"`([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)(?:\(\))?`")


@dataclass(frozen=True)
class Document:
    """A Markdown file: its prose, and the blocks of code in it as (language, text)."""

    path: Path
    prose: str
    blocks: tuple[tuple[str, str], ...]
    open_fence: bool

    @classmethod
    def read(cls, path: Path) -> Document:
        return cls.parse(path, path.read_text(encoding="utf-8"))

    @classmethod
    def parse(cls, path: Path, text: str) -> Document:
        prose: list[str] = []
        blocks: list[tuple[str, list[str]]] = []
        inside = False
        for line in text.splitlines():
            if line.strip().startswith(FENCE):
                inside = not inside
                if inside:
                    blocks.append((line.strip().removeprefix(FENCE).strip(), []))
            else:
                (blocks[-1][1] if inside else prose).append(line)
        return cls(path, "\n".join(prose), tuple((kind, "\n".join(lines)) for kind, lines in blocks), inside)

    def spans(self) -> list[str]:
        """What stands in code in the prose."""
        return SPAN.findall(self.prose)

    def commands(self) -> list[str]:
        """What a reader may type: code in the prose, and the lines of shell blocks, comments left out."""
        lines = [line for kind, text in self.blocks if kind in SHELL for line in _joined(text).splitlines()]
        return self.spans() + [line.removeprefix("$ ").partition(" #")[0].strip() for line in lines]

    def links(self) -> list[tuple[str, str]]:
        """Text and target of every link that stays in the project."""
        return [(text, target) for text, target in LINK.findall(self.prose) if not ELSEWHERE.match(target)]

    def anchors(self) -> set[str]:
        """What a link can name in this document."""
        headings = re.findall(r"^#+\s+(.+?)\s*$", self.prose, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

    def file(self, target: str) -> Path:
        """The file that a link's target means."""
        place = target.partition("#")[0]
        return (self.path.parent / place).resolve() if place else self.path


def _joined(text: str) -> str:
    return text.replace("\\\n", " ")


def broken_blocks(document: Document) -> Iterator[str]:
    """A block that does not end, and a diagram that is none."""
    if document.open_fence:
        yield "a block of code does not end"
    for kind, text in document.blocks:
        if kind == "mermaid" and (text.split() or [""])[0] not in DIAGRAMS:
            yield f"a diagram begins with {text[:20]!r}"


def broken_links(document: Document) -> Iterator[str]:
    """A link to a file or a heading that is not there."""
    for _, target in document.links():
        file, anchor = document.file(target), target.partition("#")[2]
        if not file.exists() or (anchor and anchor not in Document.read(file).anchors()):
            yield target


def lost_names(document: Document) -> Iterator[str]:
    """A name in code that links to a Python file in which nothing is called so."""
    for text, target in document.links():
        name, file = NAME.fullmatch(text), document.file(target)
        if name and name[1] != file.name and file.suffix == ".py" and file.is_file() and name[1] not in names_in(file):
            yield f"{name[1]} in {target}"


@cache
def names_in(path: Path) -> frozenset[str]:
    """Everything that a module defines, and what its classes hold, as `name` and `Class.name`."""
    return frozenset(_defined(ast.parse(path.read_text(encoding="utf-8")).body, ""))


def _defined(body: list[ast.stmt], within: str) -> Iterator[str]:
    for node in body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield within + name
            case ast.ClassDef(name=name, body=inner):
                yield within + name
                yield from _defined(inner, f"{name}.")
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield within + name
            case ast.Assign(targets=targets):
                yield from (within + target.id for target in targets if isinstance(target, ast.Name))
            case _:
                pass


def lost_files(document: Document) -> Iterator[str]:
    """A file that is named in code and lies neither in the project nor in the document's own package.

    What a command makes need not be there: the last word of `cp`, and what stands behind `>`.
    """
    folders = [ROOT, document.path.parent, *document.path.parent.glob("src/*")]
    for command in document.commands():
        words = re.sub(r">\s*\S+", "", command).split()
        for name in words[:-1] if words[:1] == ["cp"] else words:
            if FILE.fullmatch(name) and not any((folder / name).exists() for folder in folders):
                yield name


def unknown_targets(document: Document) -> Iterator[str]:
    """`make` with a target that the Makefile does not have."""
    rules = re.findall(r"^([.\w][^:=#\n]*):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    targets = {target for rule in rules for target in rule.split()}
    for command in document.commands():
        yield from (f"make {target}" for target in MAKE.findall(command) if target not in targets)


def unknown_commands(document: Document) -> Iterator[str]:
    """`samspil` with a subcommand or an option that it does not have, by itself or behind `make demo`."""
    for command in document.commands():
        for words in SAMSPIL.findall(command) + [f"demo {words}" for words in DEMO.findall(command)]:
            if complaint := _complaint(shlex.split(words)):
                yield f"samspil {words.strip()}: {complaint}"


def _complaint(words: list[str]) -> str | None:
    current: Any = typer.main.get_command(cli.app)
    for word in words:
        if word.startswith("--"):
            option = word.partition("=")[0]
            if option != "--help" and not any(option in parameter.opts for parameter in current.params):
                return f"no option {option}"
        elif hasattr(current, "commands") and word != "…":
            if word not in current.commands:
                return f"no subcommand {word}"
            current = current.commands[word]
    return None


def unknown_modules(document: Document) -> Iterator[str]:
    """`python -m` with a module that is not installed."""
    for command in document.commands():
        yield from (module for module in MODULE.findall(command) if find_spec(module) is None)


def unknown_settings(document: Document) -> Iterator[str]:
    """A variable of the environment that no code reads."""
    yield from (name for name in SETTING.findall("\n".join(document.commands())) if name not in settings())


@cache
def settings() -> frozenset[str]:
    """Every SAMSPIL_ variable: those written out in the code, and the fields of the services' settings."""
    files = {path: path.read_text(encoding="utf-8") for path in python_files(*PRODUCTION)}
    written = {name for text in files.values() for name in SETTING.findall(text)}
    fields = {name for path in files if path.name == "settings.py" for name in names_in(path) if "Settings." in name}
    return frozenset(written | {f"SAMSPIL_{name.partition('.')[2].upper()}" for name in fields})


CHECKS: Final = (
    broken_blocks,
    broken_links,
    lost_names,
    lost_files,
    unknown_targets,
    unknown_commands,
    unknown_modules,
    unknown_settings,
)
DOCUMENTS: Final = [path for path in files_of_the_project() if path.suffix == ".md"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_a_document_is_true_of_the_code(path: Path) -> None:
    document = Document.read(path)

    assert {check.__name__: found for check in CHECKS if (found := list(check(document)))} == {}


def test_every_document_is_found_from_the_readme() -> None:
    found, to_read = set[Path](), [ROOT / "README.md"]
    while to_read:
        path = to_read.pop()
        if path not in found:
            found.add(path)
            document = Document.read(path)
            files = [document.file(target) for _, target in document.links()]
            to_read += [file for file in files if file.suffix == ".md" and file.is_file()]

    assert {name_of(path) for path in DOCUMENTS} - {name_of(path) for path in found} == set()


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("```sh\nmake test\n", "broken_blocks"),
        ("```mermaid\nflowhcart LR\n```", "broken_blocks"),
        ("[there](docs/nowhere.md)", "broken_links"),
        ("[there](README.md#no-such-heading)", "broken_links"),
        ("[`no_such_function`](shared/src/samspil/topics.py)", "lost_names"),
        ("[`Topic.colour`](shared/src/samspil/topics.py)", "lost_names"),
        ("`shared/src/samspil/no_such_file.py`", "lost_files"),
        ("```sh\n.venv/bin/samspil play tests/stories/no_such_story.jsonl --until 2026-08-31\n```", "lost_files"),
        ("`cp shared/no_such_file.py shared/copy.py`", "lost_files"),
        ("`make no-such-target`", "unknown_targets"),
        ("```sh\ncd there && make no-such-target  # why\n```", "unknown_targets"),
        ("`samspil no-such-command`", "unknown_commands"),
        ("`samspil operations forget`", "unknown_commands"),
        ("`samspil topics apply --colour red`", "unknown_commands"),
        ('`make demo ARGS="--colour red"`', "unknown_commands"),
        ("`python -m no_such_module`", "unknown_modules"),
        ("`SAMSPIL_NO_SUCH_SETTING`", "unknown_settings"),
    ],
)
def test_what_is_not_there_is_found(text: str, check: str) -> None:
    document = Document.parse(ROOT / "README.md", text)

    assert [each.__name__ for each in CHECKS if list(each(document))] == [check]


def test_what_is_there_is_let_through() -> None:
    text = """
[`Topic.name`](shared/src/samspil/topics.py), [`JUDGES`](shared/src/samspil/topics.py), [elsewhere](https://example.org)
`make test`, `.venv/bin/samspil topics apply --party /jobcentre/0851`, `samspil operations …`, `SAMSPIL_LANES`

```sh
make demo ARGS="--citizens 50 --headless"
cp shared/pyproject.toml shared/copy.toml
cat shared/pyproject.toml > shared/copy.toml
.venv/bin/samspil play tests/stories/anna_is_handed_over.jsonl \\
  --until 2026-11-25
```
"""
    document = Document.parse(ROOT / "README.md", text)

    assert [list(check(document)) for check in CHECKS] == [[]] * len(CHECKS)
