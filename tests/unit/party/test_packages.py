"""A package opens with its receiver's key and with no other."""

import json

import pytest
from joserfc import jwe
from joserfc.jwk import ECKey

from samspil.events.handover import PackageDelivered
from samspil.party import PartyApp, open_package
from samspil.vault import ALGORITHMS

KEY = ECKey.generate_key("P-256")
INSIDE = {"handover_id": "h1", "person": {"cpr": "1513901234"}}
PACKAGE = PackageDelivered(
    handover_id="h1",
    jwe=jwe.encrypt_compact(
        {"alg": ALGORITHMS[0], "enc": ALGORITHMS[1]}, json.dumps(INSIDE).encode(), KEY, algorithms=ALGORITHMS
    ),
)


def test_the_receiver_opens_a_package() -> None:
    assert open_package(PACKAGE, KEY.as_dict(private=True)) == INSIDE


def test_an_app_opens_with_the_key_it_was_given() -> None:
    key = KEY.as_dict(private=True)

    assert PartyApp("/jobcentre/0851", bootstrap_servers="nowhere:1", private_key=key).open(PACKAGE) == INSIDE
    with pytest.raises(ValueError, match="no private_key"):
        PartyApp("/jobcentre/0851", bootstrap_servers="nowhere:1").open(PACKAGE)


def test_nobody_else_opens_it() -> None:
    with pytest.raises(ValueError, match="does not open with this key"):
        open_package(PACKAGE, ECKey.generate_key("P-256").as_dict(private=True))
