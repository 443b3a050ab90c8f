"""A person is never shown by accident: not when printed, and not in the complaint that it is none."""

import pytest
from pydantic import ValidationError

from samspil.events.event import Person
from tests.unit.intake.mail import PERSON


@pytest.mark.parametrize("show", [repr, str, "{}".format])
def test_a_printed_person_shows_nothing(show: type[str]) -> None:
    assert show(Person.model_validate(PERSON)) in ("Person()", "")


def test_what_is_no_person_is_not_quoted() -> None:
    with pytest.raises(ValidationError) as caught:
        Person.model_validate(PERSON | {"cpr": "151386-1234", "email": ["signe@test.example"]})

    assert not [told for told in ("151386-1234", "signe@test.example") if told in str(caught.value)]
