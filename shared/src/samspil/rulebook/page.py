"""The page docs/rules.md: every rule by place, side by side across packs and overlays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from samspil.rulebook.places import rules_by_place
from samspil.rulebook.told import Told
from samspil.rulebook.usage import unused
from samspil.rulebook.versions import Version, days_of, spells_of, versions
from samspil.rulebook.words import in_words
from samspil.rules import Overlay, overlays, packs

PAGE: Final = Path(__file__).parents[4] / "docs" / "rules.md"

WHY: Final = "[why](#what-no-service-reads-today)"

BEGINNING: Final = """# The rules

<!-- Made by `samspil generate` (`make generate`) from the packs and overlays. Change those, not this page. -->

Every rule that Samspil knows, by its place: its id without the name of its pack. `handover.forecast` is the same
place in every pack, and `R2026.handover.forecast` is what R2026 says there. A spell follows the pack of its first day;
what is laid over a pack (an overlay) says something else for some people or some time.

**Believed** is what we take for true until a source says so; what is not known stands beside it. Everything else was
read in the source that it names. `samspil rules show` tells what applies to somebody, `samspil rules diff` what
changed, `samspil rules check` whether a file is sound. [How to add a rule](how-to-add-a-rule.md).
"""


def page() -> str:
    """The whole page."""
    parts = [BEGINNING, _packs()]
    if overlays():
        parts += ["## Overlays\n", *map(_overlay, overlays())]
    for section, places in groupby(_by_section(versions()), key=lambda each: section_of(each[0])):
        parts.append(f"## {section}\n")
        parts += [_place(place, found) for place, found in places]
    return "\n".join((*parts, _unused()))


def write_page(path: Path = PAGE) -> None:
    """Write the page."""
    path.write_text(page(), encoding="utf-8")


def page_is_stale(path: Path = PAGE) -> bool:
    """Whether the page in the file, or its absence, is not what the packs and overlays say."""
    return not path.is_file() or path.read_text(encoding="utf-8") != page()


def section_of(place: str) -> str:
    """The part of the packs in which a place stands: its first word."""
    return place.partition(".")[0]


def _by_section(found: dict[str, tuple[Version, ...]]) -> list[tuple[str, tuple[Version, ...]]]:
    order = list(dict.fromkeys(map(section_of, found)))
    return sorted(found.items(), key=lambda each: order.index(section_of(each[0])))


def _packs() -> str:
    rows = []
    for each in packs():
        rules = rules_by_place(each).values()
        believed = sum(rule.certainty == "believed" for rule in rules)
        rows.append((each.id, spells_of(each), each.title, f"{len(rules)}, {believed} of them believed"))
    return "## Packs\n\n" + _table(("pack", "spells that begin", "what it is", "rules"), rows)


def _overlay(each: Overlay) -> str:
    scope = in_words(each.scope) or "everybody"
    own = "".join(map(_own, map(Told.of, rules_by_place(each).values())))
    return (
        f"### {each.id}: {each.title}\n\n"
        f"Over {', '.join(each.over)}: {days_of(each)}. For whom: {_ended(scope)}\n\n{own}"
    )


def _own(rule: Told) -> str:
    """What an overlay says about itself; where that is not used, and no pack has a rule at its place, so it says."""
    used = "" if rule.place in versions() else _usage(rule.place, [rule])
    said = f" {used}" if WHY in used else ""
    return _text(f"`{rule.place}`", rule, rule.in_words).removesuffix("\n") + f"{said}\n"


def _place(place: str, found: tuple[Version, ...]) -> str:
    told = [each.rule for each in found if each.rule]
    common = _common(told)
    rows = [(each.document, each.dates, _demands(each, common), _certainty(each.rule)) for each in found]
    same = f"In every version: {'; '.join(common)}.\n\n" if common else ""
    return (
        f"### `{place}`\n\n{_usage(place, told)}\n\n{same}"
        f"{_table(('', 'for', 'it demands', 'certainty'), rows)}\n{''.join(_texts(told))}"
    )


def _common(told: list[Told]) -> list[str]:
    """What all versions demand alike, if there are several."""
    if len(told) == 1:
        return []
    first, *others = [[str(each) for each in rule.demands] for rule in told]
    return [each for each in first if all(each in other for other in others)]


def _demands(version: Version, common: list[str]) -> str:
    if version.rule is None:
        return "takes the rule away"
    own = [str(each) for each in version.rule.demands if str(each) not in common]
    return "; ".join(own) or ("the same" if common else "")


def _usage(place: str, told: list[Told]) -> str:
    names = {name for rule in told for name in rule.values}
    about = [each for each in unused() if each.about(place)]
    if any(each.parameter is None for each in about):
        return f"**Not used** by any service today ({WHY})."
    without = [f"`{each.parameter}`" for each in about if each.parameter in names]
    return f"Used by the services, without its {', '.join(without)} ({WHY})." if without else "Used by the services."


def _unused() -> str:
    rows = [
        (f"`{each.place}`", f"`{each.parameter}`" if each.parameter else "all of it", each.reason) for each in unused()
    ]
    return "## What no service reads today\n\n" + _table(("place", "what of it", "why"), rows)


def _texts(told: Iterable[Told]) -> Iterator[str]:
    """The sentences of all versions; those that say the same on the same footing together."""
    for _, same in groupby(told, key=lambda rule: (rule.says, rule.basis, rule.source, rule.certainty, rule.doubt)):
        rules = list(same)
        yield _text(", ".join(rule.document for rule in rules), rules[0])


def _text(name: str, rule: Told, demands: str = "") -> str:
    doubt = f" *{'Not known' if rule.certainty == 'believed' else 'In doubt'}:* {rule.doubt}" if rule.doubt else ""
    what = f"**{name}** ({'; '.join(filter(None, (_certainty(rule), demands)))})"
    return f"- {what}: {rule.says} *Basis:* {_ended(rule.basis)} *Source:* {_ended(rule.source)}{doubt}\n"


def _certainty(rule: Told | None) -> str:
    if rule is None:
        return ""
    return "**believed**" if rule.certainty == "believed" else rule.certainty


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
