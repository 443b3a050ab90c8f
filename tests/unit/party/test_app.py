"""An app belongs to one party, or speaks for several."""

import pytest

from samspil.party import PartyApp


def test_an_app_without_a_party_is_refused() -> None:
    with pytest.raises(ValueError, match="name the party"):
        PartyApp(bootstrap_servers="nowhere:1")


def test_a_party_is_written_as_its_kind_and_code() -> None:
    with pytest.raises(ValueError, match="written like /unemployment-fund/hk"):
        PartyApp("hk", bootstrap_servers="nowhere:1")
