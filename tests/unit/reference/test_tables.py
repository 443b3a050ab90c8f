from importlib.resources import files

import pytest

from samspil.reference.municipalities import (
    UnknownMunicipality,
    jobcentre_of,
    jobcentres,
    municipalities,
    municipality,
)
from samspil.reference.parties import Party
from samspil.reference.unemployment_funds import (
    UnknownUnemploymentFund,
    unemployment_fund,
    unemployment_funds,
)


def test_there_are_98_municipalities_and_christiansoe() -> None:
    codes = [each.code for each in municipalities()]
    assert len(set(codes)) == 99
    assert codes == sorted(codes)
    assert municipality("0851").name == "Aalborg"
    assert municipality("0411").name == "Christiansø"


def test_the_free_choice_municipalities_are_all_in_the_table() -> None:
    named = "Assens Ballerup Brøndby Faaborg-Midtfyn Gentofte Gladsaxe Glostrup Herlev Hvidovre Høje-Taastrup København"
    named += " Langeland Lyngby-Taarbæk Nordfyns Nyborg Rødovre Svendborg Vallensbæk Ærø"
    assert set(named.split()) <= {each.name for each in municipalities()}


def test_every_municipality_has_a_jobcentre_that_a_municipality_runs() -> None:
    served_by = {each.code: jobcentre_of(each.code) for each in municipalities()}
    assert served_by["0411"] == "0400"
    assert all(served_by[jobcentre] == jobcentre for jobcentre in jobcentres())
    assert set(jobcentres()) == set(served_by.values())


def test_an_unknown_municipality_is_named_in_the_error() -> None:
    with pytest.raises(UnknownMunicipality, match="9999"):
        municipality("9999")
    with pytest.raises(UnknownMunicipality, match="851"):
        jobcentre_of("851")


def test_each_of_the_22_funds_can_be_a_party() -> None:
    funds = unemployment_funds()
    assert len({fund.slug for fund in funds}) == 22
    assert all(Party("unemployment-fund", fund.slug).code == fund.slug for fund in funds)
    assert unemployment_fund("hk").name.startswith("HK")
    with pytest.raises(UnknownUnemploymentFund, match="nobody"):
        unemployment_fund("nobody")


def test_every_fund_says_how_sure_its_name_is_and_where_it_was_read() -> None:
    assert all(fund.certainty in ("sourced", "believed") and fund.source for fund in unemployment_funds())


@pytest.mark.parametrize(
    "name", sorted(each.name for each in files("samspil.reference").iterdir() if ".csv" in each.name)
)
def test_each_table_begins_with_its_source_and_date(name: str) -> None:
    text = (files("samspil.reference") / name).read_text(encoding="utf-8")
    header = "".join(line for line in text.splitlines() if line.startswith("#"))
    assert "ource" in header or "a-kasser.dk" in header
    assert "ead November 2026" in header
    assert "ertainty" in header or "believed" in header
    assert "ertainty: sourced" not in header or "not yet checked" not in header
