"""The people of the country: plausible, and none of them possible. Their numbers name a month that no year has."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from samspil.events.event import Person
from samspil.events.values import Insurance, MeetingForm, Need
from samspil.reference.municipalities import jobcentre_of, municipality
from samspil.reference.parties import CIVIL_REGISTRATION, Party
from samspil.reference.unemployment_funds import unemployment_fund

MUNICIPALITIES: Final = (
    "0101", "0147", "0265", "0461", "0561", "0621", "0630", "0657", "0730", "0740", "0751", "0851",
)  # fmt: skip
"""Large ones in every part of the country, so that few topics make a whole country."""
FUNDS: Final = ("3f", "hk", "foa", "akademikerne", "krifa", "dansk-metal")

FIRST_NAMES: Final = (
    "Anne", "Mette", "Kirsten", "Hanne", "Maria", "Camilla", "Fatima", "Ida", "Sofie", "Louise", "Emma", "Nadia",
    "Peter", "Jens", "Lars", "Michael", "Henrik", "Søren", "Mohammed", "Rasmus", "Frederik", "Emil", "Piotr", "Åge",
)  # fmt: skip
SURNAMES: Final = (
    "Nielsen", "Jensen", "Hansen", "Pedersen", "Andersen", "Christensen", "Larsen", "Sørensen", "Rasmussen", "Petersen",
    "Kristensen", "Olsen", "Møller", "Poulsen", "Knudsen", "Østergaard", "Ali", "Kowalski", "Winther", "Skov",
)  # fmt: skip
STREETS: Final = ("Prøvevej", "Eksempelgade", "Mønsterstræde", "Sandkassen", "Opdigtet Allé")

YOUNGEST, OLDEST = 20, 63


@dataclass(frozen=True, slots=True)
class Citizen:
    """One person. `number` names them inside the sandbox; the services never see it but inside a case's reference."""

    number: int
    person: Person
    birth_year: int
    municipality: str
    fund: Party
    insurance: Insurance
    needs: tuple[Need, ...]
    preference: MeetingForm | None

    def case_at(self, fund: Party) -> str:
        """The reference under which a fund keeps this person: a member number."""
        return f"{fund.code}-member-{self.number:06d}"


def parties() -> tuple[Party, ...]:
    """Every party that speaks in the country."""
    jobcentres = sorted({jobcentre_of(code) for code in MUNICIPALITIES})
    return (
        *(Party("unemployment-fund", unemployment_fund(slug).slug) for slug in FUNDS),
        *(Party("jobcentre", code) for code in jobcentres),
        CIVIL_REGISTRATION,
    )


def populate(count: int, year: int, chance: Random) -> tuple[Citizen, ...]:
    """`count` people of working age in `year`, each with another number."""
    return tuple(_citizen(number, year, chance) for number in range(count))


def _citizen(number: int, year: int, chance: Random) -> Citizen:
    birth_year = year - chance.randint(YOUNGEST, OLDEST)
    home = chance.choice(MUNICIPALITIES)
    return Citizen(
        number=number,
        person=_person(number, birth_year, home, chance),
        birth_year=birth_year,
        municipality=home,
        fund=Party("unemployment-fund", chance.choice(FUNDS)),
        insurance="part_time" if chance.random() < 0.2 else "full_time",
        needs=tuple(need for need in KNOWN_NEEDS if chance.random() < 0.07),
        preference=chance.choice((None, *FORMS)),
    )


def _person(number: int, birth_year: int, home: str, chance: Random) -> Person:
    return Person(
        cpr=impossible_cpr(number, birth_year, chance),
        name=f"{chance.choice(FIRST_NAMES)} {chance.choice(SURNAMES)}",
        address=f"{chance.choice(STREETS)} {chance.randint(1, 199)}, {municipality(home).name}",
        email=f"person-{number:06d}@example.org",
        phone=f"+45 00 {number // 10000 % 100:02d} {number // 100 % 100:02d} {number % 100:02d}",
    )


def impossible_cpr(number: int, birth_year: int, chance: Random) -> str:
    """Ten digits that nobody can have: the month is 13 to 19. `number`, below 70,000, makes it the only one."""
    day, month, serial = chance.randint(1, 28), 13 + number // 10_000, number % 10_000
    return f"{day:02d}{month:02d}{birth_year % 100:02d}{serial:04d}"


KNOWN_NEEDS: Final = (Need.LANGUAGE, Need.HEALTH, Need.DIGITAL_SKILL, Need.ADDICTION)
FORMS: Final = (MeetingForm.PHYSICAL, MeetingForm.PHONE, MeetingForm.VIDEO)
