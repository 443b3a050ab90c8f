"""What the pages say of a row."""

from datetime import UTC, date, datetime

import pytest

from operations.domain.views import Journey, Letter, Parked, Receipt

SENT = datetime(2026, 8, 6, 22, 0, tzinfo=UTC)
"""The midnight that begins Friday 7 August in Denmark."""


def receipt(**told: datetime) -> Receipt:
    named = {"handover_id": "h-1", "spell_id": "s-1", "citizen_id": "c-1", "receiver": "/jobcentre/0851"}
    return Receipt.model_validate(dict.fromkeys(Receipt.model_fields) | named | told)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ((), "prepared"),
        (("sent_at",), "sent"),
        (("sent_at", "received_at"), "received"),
        (("sent_at", "received_at", "rejected_at"), "rejected"),
        (("received_at", "rejected_at", "accepted_at"), "accepted"),
        (("closed_at", "sent_at"), "closed"),
        (("closed_at", "accepted_at"), "accepted"),
    ],
)
def test_a_receipt_is_where_it_came_furthest(told: tuple[str, ...], state: str) -> None:
    assert receipt(**dict.fromkeys(told, SENT)).state == state


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (date(2026, 8, 7), 0),
        (date(2026, 8, 8), 0),
        (date(2026, 8, 9), 0),
        (date(2026, 8, 10), 1),
        (date(2026, 8, 14), 5),
        (date(2026, 8, 6), 0),
        (None, None),
    ],
)
def test_a_receipt_ages_in_working_days_of_the_danish_calendar(today: date | None, age: int | None) -> None:
    assert receipt(sent_at=SENT).age(today) == age


def test_a_package_that_was_never_prepared_has_no_age() -> None:
    assert receipt().age(date(2026, 8, 14)) is None


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (("created_at",), "created"),
        (("created_at", "sent_at"), "sent"),
        (("created_at", "sent_at", "delivered_at"), "delivered"),
        (("withdrawn_at",), "withdrawn"),
    ],
)
def test_a_letter_is_where_it_came_furthest(told: tuple[str, ...], state: str) -> None:
    row = dict.fromkeys(Letter.model_fields) | {"notification_id": "n"} | dict.fromkeys(told, SENT)

    assert Letter.model_validate(row).state == state


@pytest.mark.parametrize(
    ("told", "awaits"),
    [
        ({}, True),
        ({"holder": "/jobcentre/0851"}, False),
        ({"forecast_on": None}, False),
        ({"ended_on": date(2026, 8, 3)}, False),
        ({"holder": None, "fund": None}, False),
    ],
)
def test_a_handover_is_expected_while_the_fund_has_the_citizen(told: dict[str, object], awaits: bool) -> None:
    row = {"spell_id": "s-1", "citizen_id": "c-1", "fund": "/unemployment-fund/hk", "holder": "/unemployment-fund/hk"}
    columns = dict.fromkeys(set(Journey.model_fields) - {"meetings", "parked", "awaits_receipt"})
    journey = Journey.model_validate(columns | row | {"forecast_on": date(2026, 11, 1)} | told)

    assert journey.awaits_handover is awaits


def test_the_command_names_everything_that_a_release_needs() -> None:
    parked = Parked.model_validate(
        dict.fromkeys(Parked.model_fields) | {"stage": "handover", "fold": "handover", "citizen_id": "c-1"}
    )

    assert parked.release_command == (
        'samspil operations release c-1 --stage handover --fold handover --note "why it will work now"'
    )
