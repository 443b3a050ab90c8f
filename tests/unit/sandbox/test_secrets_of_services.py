"""Each service is told what it reads, and no secret of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.backbone import READERS_OF_VAULT, Backbone
from sandbox.databases import SERVICES

SECRETS = {"vault": "secret-of-the-vault", "handover": "token-handover", "notifications": "token-notifications"}
KNOWN = {"intake": set(SECRETS), "handover": {"handover"}, "notifications": {"notifications"}}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_given_the_secrets_that_it_needs_and_no_other(service: str) -> None:
    databases = {name: f"postgresql://{name}" for name in SERVICES}
    services = Backbone("kafka:9092", databases, {}, Path("letters"), Path("runs/run/x"), 4, secrets=SECRETS)

    given = services._environment(service, "0", 8080)

    told = {name for name, secret in SECRETS.items() if any(secret in text for text in given.values())}
    assert told == KNOWN.get(service, set())
    assert ("SAMSPIL_PARTY_KEYS" in given) == (service == "intake")
    assert ("SAMSPIL_VAULT_URL" in given) == (service in READERS_OF_VAULT)
