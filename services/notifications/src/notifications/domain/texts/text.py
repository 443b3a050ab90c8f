"""From a created letter to its subject and body."""

from dataclasses import dataclass
from string import Template
from typing import Final

from notifications.domain.letters import DANISH, ENGLISH
from notifications.domain.texts import danish, english
from samspil.events.notifications import LetterKind, NotificationCreated
from samspil.events.values import MeetingForm
from samspil.reference.municipalities import municipality
from samspil.reference.parties import Party
from samspil.reference.unemployment_funds import unemployment_fund

LANGUAGES: Final = {DANISH: danish.WORDS, ENGLISH: english.WORDS}
KINDS: Final = frozenset(LetterKind) - {LetterKind.UNKNOWN}
"""The kinds for which every language has a text."""


@dataclass(frozen=True, slots=True)
class Text:
    """A letter as the citizen reads it."""

    subject: str
    body: str


def text_of(letter: NotificationCreated) -> Text:
    """The letter in its language, Danish where we do not write it. Raises KeyError for a kind not in KINDS."""
    words = LANGUAGES.get(letter.language, danish.WORDS)
    subject, body = words.letters[letter.kind]
    holder = Party.parse(letter.holder) if letter.holder else None
    named = {
        "holder": words.holders[holder.kind].format(name_of(holder)) if holder else words.somebody,
        "day": words.write(letter.about),
        "previous": words.write(letter.previous),
        "form": words.forms[letter.form or MeetingForm.UNKNOWN],
    }
    return Text(Template(subject).substitute(named), Template(body).substitute(named).strip() + "\n")


def name_of(party: Party) -> str:
    """What people call a fund or a jobcentre; its code where reference data do not know it."""
    try:
        known = unemployment_fund(party.code) if party.kind == "unemployment-fund" else municipality(party.code)
    except LookupError:
        return party.code
    return known.name
