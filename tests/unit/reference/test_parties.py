import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from samspil.reference.municipalities import jobcentres
from samspil.reference.parties import CIVIL_REGISTRATION, OPERATIONS, Party
from samspil.reference.unemployment_funds import unemployment_funds

known = [OPERATIONS, CIVIL_REGISTRATION]
known += [Party("unemployment-fund", fund.slug) for fund in unemployment_funds()]
known += [Party("jobcentre", code) for code in jobcentres()]


class Letter(BaseModel):
    to: Party
    counts: dict[Party, int] = {}


def test_a_party_reads_and_writes_its_text_form() -> None:
    assert str(Party("unemployment-fund", "hk")) == "/unemployment-fund/hk"
    assert Party.parse("/jobcentre/0851") == Party("jobcentre", "0851")
    assert Party.parse("/operations") == OPERATIONS


def test_a_party_has_a_topic_to_speak_and_one_to_listen() -> None:
    fund = Party("unemployment-fund", "hk")
    assert (fund.from_topic, fund.to_topic) == ("from.unemployment-fund.hk.v1", "to.unemployment-fund.hk.v1")
    assert OPERATIONS.from_topic == "from.operations.v1"


@given(st.sampled_from(known))
def test_every_known_party_goes_through_text_and_topics_unchanged(party: Party) -> None:
    assert Party.parse(str(party)) == party
    assert Party.of_topic(party.from_topic) == party
    assert Party.of_topic(party.to_topic) == party
    assert hash(Party.parse(str(party))) == hash(party)


def test_a_party_is_its_text_form_in_json() -> None:
    letter = Letter(to=Party("jobcentre", "0851"), counts={OPERATIONS: 1})
    assert letter.model_dump_json() == '{"to":"/jobcentre/0851","counts":{"/operations":1}}'
    assert Letter.model_validate_json(letter.model_dump_json()) == letter
    assert Letter.model_validate({"to": "/jobcentre/0851", "counts": {"/operations": 1}}) == letter


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "//", "hk", "unemployment-fund/hk", "/unemployment-fund", "/unemployment-fund/"),
        *("/unemployment-fund/hk/", "/unemployment-fund/HK", "/unemployment-fund/hk\n", "/unemployment-fund/a.b"),
        *("/unemployment-fund/../jobcentre", "/jobcentre/851", "/jobcentre/٠٨٥١", "/citizen/1"),
        *("/operations/", "/operations/x"),
    ],
)
def test_what_names_no_party_is_refused_everywhere(text: str) -> None:
    with pytest.raises(ValueError, match="a party is written like"):
        Party.parse(text)
    with pytest.raises(ValidationError):
        Letter.model_validate({"to": text})
    with pytest.raises(ValueError, match=r"no party's topic|a party is written like"):
        Party.of_topic(f"from{text.replace('/', '.')}.v1")


@pytest.mark.parametrize(
    "topic",
    ["clock.v1", "received.v1", "from.jobcentre.0851.v2", "to.jobcentre.v1", "from.v1", "xfrom.jobcentre.0851.v1"],
)
def test_only_a_partys_own_topic_proves_a_party(topic: str) -> None:
    with pytest.raises(ValueError, match=r"no party's topic|a party is written like"):
        Party.of_topic(topic)


def test_a_party_with_an_impossible_code_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no code"):
        Party("jobcentre", "Aalborg")
    with pytest.raises(ValueError, match="no code"):
        Party("unemployment-fund", "x" * 65)
    with pytest.raises(ValueError, match="no party is of the kind"):
        Party("citizen", "1")  # type: ignore[arg-type]  # what a caller without a type checker could do
