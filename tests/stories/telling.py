"""What was decided in a citizen's life, one line for each fact: a story can be read, and nothing is left out of it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from samspil.calendar import local_day
from samspil.events import contact_course, handover, intake, responsibility
from samspil.events.answers import MessageRefused
from samspil.events.event import CATALOGUE, OutsideEvent
from samspil.flow.memory import MemoryWorld
from samspil.flow.record import Record
from samspil.topics import CONTACT_COURSE, HANDOVER, INTAKE, RESPONSIBILITY
from sandbox.play.command import SECRET
from sandbox.play.in_memory import living, services
from sandbox.play.scenario import Told, every_day, read
from tests.stories.lives import UNTIL

DECIDED = tuple(topic.name for topic in (INTAKE, RESPONSIBILITY, CONTACT_COURSE, HANDOVER))


def scenario(name: str) -> list[Told]:
    """What the parties tell in the story of this name."""
    return read(Path(__file__).with_name(f"{name}.jsonl"))


def transcript(name: str) -> list[str]:
    """What is written down of the story beside its scenario, line by line."""
    return Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines()


@cache
def lived(name: str) -> tuple[MemoryWorld, list[date]]:
    """The world of the story when it is over, and the days on which somebody spoke or was woken, and the last one.

    On all other days nothing could happen.
    """
    world, told, until = services(SECRET)[0], scenario(name), UNTIL[name]
    spoken = {until, *(each.day for each in told)}
    days = living(world, told, every_day(told, until))
    return world, [day for day in days if day in spoken or somebody_wakes(world, day)]


def somebody_wakes(world: MemoryWorld, day: date) -> bool:
    """Whether the day, before it begins, has something to do for any citizen."""
    lanes = (lane for stage in world.stages.values() for lane in stage.lanes)
    return any(slot.due is not None and slot.due <= day for lane in lanes for slot in lane.slots.values())


@cache
def story(name: str) -> tuple[str, ...]:
    """All that was decided in the story, by day; one line for each fact and refusal."""
    found = facts(lived(name)[0], scenario(name))
    lines = [f"{day_of(record)} {line}" for record in found if (line := line_of(record))]
    return tuple(sorted(lines, key=lambda line: line.split()[0]))


def told_of(name: str, *words: str) -> list[str]:
    """The lines of the story that begin with one of these words after their day."""
    return [line for line in story(name) if line[11:].startswith(words)]


def facts(world: MemoryWorld, told: list[Told]) -> Iterator[Record]:
    """What the services decided, topic by topic, and what they answered."""
    asking = sorted({each.party.to_topic for each in told})
    answers = (record for topic in asking for record in world.log.facts(topic) if record.type == MessageRefused.type)
    return chain(chain.from_iterable(world.log.facts(topic) for topic in DECIDED), answers)


def day_of(record: Record) -> date:
    """The Danish day of a fact."""
    return local_day(datetime.fromisoformat(record.headers["ce_time"]))


def line_of(record: Record) -> str | None:
    """One fact in words; None for what the parties say themselves."""
    kind = CATALOGUE[record.type]
    if issubclass(kind, OutsideEvent):
        return None
    event = kind.model_validate_json(record.value)
    return WORDS[kind](event) if kind in WORDS else " ".join(record.type.split(".")[1:-1])


def rule(event: Any) -> str:
    """The rule of the meeting: its name without its spell and holder."""
    return str(event.meeting_id.split(".", 2)[2])


WORDS: dict[type, Callable[[Any], str]] = {
    MessageRefused: lambda e: f"refused {e.message_id}: {e.reason}",
    intake.RegistrationAccepted: lambda e: f"registered from {e.unemployed_from} under {e.pack}",
    intake.RulesChanged: lambda e: f"rules {e.rules} by {e.cause}",
    intake.BenefitHoursCounted: lambda e: f"hours {e.total}",
    intake.MunicipalityChanged: lambda e: f"municipality {e.municipality}",
    responsibility.ResponsibilityMoved: lambda e: f"holder {e.holder} from {e.effective} by {e.cause} ({e.rule})",
    contact_course.MeetingRequired: lambda e: f"required {rule(e)} {e.opens} to {e.limit}, aim {e.aim}",
    contact_course.MeetingInvited: lambda e: f"invited {rule(e)} on {e.on} {e.form} round {e.round}",
    contact_course.MeetingHeld: lambda e: f"held {rule(e)} on {e.on}",
    contact_course.MeetingMissed: lambda e: f"missed {rule(e)} on {e.on}",
    contact_course.MeetingWaived: lambda e: f"waived {rule(e)}: {e.reason}{f', was {e.on}' if e.invited else ''}",
    contact_course.WindowAtRisk: lambda e: f"at risk {rule(e)} until {e.limit}",
    handover.HandoverForecast: lambda e: f"forecast {e.receiver} on {e.expected_on}",
    handover.HandoverPrepared: lambda e: f"package for {e.receiver} by {e.cause}",
}
