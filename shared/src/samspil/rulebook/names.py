"""Finds what a person named on the command line; who is misspelt is answered with the nearest names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from samspil.reference.municipalities import municipalities
from samspil.reference.unemployment_funds import unemployment_funds
from samspil.rules import NoPack, Overlay, Pack, overlays, pack_for, packs


class Unknown(LookupError):
    """Nothing has this name; the message says what comes near it or what there is."""


def known_municipality(code: str) -> str:
    """The code of a municipality. Raises Unknown."""
    return _known("municipality has the code", code, {each.code: each.name for each in municipalities()})


def known_fund(slug: str) -> str:
    """The slug of an unemployment fund. Raises Unknown."""
    return _known("unemployment fund has the slug", slug, {each.slug: each.name for each in unemployment_funds()})


def known_pack(id: str) -> Pack:
    """The pack with this id. Raises Unknown."""
    found = {each.id: each for each in packs()}
    return found[_known("rule pack has the id", id, {each.id: each.title for each in packs()})]


def known_overlay(id: str) -> Overlay:
    """The overlay with this id. Raises Unknown."""
    found = {each.id: each for each in overlays()}
    return found[_known("overlay has the id", id, {each.id: each.title for each in overlays()})]


def known_trial(id: str) -> Overlay:
    """The trial with this id. Raises Unknown."""
    found = known_overlay(id)
    if found.kind != "trial":
        raise Unknown(f"{id} is no trial but a {found.kind}: it holds by itself for everybody in its scope")
    return found


def pack_on(day: date) -> Pack:
    """The pack of a spell that begins on `day`. Raises Unknown."""
    try:
        return pack_for(day)
    except NoPack:
        first = packs()[0]
        raise Unknown(
            f"no pack for a spell that begins on {day}: {first.id} is the first, from {first.valid_from} on; "
            "ask for a later --date"
        ) from None


def nearest(word: str, names: Mapping[str, str]) -> list[str]:
    """The codes whose own text, or whose name, comes nearest to `word`; at most three."""
    by_text = {name.casefold(): code for code, name in names.items()} | {code.casefold(): code for code in names}
    within = [code for text, code in by_text.items() if word.casefold() in text]
    close = [by_text[text] for text in get_close_matches(word.casefold(), by_text, cutoff=0.6)]
    return list(dict.fromkeys([*close, *within] if word else []))[:3]


def _known(what: str, word: str, names: Mapping[str, str]) -> str:
    if word in names:
        return word
    near = nearest(word, names)
    if near:
        told = "did you mean " + " or ".join(f"{code} ({names[code]})" for code in near) + "?"
    else:
        told = f"there are {', '.join(names)}" if names else "there are none"
    raise Unknown(f"no {what} {word!r}; {told}")
