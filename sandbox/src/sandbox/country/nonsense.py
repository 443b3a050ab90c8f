"""Messages that no well-behaved system sends: bytes that are none, and messages that can be read and make no sense."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from samspil.calendar import Month, month_end
from samspil.events.civil_registration import PersonDied
from samspil.events.event import OutsideEvent, Person
from samspil.events.jobcentre import HandoverAccepted
from samspil.events.unemployment_fund import BenefitHoursReported, MeetingReported, MemberRegistered, SpellEnded
from samspil.events.values import EndReason, MeetingForm, MeetingOutcome
from samspil.reference.parties import CIVIL_REGISTRATION
from sandbox.country.chance import pick
from sandbox.country.life import Life, Period
from sandbox.country.population import Citizen
from sandbox.country.saying import UNREADABLE, Bytes, Saying, Voice
from sandbox.country.script import registration
from sandbox.country.turns import turn, turns

CASE: Final = "nonsense"


@dataclass(frozen=True, slots=True)
class Mischief:
    """Who sends something senseless on which day, and who is at hand to be spoken of."""

    seed: int
    number: int
    day: date
    stranger: Citizen
    known: Life

    @property
    def voice(self) -> Voice:
        return Voice(self.seed, self.known.spells[0].fund)

    @property
    def case(self) -> str:
        """A case of its own, of which nothing is known."""
        return f"{self.voice.party.code}-{CASE}-{self.number:06d}"

    def says(self, event: OutsideEvent, reason: str, person: Person | None = None, case: str | None = None) -> Saying:
        """A message that must be refused for this reason."""
        saying = self.voice.says(event, self.day, case or self.case, CASE, reason, str(self.number))
        return replace(saying, person=person, expected=reason, nonsense=True)

    def registers(self, reason: str, person: Person | None = None, **changes: Any) -> Saying:
        """The stranger is registered, with something wrong about it."""
        return self.says(self.sound.model_copy(update=changes), reason, person or self.stranger.person)

    @property
    def sound(self) -> MemberRegistered:
        """A registration of the stranger with nothing wrong about it."""
        spell = replace(self.known.spells[0], starts=self.day)
        return registration(self.stranger, spell)

    def puts(self, saying: Saying, value: bytes, **headers: bytes) -> Saying:
        """The saying as bytes, with this value and these headers instead of its own."""
        sound = {"ce_id": saying.id, "ce_type": saying.type, "ce_time": saying.time.isoformat()}
        wrapped = {name: text.encode() for name, text in sound.items()} | headers
        return replace(saying, event=None, person=None, raw=Bytes(saying.case.encode(), tuple(wrapped.items()), value))

    def unreadable(self, key: bytes | None, headers: dict[str, bytes], value: bytes) -> Saying:
        """Bytes that are no message."""
        saying = self.says(self.sound, UNREADABLE)
        return replace(saying, event=None, raw=Bytes(key, tuple(headers.items()), value))

    def envelope(self, **changes: bytes) -> dict[str, bytes]:
        """Headers of a message, with changes."""
        saying = self.says(self.sound, UNREADABLE)
        sound = {"ce_id": saying.id, "ce_type": saying.type, "ce_time": saying.time.isoformat()}
        return {name: text.encode() for name, text in sound.items()} | changes


def plain_text(to: Mischief) -> Saying:
    return to.unreadable(b"hello", {}, b"hello, is this Samspil?")


def broken_json(to: Mischief) -> Saying:
    return to.unreadable(b"half", to.envelope(), b'{"unemployed_from": "2026-')


def binary_header(to: Mischief) -> Saying:
    return to.unreadable(b"binary", to.envelope(ce_type=b"\xff\xfe\x00"), b"{}")


def without_key(to: Mischief) -> Saying:
    return to.unreadable(None, to.envelope(), b"{}")


def no_moment(to: Mischief) -> Saying:
    return to.unreadable(b"when", to.envelope(ce_time=b"last Tuesday"), b"{}")


def number_as_key(to: Mischief) -> Saying:
    return to.unreadable(to.stranger.person.cpr.encode(), to.envelope(), b"{}")


def missing_field(to: Mischief) -> Saying:
    saying = to.registers("schema")
    fields = to.sound.model_dump(mode="json", exclude={"municipality"}) | {"person": {"cpr": to.stranger.person.cpr}}
    return to.puts(saying, json.dumps(fields).encode())


def unknown_type(to: Mischief) -> Saying:
    saying = to.says(to.sound, "unknown_type")
    return to.puts(saying, b"{}", ce_type=b"unemployment-fund.member.praised.v1")


def wrong_sender(to: Mischief) -> Saying:
    saying = to.says(to.sound, "wrong_sender")
    return to.puts(saying, b'{"handover_id": "h"}', ce_type=HandoverAccepted.type.encode())


def too_large(to: Mischief) -> Saying:
    return to.puts(to.says(to.sound, "too_large"), json.dumps({"note": "x" * 70_000}).encode())


def missing_person(to: Mischief) -> Saying:
    saying = to.says(to.sound, "missing_person")
    return to.puts(saying, to.sound.written())


def impossible_number(to: Mischief) -> Saying:
    person = to.stranger.person
    return to.registers("impossible_cpr", person.model_copy(update={"cpr": "45" + person.cpr[2:]}))


def unknown_case(to: Mischief) -> Saying:
    month = Month.of(to.day).plus(-1)
    return to.says(BenefitHoursReported(month=month, hours=Decimal(1)), "unknown_case")


def somebody_else(to: Mischief) -> Saying:
    return replace(to.registers("other_citizen"), case=to.known.citizen.case_at(to.voice.party))


def too_old(to: Mischief) -> Saying:
    return to.registers("backdated", unemployed_from=to.day - timedelta(days=11 + to.number % 30))


def too_early(to: Mischief) -> Saying:
    return to.registers("future_date", unemployed_from=to.day + timedelta(days=3))


def too_young(to: Mischief) -> Saying:
    return to.registers("age", birth_year=to.day.year - 15)


def nowhere(to: Mischief) -> Saying:
    return to.registers("unknown_municipality", municipality="0999")


def before_the_rules(to: Mischief) -> Saying:
    return to.registers("no_pack", unemployed_from=date(2011, 1, 3))


def hours_to_come(to: Mischief) -> Saying:
    month = Month.of(month_end(to.day) + timedelta(days=1))
    return about_known(to, BenefitHoursReported(month=month, hours=Decimal(1)), "future_month")


def unknown_meeting(to: Mischief) -> Saying:
    told = MeetingReported(
        meeting_id="no-such-meeting", outcome=MeetingOutcome.HELD, on=to.day, form=MeetingForm.PHONE
    )  # fmt: skip
    return about_known(to, told, "unknown_meeting")


def end_to_come(to: Mischief) -> Saying:
    told = SpellEnded(ended_on=to.day + timedelta(days=5), reason=EndReason.JOB)
    return about_known(to, told, "future_date")


def unknown_person(to: Mischief) -> Saying:
    """The civil registration, on its own day, tells the death of somebody who never was registered."""
    voice, day = Voice(to.seed, CIVIL_REGISTRATION), turn("civil-registration", to.day)
    saying = voice.says(PersonDied(died_on=day), day, f"person-{CASE}-{to.number:06d}", CASE)
    return replace(saying, person=to.stranger.person, expected="unknown_citizen", nonsense=True)


def about_known(to: Mischief, event: OutsideEvent, reason: str) -> Saying:
    """Something wrong about a member whose spell is open."""
    return to.says(event, reason, case=to.known.citizen.case_at(to.voice.party))


UNREADABLES: Final[tuple[Callable[[Mischief], Saying], ...]] = (
    plain_text, broken_json, binary_header, without_key, no_moment, number_as_key,
)  # fmt: skip
UNSOUND: Final[tuple[Callable[[Mischief], Saying], ...]] = (
    missing_field, unknown_case, wrong_sender, too_old, unknown_type, somebody_else, impossible_number, unknown_meeting,
    too_large, missing_person, too_early, unknown_person, nowhere, too_young, hours_to_come, end_to_come,
    before_the_rules,
)  # fmt: skip


def kinds_for(citizens: int) -> int:
    """How many senseless messages a country of so many people gets, and strangers for them to speak of."""
    return (len(UNREADABLES) + len(UNSOUND)) * (1 + citizens // 150)


def nonsense(lives: Sequence[Life], strangers: Sequence[Citizen], period: Period, seed: int) -> Iterator[Saying]:
    """All the nonsense of the period: each kind once, and once more for every 150 people."""
    kinds = (*UNREADABLES, *UNSOUND)
    for number in range(kinds_for(len(lives))):
        kind = kinds[number % len(kinds)]
        known = pick(lives, seed, CASE, number)
        spell = known.spells[0]
        days = turns("unemployment-fund", spell.registered + timedelta(days=1), spell.open_until(period))
        if not days:
            continue
        saying = kind(Mischief(seed, number, pick(days, seed, CASE, "day", number), strangers[number], known))
        if saying.day <= period.last:
            yield saying
            yield from reused(saying, period, number)


def reused(saying: Saying, period: Period, number: int) -> Iterator[Saying]:
    """Another content under an id that was used before, on the sender's next day."""
    day = turn(saying.party.kind, saying.day + timedelta(days=1))
    if isinstance(saying.event, MemberRegistered) and number % 3 == 0 and day <= period.last:
        other = saying.event.model_copy(update={"birth_year": saying.event.birth_year - 1})
        yield replace(saying, event=other, day=day, expected="id_reused")
