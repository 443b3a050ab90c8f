"""Random lives: registrations, hours, screenings, moves, ends and receipts, told as the stages upstream tell them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from samspil.calendar import Month
from samspil.events.contact_course import MeetingHeld
from samspil.events.event import Event
from samspil.events.intake import BenefitHoursCounted, MunicipalityChanged, RegistrationAccepted, SpellClosed
from samspil.events.jobcentre import HandoverAccepted, HandoverReceived, HandoverRejected
from samspil.events.unemployment_fund import MemberScreened
from samspil.events.values import EndReason, HandoverRejection, MeetingForm, Need, ScreeningOutcome
from samspil.reference.parties import Party
from samspil.rules import pack_for
from tests.unit.handover.life import AALBORG, AARHUS, BORNHOLM, HK, METAL

BEGINS = date(2026, 5, 20)  # lives cross the change of law on 1 July
MUNICIPALITIES = ("0851", "0751", "0400", "0411")  # the last two share a jobcentre
TOLD = ("0", "160.33", "320.66", "409.99", "410.00", "410.01", "480.99")
RECEIPTS = (HandoverReceived, HandoverAccepted)

Act = tuple[int, str, int]
"""So many days later, this happens; the number chooses how."""

ACTS = ("register", "register", "hours", "hours", "screen", "move", "end", "meet", "answer", "answer")
GAPS = (0, 0, 0, 0, 1, 1, 2, 3, 5, 9, 20)

acts = st.tuples(st.sampled_from(GAPS), st.sampled_from(ACTS), st.integers(0, 9999))
lives = st.lists(acts, min_size=12, max_size=40).map(lambda rest: [(0, "register", rest[0][2]), *rest])


@dataclass(frozen=True)
class Spell:
    """A spell as intake knows it, for the checks."""

    id: str
    starts_on: date
    ended_on: date | None = None


@dataclass
class Teller:
    """Turns acts into what intake lets through: spells never overlap, and only the present spell is spoken of."""

    spells: list[Spell] = field(default_factory=list)
    handovers: list[tuple[str, Party]] = field(default_factory=list)
    """(id, receiver) of what was prepared so far, for answers."""

    def tell(self, act: str, number: int, today: date) -> Iterator[tuple[Event, str]]:
        """(event, source) of what is said by this act, if it makes sense now."""
        if act == "register":
            yield from self.register(number, today)
        elif act == "screen":
            outcome = ScreeningOutcome.STAYS if number % 3 == 0 else ScreeningOutcome.TO_JOBCENTRE
            yield MemberScreened(outcome=outcome, grounds=Need.HEALTH), str(HK if number % 4 else METAL)
        elif act == "answer":
            yield self.answer(number)
        elif act == "meet" and self.spells:
            yield (
                self.meet(self.spells[-1 - number % min(2, len(self.spells))], number, today),
                "/samspil/contact-course",
            )
        elif self.spells and self.spells[-1].ended_on is None:
            yield self.change(act, self.spells[-1], number, today), "/samspil/intake"

    def register(self, number: int, today: date) -> Iterator[tuple[Event, str]]:
        """A new spell, back-dated up to ten days but not into the spell before."""
        earliest = today - timedelta(days=number % 11)
        if self.spells:
            if self.spells[-1].ended_on is None:
                return
            earliest = max(earliest, self.spells[-1].ended_on)
        spell = Spell(f"spell-{len(self.spells)}", earliest)
        self.spells.append(spell)
        registered = RegistrationAccepted(
            spell_id=spell.id,
            unemployed_from=earliest,
            registered_on=today,
            fund=HK if number % 3 else METAL,
            municipality=MUNICIPALITIES[number % 4],
            insurance="part_time" if number % 5 == 0 else "full_time",
            hours_before=Decimal(TOLD[number % len(TOLD)]),
            pack=pack_for(earliest).id,
        )
        yield registered, "/samspil/intake"

    def change(self, act: str, spell: Spell, number: int, today: date) -> Event:
        """Hours, a move or the end of the running spell."""
        if act == "hours":
            month = Month.of(today).plus(-(number % 2))
            total = Decimal(TOLD[number % len(TOLD)])
            return BenefitHoursCounted(spell_id=spell.id, month=month, hours=total, total=total, reported_on=today)
        if act == "move":
            to, moved_on = MUNICIPALITIES[number % 4], today + timedelta(days=number % 21 - 10)
            return MunicipalityChanged(spell_id=spell.id, previous="0851", municipality=to, moved_on=moved_on)
        ended_on = max(spell.starts_on, today - timedelta(days=number % 15))
        self.spells[-1] = Spell(spell.id, spell.starts_on, ended_on)
        return SpellClosed(spell_id=spell.id, ended_on=ended_on, reason=EndReason.JOB)

    def meet(self, spell: Spell, number: int, today: date) -> MeetingHeld:
        return MeetingHeld(
            spell_id=spell.id,
            meeting_id=f"meeting-{number}",
            rule="R2026.meetings.fund-first.1",
            holder=HK,
            on=today,
            form=MeetingForm.PHONE,
        )

    def answer(self, number: int) -> tuple[Event, str]:
        """A receipt for one of the last handovers, seldom from a jobcentre that never got it."""
        if not self.handovers:
            return HandoverAccepted(handover_id="never-sent"), str(AALBORG)
        id_, receiver = self.handovers[-1 - number % min(2, len(self.handovers))]
        sender = (AALBORG, AARHUS, BORNHOLM)[number % 3] if number % 7 == 0 else receiver
        if number % 4 == 0:
            return HandoverRejected(handover_id=id_, reason=HandoverRejection.OTHER), str(sender)
        return RECEIPTS[number % 2](handover_id=id_), str(sender)
