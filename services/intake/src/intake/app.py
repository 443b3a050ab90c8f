"""Puts intake together: the only place that builds its clients."""

from functools import partial

from intake.api import seal_route
from intake.flow import STAGE
from intake.gate import Gate
from intake.gateways.envelopes import Envelopes
from intake.gateways.sealing import Sealer
from intake.queries.locks import lock_from, names_from
from intake.queries.register import PostgresRegister
from intake.settings import IntakeSettings
from samspil.flow import postgres
from samspil.flow.service import Service


def build(settings: IntakeSettings) -> Service:
    """The service with its gate and its vault; nothing connects before it runs. Raises where the receivers' keys
    cannot be read."""
    secret = settings.vault_secret.get_secret_value()
    names, lock = names_from(secret), lock_from(secret)
    connect = partial(postgres.pool, settings.database_url, name="intake vault")
    sealer = Sealer(connect, lock, Envelopes.from_file(settings.party_keys))
    return Service(
        name="intake",
        settings=settings,
        stages=(STAGE,),
        gate=Gate(PostgresRegister(names, lock), names, settings.synthetic_people),
        routes=(("/vault/seal", seal_route(sealer, settings.vault_tokens)),),
        on_stop=(sealer.aclose,),
    )
