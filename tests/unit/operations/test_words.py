"""Events in plain words."""

from datetime import UTC, datetime

import pytest

from operations.domain.story import by_day, story_of
from operations.domain.views import Told
from operations.domain.words import party_name, said, stage_name
from operations.domain.words.names import place_name, rule_words
from operations.domain.words.said import SENTENCES
from operations.flow import STAGE
from samspil.calendar import local_day
from samspil.events.event import CATALOGUE
from samspil.topics import JUDGES
from tests.unit.operations import records as r

NEVER_IN_A_STORY = {
    "clock.day.begun.v1",
    "responsibility.current.stated.v1",
    "intake.bytes.quarantined.v1",
    "handover.package.delivered.v1",
    "samspil.message.accepted.v1",
    "samspil.message.refused.v1",
    "samspil.message.repeated.v1",
}
"""Marks, what goes to parties' topics or the compacted one, and what names no citizen."""


def test_every_event_that_can_be_in_a_story_has_words() -> None:
    assert {event.type for event in SENTENCES} == set(CATALOGUE) - NEVER_IN_A_STORY


def test_every_type_that_a_party_sends_has_words() -> None:
    assert set(JUDGES) <= {event.type for event in SENTENCES}


def test_operations_hears_every_stage_before_it() -> None:
    assert {topic.owner for topic in STAGE.reads} == {
        "gate", "intake", "responsibility", "contact-course", "handover", "notifications",
    }  # fmt: skip


def lives() -> list[Told]:
    """A life as it is read back from the rows."""
    teller = r.Teller()
    records = r.registration(teller)
    records += r.letter(teller, records[0])
    records += r.held(teller, 1)
    records += [r.missed(teller, 1), r.hours(teller, "2026-08", "160.33"), r.parked(teller, records[0])]
    records += [r.released(teller), *r.transfer(teller), r.receipt(teller, "rejected"), *r.escalated(teller)]
    records.append(r.closed(teller))
    return [
        Told(
            day=local_day(record.time), time=record.time, place=0, sequence=record.sequence,
            type=record.type, source=record.headers["ce_source"], id=record.id,
            correlation=record.correlation, causation=record.headers["ce_causationid"], trace=r.TRACE,
            data=CATALOGUE[record.type].model_validate_json(record.value).model_dump(mode="json"),
        )
        for record in sorted(records, key=lambda record: record.time)
    ]  # fmt: skip


def test_a_life_is_told_without_a_code_that_only_a_programmer_reads() -> None:
    steps = story_of(lives())

    assert len(steps) == len(lives())
    for step in steps:
        assert step.what
        assert "None" not in step.what + step.why
        assert "/jobcentre" not in step.what + step.why
        assert ".v1" not in step.what or step.what.startswith("Held back")  # there it is what an operator looks for


def test_a_step_names_the_step_that_caused_it() -> None:
    first, second, *_ = story_of(lives())

    assert second.because == first.what
    assert second.causation == first.id


def test_a_letter_names_the_fact_that_gave_it_cause() -> None:
    first, *steps = story_of(lives())
    [letter] = [step for step in steps if step.what.startswith("Letter (brev) written")]

    assert letter.because == first.what


def test_what_a_dispatcher_did_belongs_to_the_letter_or_the_package() -> None:
    steps = story_of([event.model_copy(update={"causation": "a-task"}) for event in lives()])
    because = {step.what: step.because for step in steps}

    assert because["Letter taken over by the channel letters"] == "Letter (brev) written: welcome, 3 Aug 2026"
    assert because["Letter delivered by the channel letters"] == "Letter taken over by the channel letters"
    assert because["Handover package sent to Jobcenter Aalborg, encrypted for it"].endswith("Aalborg prepared")
    assert because["Missed (udeblevet) a meeting with HK's A-kasse on 3 Aug 2026"] == ""


def test_what_a_party_said_is_told_as_its_word() -> None:
    [reported] = [step for step in story_of(lives()) if step.outside]

    assert (reported.stage, reported.what) == ("HK's A-kasse", "Reports a meeting of 3 Aug 2026 as held, by video")


def test_the_last_day_stands_first_and_its_steps_in_order() -> None:
    days = by_day(story_of(lives()))

    assert [day for day, _ in days] == sorted((day for day, _ in days), reverse=True)
    assert [step.at for step in days[-1][1]] == sorted(step.at for step in days[-1][1])


def test_a_step_is_shown_at_danish_time() -> None:
    late = lives()[0].model_copy(update={"time": datetime(2026, 8, 3, 22, 30, tzinfo=UTC)})
    [step] = story_of([late])

    assert f"{step.at:%H:%M}" == "00:30"


@pytest.mark.parametrize("data", [None, {}, {"spell_id": 7}], ids=str)
def test_what_this_version_cannot_read_is_called_by_its_type(data: dict[str, object] | None) -> None:
    told = said("intake.spell.closed.v1", data)

    assert (told.what, told.why) == ("intake.spell.closed.v1", "this version cannot read it")


def test_a_type_of_tomorrow_is_called_by_its_type() -> None:
    assert (
        said("contact-course.plan.acknowledged.v1", {"spell_id": "s-1"}).what == "contact-course.plan.acknowledged.v1"
    )


@pytest.mark.parametrize(
    ("party", "name"),
    [
        ("/unemployment-fund/hk", "HK's A-kasse"),
        ("/unemployment-fund/nobody", "unemployment-fund nobody"),
        ("/jobcentre/0851", "Jobcenter Aalborg"),
        ("/jobcentre/9999", "jobcentre 9999"),
        ("/civil-registration/cpr", "The civil registration (CPR)"),
        ("/operations", "An operator"),
        (None, "nobody"),
    ],
)
def test_parties_are_called_by_their_names(party: str | None, name: str) -> None:
    assert party_name(party) == name


def test_names_that_are_none_are_shown_as_they_are() -> None:
    assert stage_name("/samspil/contact-course") == "Contact course"
    assert stage_name("/samspil/tomorrow") == "tomorrow"
    assert stage_name("nonsense") == "nonsense"
    assert place_name("9999") == "9999"
    assert rule_words("R1999.nothing") == "R1999.nothing"


def test_a_rule_is_told_in_the_words_of_its_pack() -> None:
    assert rule_words("R2026.responsibility.first-owner").startswith("The unemployment fund (a-kasse) is responsible")
    assert rule_words("R2026.responsibility.first-owner").endswith("(R2026.responsibility.first-owner)")


def test_a_rule_that_is_only_believed_is_told_as_believed() -> None:
    assert rule_words("R2026.responsibility.hours").endswith("(R2026.responsibility.hours, believed)")


def test_a_rule_that_lies_over_a_pack_is_told_in_its_own_words() -> None:
    assert rule_words("T2020.responsibility.entry").startswith("Whom the fund takes into the trial")
