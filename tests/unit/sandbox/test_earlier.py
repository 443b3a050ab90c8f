"""A country on servers that others were played on: what is refused, what its people are called, what it overhears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from samspil.calendar import midnight
from samspil.events.event import Event
from samspil.events.notifications import NotificationSent
from samspil.reference.parties import Party
from sandbox.country.country import Country
from sandbox.country.jobcentres import Opens
from sandbox.country.life import Period
from sandbox.country.observer import Onward
from sandbox.country.observing import Seen
from sandbox.country.population import parties, populate
from sandbox.earlier import MOST, Earlier, Names
from sandbox.stack import StackError

AUGUST = Period(date(2026, 8, 1), date(2026, 8, 5))
NOBODY_OPENS: Mapping[Party, Opens] = {party: lambda told: {} for party in parties()}
PLAYED = Earlier(seeds=(7,), stands=date(2026, 7, 31), citizens=frozenset({"ckz2"}))


def test_a_later_period_with_another_seed_may_be_played() -> None:
    PLAYED.refuse(AUGUST, seed=8)
    Earlier().refuse(AUGUST, seed=7)


@pytest.mark.parametrize(
    ("before", "seed", "advice"),
    [
        (replace(PLAYED, stands=date(2026, 8, 1)), 8, "--from"),
        (PLAYED, 7, "--seed"),
        (replace(PLAYED, seeds=()), 8, "fresh servers"),
        (replace(PLAYED, seeds=tuple(range(100, 100 + MOST))), 8, "fresh servers"),
    ],
)
def test_what_cannot_be_played_is_refused_with_advice(before: Earlier, seed: int, advice: str) -> None:
    with pytest.raises(StackError, match=advice):
        before.refuse(AUGUST, seed)


def test_no_two_countries_on_the_same_servers_share_a_number_and_none_is_possible() -> None:
    inside = [citizen.person.cpr for citizen in populate(200, 2026, Random(3))] + ["0113850000", "0119850000"]

    outside = {(country, cpr): Names(country).cpr(cpr) for country in range(MOST) for cpr in inside}

    assert len(set(outside.values())) == len(outside)
    assert all(13 <= int(cpr[2:4]) <= 99 for cpr in outside.values())


def test_a_country_knows_its_people_again_in_what_comes_back() -> None:
    names = Names(3)
    country = Country(5, AUGUST, 1, NOBODY_OPENS)
    saying = next(each for each in country.script if each.person and not each.raw)

    told = names.outside(saying)

    assert told.person
    assert saying.person
    assert told.case != saying.case
    assert told.person.cpr != saying.person.cpr
    assert names.inside({"person": told.person.model_dump(), "content": 1}) == {
        "person": saying.person.model_dump(),
        "content": 1,
    }


def test_the_first_country_on_its_servers_speaks_as_it_thinks() -> None:
    country = Country(5, AUGUST, 1, NOBODY_OPENS)

    assert [Names().outside(saying) for saying in country.script] == country.script


def test_what_happens_to_strangers_is_not_observed_but_for_their_letters() -> None:
    seen = Onward((), {"stranger"}, {"notifications.v1/2": 40})
    letter = NotificationSent.model_construct(notification_id="n", channel="letters")

    seen.keep(sent_to("stranger", letter))
    seen.keep(sent_to("neighbour", letter))

    assert (seen.letters_to_strangers, seen.count(NotificationSent), seen.total) == (1, 1, 1)


def sent_to(citizen: str, event: Event) -> Seen:
    return Seen("notifications.v1", 2, 41, "id", "/notifications", citizen, midnight(date(2026, 8, 1)), event)
