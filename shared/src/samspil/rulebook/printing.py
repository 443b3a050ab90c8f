"""The answers of the commands on a terminal. What is believed, expected or in doubt is marked in words too."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from samspil.rulebook.asking import Answer, Question
from samspil.rulebook.checking import Verdict
from samspil.rulebook.comparing import Change, Comparison
from samspil.rulebook.listing import Listing, between
from samspil.rulebook.told import Told
from samspil.rules.rule import Certainty

PACKS = "Rule packs: a spell follows the one of its first day"
OVERLAYS = "Overlays: laid over a pack for some people or some time"
WIDTH_OF_A_FILE = 140
"""Columns where the output is no terminal."""


def show(*parts: RenderableType) -> None:
    """Print to the terminal, or as plain text to a file."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH_OF_A_FILE)
    for part in parts:
        console.print(part)


def listed(found: Listing) -> Iterator[RenderableType]:
    """The packs, and the overlays if there are any."""
    table = _table(PACKS, "pack", "spells that begin", "standing", "rules", "title")
    for pack in found.packs:
        mark = Text(pack.standing, "green" if pack.standing == "in force" else "yellow" * (pack.standing == "expected"))
        rules = f"{pack.rules}, {pack.believed} believed"
        table.add_row(pack.id, between(pack.valid_from, pack.valid_until), mark, rules, pack.title)
    yield table
    if not found.overlays:
        yield Text("No overlays.")
        return
    table = _table(OVERLAYS, "overlay", "kind", "over", "state", "states", "title")
    for over in found.overlays:
        states = "\n".join(f"{state} from {since}" for state, since in over.states)
        rules = f"changes {over.changes}, takes away {over.removes}"
        now = Text(over.state or "not yet", "green" if over.state == "running" else "yellow")
        table.add_row(over.id, over.kind, ", ".join(over.over), now, states, f"{over.title}\n{rules}")
    yield table


def answered(found: Answer) -> Iterator[RenderableType]:
    """What applies, rule by rule, with what the asker should know."""
    yield Text(f"{asked_words(found.asked)}: {'+'.join((found.pack, *found.overlays))}", "bold")
    for note in found.notes:
        yield Text(f"Note: {note}", "yellow")
    table = _table(None, "rule", "from", "source", "certainty")
    for each in found.rules:
        where, rule = f"{each.rule.document}: {each.why}", each.rule
        table.add_row(_said(rule), where, f"{rule.basis}\n{rule.source}", certainty(rule.certainty))
    for column, ratio in zip(table.columns, (6, 2, 3, 1), strict=True):
        column.ratio, column.min_width = ratio, 9 if ratio == 1 else None
    yield table
    for off in found.off:
        yield Text.assemble(("Does not hold: ", "bold"), (off.rule.id, "cyan"), f" ({off.why}). {off.rule.says}")
    believed = sum(each.rule.certainty == "believed" for each in found.rules)
    yield Text(f"{len(found.rules)} rules, {believed} of them BELIEVED: taken for true until a source says so.")


def compared(found: Comparison) -> Iterator[RenderableType]:
    """What changed, by kind and place."""
    yield Text(f"From {found.before} to {found.after}", "bold")
    for kind in ("added", "taken away", "changed"):
        if changes := [each for each in found.changes if each.kind == kind]:
            yield Text(f"\n{kind.capitalize()}", "bold")
            yield from (Text.assemble((each.place, "cyan"), ": ", _changed(each)) for each in changes)
    if surer := [each for each in found.changes if each.kind == "other certainty"]:
        yield Text("\nThe same rules, more or less certain", "bold")
        yield from (Text.assemble((each.place, "cyan"), ": ", _changed(each)) for each in surer)
    if others := [each.place for each in found.changes if each.footing]:
        yield Text(f"\nBasis, source or doubt changed too, or alone (see --json): {', '.join(others)}")
    yield Text(f"\n{_count(found.unchanged, 'rule')} as before.")


def judged(found: Verdict) -> Iterator[RenderableType]:
    """Each fault with its line, or that there is none."""
    for each in found.complaints:
        about = f"{each.field}: " if each.field else ""
        yield Text.assemble((f"{found.file}:{each.line}: ", "bold"), about, (each.fault, "red"), f". {each.advice}")
    if found.sound:
        yield Text(f"{found.file}: a sound {found.kind} with {_count(found.rules, 'rule')}", "green")
    else:
        yield Text(f"{_count(len(found.complaints), 'fault')}", "bold red")


def certainty(certainty: Certainty) -> Text:
    """The certainty, so that nobody takes what is believed for what is known."""
    return Text("BELIEVED", "bold yellow") if certainty == "believed" else Text(certainty)


def asked_words(asked: Question) -> str:
    """The question in one line."""
    about = {
        "": f"A spell that begins on {asked.starts}", "on": str(asked.day) if asked.day != asked.starts else None,
        "in": asked.municipality, "fund": asked.fund, "insured": asked.insurance and asked.insurance.replace("_", " "),
    }  # fmt: skip
    return ", ".join(f"{word} {value}".strip() for word, value in about.items() if value)


def _changed(change: Change) -> str:
    if change.kind in ("changed", "other certainty"):
        return "; ".join(change.words)
    return "\n  - ".join(change.words)


def _said(rule: Told) -> Text:
    said = Text.assemble((rule.id, "cyan"), f"\n{rule.says}")
    for demand in rule.demands:
        said.append(f"\n- {demand}", "bold")
    if rule.doubt:
        said.append(f"\n{'Not known' if rule.certainty == 'believed' else 'In doubt'}: {rule.doubt}", "yellow")
    return said


def _table(title: str | None, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", show_lines=True, expand=title is None)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
