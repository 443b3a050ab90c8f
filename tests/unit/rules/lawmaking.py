"""Overlays that no parliament passed, to try out how overlays work, and laws made of them and the real packs."""

from typing import Final

from samspil.rules.law import Law
from samspil.rules.overlay import Overlay
from samspil.rules.reading import documents, parsed, read_overlay

TRIAL: Final = """
id = "T2030"
kind = "trial"
title = "Three weeks' notice in Aalborg"
over = ["R2024", "R2026"]
excludes = []
removes = ["responsibility.screening"]

[[states]]
state = "proposed"
since = 2025-01-01
[[states]]
state = "running"
since = 2025-07-01
[[states]]
state = "closed"
since = 2026-09-01

[scope]
municipalities = ["0851"]
funds = ["hk", "3f"]

[rule]
id = "T2030.trial"
says = "In Aalborg members of two funds are invited three weeks ahead."
basis = "nothing"
source = "made up for a test"
certainty = "believed"
doubt = "All of it."

[transition]
id = "T2030.transition"
says = "Who is in it stays in it."
keeps = "to the spell's end"
basis = "nothing"
source = "made up for a test"
certainty = "believed"
doubt = "All of it."

[entry]
id = "T2030.entry"
says = "Everybody in scope."
who = "everybody in scope"
annuls_bookings = false
basis = "nothing"
source = "made up for a test"
certainty = "believed"
doubt = "All of it."

[[endings]]
id = "T2030.endings.move"
says = "Who moves away is out."
by = "move"
then = "it is over"
basis = "nothing"
source = "made up for a test"
certainty = "believed"
doubt = "All of it."

[changes.meetings.notice]
id = "T2030.meetings.notice"
says = "Three weeks."
at_least_days = 21
basis = "nothing"
source = "made up for a test"
certainty = "believed"
doubt = "All of it."
"""

REMOVES: Final = 'removes = ["responsibility.screening"]\n'
CLOSED: Final = '[[states]]\nstate = "closed"\nsince = 2026-09-01\n'


def without(text: str, table: str) -> str:
    """The text of an overlay without one of its tables."""
    begin = text.index(table)
    end = text.find("\n\n", begin)
    return text[:begin] + (text[end:] if end >= 0 else "")


def called(id: str, text: str = TRIAL) -> str:
    """The same overlay under another id."""
    return text.replace("T2030", id)


def dispensation(id: str = "D2030") -> str:
    """An overlay that nobody enters or leaves: it runs like the trial, for the same people."""
    text = without(without(called(id), "[entry]"), "[[endings]]").replace("excludes = []\n", "")
    text = text.replace('kind = "trial"', 'kind = "dispensation"').replace(REMOVES, "")
    return text.replace("to the spell's end", "while it runs")


def read(*texts: str) -> list[Overlay]:
    """The overlays in these texts."""
    found = [parsed("an overlay of a test", text) for text in texts]
    return [read_overlay(f"{document['id']}.toml", document) for document in found]


def law_with(*texts: str) -> Law:
    """The law of the real packs and these overlays alone."""
    return Law.of(documents("packs"), read(*texts))
