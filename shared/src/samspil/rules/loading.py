"""The law in the files of this package: one TOML file for each pack and overlay, read and checked once."""

from datetime import date
from functools import cache

from samspil.rules.documents import Document
from samspil.rules.law import Law, NoPack
from samspil.rules.overlay import Overlay
from samspil.rules.pack import Pack
from samspil.rules.reading import BadPack, documents, in_order, read_document, read_overlay, read_pack

__all__ = [
    "BadPack",
    "NoPack",
    "document_of",
    "in_order",
    "overlay",
    "overlays",
    "pack",
    "pack_for",
    "packs",
    "read_document",
    "read_overlay",
    "read_pack",
    "the_law",
]


@cache
def the_law() -> Law:
    """All packs and overlays. Raises BadPack."""
    overlays = documents("overlays").items()
    return Law.of(documents("packs"), [read_overlay(f"{id}.toml", document) for id, document in overlays])


def packs() -> tuple[Pack, ...]:
    """All packs, by the day they came into force. Raises BadPack."""
    return the_law().packs


def overlays() -> tuple[Overlay, ...]:
    """All overlays, in the order in which they are laid over a pack. Raises BadPack."""
    return the_law().overlays


def pack_for(spell_start: date) -> Pack:
    """The pack that a spell follows to its end, by the day it begins. Raises NoPack."""
    return the_law().pack_for(spell_start)


def pack(id: str) -> Pack:
    """The pack with this id ("R2024"). Raises LookupError."""
    return the_law().pack(id)


def overlay(id: str) -> Overlay:
    """The overlay with this id ("T2020"). Raises LookupError."""
    return the_law().overlay(id)


def document_of(pack_id: str) -> Document:
    """A pack as a plain document."""
    return documents("packs")[pack_id]
