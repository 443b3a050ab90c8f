"""The people of the country are plausible, and none of them is possible."""

from __future__ import annotations

from random import Random

from samspil.reference.municipalities import jobcentre_of, municipality
from samspil.reference.parties import CIVIL_REGISTRATION
from samspil.reference.unemployment_funds import unemployment_fund
from sandbox.country.population import FUNDS, MUNICIPALITIES, parties, populate

PEOPLE = populate(2_000, 2026, Random("people 7"))


def test_nobody_can_have_the_numbers_of_these_people() -> None:
    assert {int(citizen.person.cpr[2:4]) for citizen in PEOPLE} <= set(range(13, 20))
    assert all(citizen.person.cpr.isdigit() and len(citizen.person.cpr) == 10 for citizen in PEOPLE)


def test_nobody_shares_a_number() -> None:
    assert len({citizen.person.cpr for citizen in PEOPLE}) == len(PEOPLE)


def test_no_letter_and_no_mail_could_reach_anybody() -> None:
    assert all((citizen.person.email or "").endswith("@example.org") for citizen in PEOPLE)
    assert all((citizen.person.phone or "").startswith("+45 00 ") for citizen in PEOPLE)


def test_municipalities_and_funds_are_real() -> None:
    assert all(municipality(code).name for code in MUNICIPALITIES)
    assert all(unemployment_fund(slug).name for slug in FUNDS)


def test_every_citizen_has_a_fund_and_a_jobcentre_among_the_parties() -> None:
    everybody = {str(party) for party in parties()}

    assert {str(citizen.fund) for citizen in PEOPLE} <= everybody
    assert {f"/jobcentre/{jobcentre_of(citizen.municipality)}" for citizen in PEOPLE} <= everybody
    assert str(CIVIL_REGISTRATION) in everybody


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    assert populate(50, 2026, Random("people 7")) == PEOPLE[:50]
    assert populate(50, 2026, Random("people 8")) != PEOPLE[:50]


def test_a_members_reference_tells_nobody_who_it_is() -> None:
    citizen = PEOPLE[11]

    assert citizen.case_at(citizen.fund) == f"{citizen.fund.code}-member-000011"
    assert citizen.person.cpr not in citizen.case_at(citizen.fund)
