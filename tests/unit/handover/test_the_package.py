"""The package for a jobcentre that became responsible: what is in it, when it goes, and to whom."""

import json
from datetime import date
from decimal import Decimal

from samspil.events.contact_course import MeetingHeld
from samspil.events.event import Event
from samspil.events.handover import (
    HandoverClosed,
    HandoverForecast,
    HandoverPrepared,
    HandoverSent,
    MeetingSummary,
    PackageDelivered,
)
from samspil.events.unemployment_fund import MemberScreened
from samspil.events.values import MeetingForm, MoveCause, Need, ScreeningOutcome
from samspil.reference.parties import Party
from tests.unit.handover.life import (
    AALBORG,
    AARHUS,
    CITIZEN,
    HK,
    METAL,
    PERSON,
    Life,
    ended,
    hours,
    moved,
    only,
    registered,
)


def packages(told: list[Event]) -> list[tuple[Party, str]]:
    """(receiver, cause) of every package that was prepared."""
    return [(each.receiver, each.cause) for each in only(HandoverPrepared, told)]


def welcome_meeting(on: str, spell: str = "spell-1") -> MeetingHeld:
    return MeetingHeld(
        spell_id=spell,
        meeting_id="meeting-1",
        rule="R2026.meetings.fund-first.1",
        holder=HK,
        on=date.fromisoformat(on),
        form=MeetingForm.PHYSICAL,
    )


def test_the_package_tells_what_the_fund_already_told_and_what_was_held() -> None:
    life = Life("2026-07-01")
    needs = (Need.LANGUAGE,)
    life.intake(registered("2026-07-01").model_copy(update={"needs": needs, "form_preference": MeetingForm.VIDEO}))
    life.until("2026-07-06")
    life.course(welcome_meeting("2026-07-06"))
    life.until("2026-10-05")
    life.intake(hours("2026-09", "480.99", on="2026-10-05"))
    life.forget()
    life.until("2026-10-06")

    prepared, sent = life.handover()
    assert isinstance(prepared, HandoverPrepared)
    assert (prepared.receiver, prepared.cause, prepared.effective) == (AALBORG, MoveCause.HOURS, date(2026, 10, 6))
    content = prepared.content
    assert (content.fund, content.municipality, content.unemployed_from) == (HK, "0851", date(2026, 7, 1))
    assert (content.insurance, content.total_hours, content.pack) == ("full_time", Decimal("480.99"), "R2026")
    assert (content.needs, content.form_preference) == (needs, MeetingForm.VIDEO)
    assert content.meetings == (
        MeetingSummary(
            meeting_id="meeting-1",
            rule="R2026.meetings.fund-first.1",
            holder=HK,
            on=date(2026, 7, 6),
            form=MeetingForm.PHYSICAL,
        ),
    )
    assert sent == HandoverSent(spell_id="spell-1", handover_id=prepared.handover_id, receiver=AALBORG)


def test_the_package_is_sealed_for_its_receiver_with_the_person_beside_it() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", hours="411"))
    life.until("2026-07-02")

    [prepared] = only(HandoverPrepared, life.handover())
    [asked] = life.vault.audit
    assert (asked.citizen_id, asked.receiver, asked.purpose) == (CITIZEN, "/jobcentre/0851", "handover")
    assert set(asked.fields) == {"cpr", "name", "address", "email", "phone"}
    assert HandoverPrepared.model_validate(asked.body) == prepared
    [delivered] = only(PackageDelivered, life.to(AALBORG))
    assert delivered.handover_id == prepared.handover_id
    package = json.loads(delivered.jwe)
    assert HandoverPrepared.model_validate(package) == prepared
    assert package["person"] == PERSON.model_dump()
    assert only(PackageDelivered, life.to(HK)) == []


def test_every_cause_of_a_transfer_to_a_jobcentre_brings_it_a_package() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.says(HK, MemberScreened(outcome=ScreeningOutcome.TO_JOBCENTRE, grounds=Need.HEALTH))
    life.until("2026-07-02")
    assert packages(life.handover()) == [(AALBORG, "screening")]

    life.intake(moved("0751", on="2026-07-20"))
    life.until("2026-07-20")
    told = life.handover()
    assert packages(told) == [(AARHUS, "move")]
    assert only(HandoverPrepared, told)[0].content.municipality == "0751"


def test_a_jobcentre_that_the_citizen_left_owes_no_receipt_any_more() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", hours="411"))
    life.until("2026-07-02")
    [first] = only(HandoverPrepared, life.handover())
    life.intake(moved("0751", on="2026-07-02"))
    life.until("2026-07-03")

    closed, second, _ = life.handover()
    assert closed == HandoverClosed(spell_id="spell-1", handover_id=first.handover_id, receiver=AALBORG)
    assert isinstance(second, HandoverPrepared)
    assert second.handover_id != first.handover_id


def test_a_citizen_who_moves_on_the_first_day_brings_both_jobcentres_a_package() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", hours="411"), moved("0751", on="2026-07-01"))
    life.until("2026-07-02")
    told = life.handover()
    assert packages(told) == [(AALBORG, "first-owner"), (AARHUS, "move")]
    assert [each.receiver for each in only(HandoverClosed, told)] == [AALBORG]


def test_a_fund_that_keeps_the_citizen_sends_no_package() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.until("2026-12-31")
    assert only(HandoverPrepared, life.handover()) == []


def test_a_spell_that_began_and_ended_on_one_day_needs_no_package() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", hours="411"), ended("2026-07-01"))
    life.until("2026-07-31")
    assert life.handover() == []
    assert life.dossier() is None


def test_the_jobcentre_is_forewarned_four_weeks_ahead_and_once() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.until("2026-09-02")
    assert life.handover() == []
    assert life.to(AALBORG) == []

    life.until("2026-09-03")
    forecast = HandoverForecast(
        spell_id="spell-1", receiver=AALBORG, expected_on=date(2026, 10, 1), total_hours=Decimal(0)
    )
    assert life.handover() == [forecast]
    assert life.to(AALBORG) == [forecast]

    life.until("2026-12-31")
    assert life.handover() == []
    assert life.to(AALBORG) == []


def test_hours_as_expected_change_no_forecast_and_fewer_hours_do() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.until("2026-08-03")
    life.intake(hours("2026-07", "160.33", on="2026-08-03"))
    life.until("2026-09-05")
    assert [each.expected_on for each in only(HandoverForecast, life.handover())] == [date(2026, 10, 1)]

    life.intake(hours("2026-08", "240", on="2026-09-05"))
    life.until("2026-09-30")
    [again] = life.handover()
    assert isinstance(again, HandoverForecast)
    assert (again.expected_on, again.total_hours) == (date(2026, 11, 1), Decimal("240"))


def test_a_forecast_that_moves_to_another_jobcentre_is_told_to_both() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.until("2026-09-10")
    life.forget()
    life.intake(moved("0751", on="2026-09-10"))
    life.until("2026-09-11")

    [forecast] = life.handover()
    assert isinstance(forecast, HandoverForecast)
    assert forecast.receiver == AARHUS
    assert life.to(AARHUS) == life.to(AALBORG) == [forecast]


def test_a_late_report_repeats_no_forecast() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.until("2026-10-01")
    life.forget()
    life.until("2026-10-06")
    life.course(welcome_meeting("2026-10-06"))
    life.until("2026-10-20")
    assert life.handover() == []


def test_a_citizen_whom_the_jobcentre_has_is_not_forecast() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.says(HK, MemberScreened(outcome=ScreeningOutcome.TO_JOBCENTRE, grounds=Need.HEALTH))
    life.until("2026-07-02")
    life.forget()
    life.until("2026-10-31")
    assert only(HandoverForecast, life.handover()) == []


def test_a_second_spell_gets_a_package_of_its_own_without_the_first_ones_meetings() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", hours="411"))
    life.until("2026-07-06")
    life.course(welcome_meeting("2026-07-06"))
    life.until("2026-07-20")
    life.forget()
    life.intake(ended("2026-07-20"))
    life.until("2026-08-01")
    assert [type(each) for each in life.handover()] == [HandoverClosed]

    life.intake(registered("2026-08-01", fund=METAL, municipality="0751", hours="420", spell="spell-2"))
    life.course(welcome_meeting("2026-07-06"))
    life.until("2026-08-02")
    [prepared] = only(HandoverPrepared, life.handover())
    assert (prepared.spell_id, prepared.receiver, prepared.content.fund) == ("spell-2", AARHUS, METAL)
    assert prepared.content.meetings == ()
    assert [spell.id for spell in life.dossier().spells] == ["spell-2"]
