"""The sandbox's own book of messages: what was sent, what was answered, and whether the answer is the right one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from samspil.events.answers import MessageAccepted, MessageRefused, MessageRepeated
from samspil.events.unemployment_fund import MemberRegistered
from sandbox.country.hearing import Heard
from sandbox.country.saying import ACCEPTED, REPEATED, UNREADABLE, Saying

Name = tuple[str, ...]
"""How a message is found again: its sender and id; for bytes that are none, topic, partition and offset."""


@dataclass(slots=True)
class Entry:
    """All that was sent under one name, and all that was answered to it."""

    sent: list[Saying] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many answers are still to come."""
        return max(0, len(self.sent) - len(self.answers))

    @property
    def is_right(self) -> bool:
        """Whether each sending got the one answer that it must get."""
        return sorted(self.answers) == sorted(saying.expected for saying in self.sent)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message lies in Kafka."""

    topic: str
    partition: int
    offset: int


class Mail:
    """Every message by its name."""

    def __init__(self) -> None:
        self.entries: dict[Name, Entry] = {}
        self.order: list[Saying] = []
        """All messages in the order in which they were sent."""
        self.unread: set[Name] = set()
        """Names that were written to since the last `wrong`."""
        self.awaited = 0
        """How many answers are still to come."""

    def send(self, saying: Saying) -> None:
        """The message is about to be sent."""
        self._book((str(saying.party), saying.id), saying)

    def put(self, saying: Saying, place: Place) -> None:
        """Bytes that are no message lie at this place."""
        self._book(name_of_place(place), saying)

    def hear(self, heard: Heard) -> Saying | None:
        """Something was told; where it is an answer, the message that it answers, if that is known."""
        event = heard.event
        if not isinstance(event, MessageAccepted | MessageRefused | MessageRepeated):
            return None
        entry = self._entry(answered(str(heard.party), event))
        entry.answers.append(word_of(event))
        self.awaited -= 1
        return entry.sent[0] if entry.sent else None

    def wrong(self) -> list[Name]:
        """The messages, of those sent or answered since this was asked last, that have not the answers they must."""
        unread, self.unread = self.unread, set()
        return [name for name in sorted(unread) if not (self.entries[name].sent and self.entries[name].is_right)]

    def count(self) -> Counter[str]:
        """How many messages were sent, and how many answers of each kind there are."""
        counted = Counter(answer_kind(answer) for entry in self.entries.values() for answer in entry.answers)
        counted["sent"] = sum(len(entry.sent) for entry in self.entries.values())
        counted["missing"] = sum(entry.missing for entry in self.entries.values())
        return counted

    def refusals(self) -> Counter[str]:
        """How often each reason was given."""
        answers = (answer for entry in self.entries.values() for answer in entry.answers)
        return Counter(answer for answer in answers if answer not in (ACCEPTED, REPEATED))

    def accepted(self, type_: str) -> int:
        """How many messages of this type were accepted."""
        about = (entry for entry in self.entries.values() if entry.sent and entry.sent[0].type == type_)
        return sum(entry.answers.count(ACCEPTED) for entry in about)

    def registrations(self) -> Counter[str]:
        """Registrations sent (repeats left out), answered, accepted and refused."""
        counted: Counter[str] = Counter()
        for entry in self.entries.values():
            sent = [each for each in entry.sent if is_registration(each)]
            answers = [answer for answer in entry.answers if sent and answer != REPEATED]
            accepted = answers.count(ACCEPTED)
            counted.update(sent=len(sent), answered=len(answers), accepted=accepted, refused=len(answers) - accepted)
        return counted

    def _book(self, name: Name, saying: Saying) -> None:
        self._entry(name).sent.append(saying)
        self.order.append(saying)
        self.awaited += 1

    def _entry(self, name: Name) -> Entry:
        self.unread.add(name)
        return self.entries.setdefault(name, Entry())


def fault_of(name: Name, entry: Entry) -> str:
    """A sentence on a message that was not answered once and rightly."""
    called, answers = "/".join(name), ", ".join(entry.answers)
    if not entry.sent:
        return f"an answer ({answers}) came to {called}, which nobody sent"
    if entry.missing:
        return f"message {called} ({entry.sent[0].type}, {entry.sent[0].day}) has no answer"
    if len(entry.answers) > len(entry.sent):
        return f"message {called} was sent {len(entry.sent)} times and answered {len(entry.answers)} times"
    expected = ", ".join(saying.expected for saying in entry.sent)
    return f"message {called} ({entry.sent[0].type}) was answered {answers}, not {expected}"


def is_registration(saying: Saying) -> bool:
    return saying.type == MemberRegistered.type and saying.expected not in (REPEATED, UNREADABLE)


def answer_kind(answer: str) -> str:
    return answer if answer in (ACCEPTED, REPEATED) else "refused"


def name_of_place(place: Place) -> Name:
    return place.topic, str(place.partition), str(place.offset)


def answered(party: str, event: MessageAccepted | MessageRefused | MessageRepeated) -> Name:
    """The name of the message that is answered."""
    if isinstance(event, MessageRefused) and event.reason == UNREADABLE and event.topic:
        return name_of_place(Place(event.topic, event.partition or 0, event.offset or 0))
    return party, event.message_id


def word_of(event: MessageAccepted | MessageRefused | MessageRepeated) -> str:
    """The answer in one word."""
    if isinstance(event, MessageRefused):
        return event.reason
    return ACCEPTED if isinstance(event, MessageAccepted) else REPEATED
