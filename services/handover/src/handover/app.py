"""Puts the handover service together: the only place that builds clients."""

from handover.flow import STAGES
from handover.gateways import SealedDelivery
from handover.settings import HandoverSettings
from samspil.events.handover import HandoverPrepared
from samspil.flow.service import Service
from samspil.vault import HttpVault


def build(settings: HandoverSettings) -> Service:
    """The service with its two stages. Nothing connects before it runs."""
    vault = HttpVault(settings.vault_url, settings.vault_token.get_secret_value())
    return Service(
        name="handover",
        settings=settings,
        stages=STAGES,
        performers={HandoverPrepared: SealedDelivery(vault)},
        on_stop=(vault.aclose,),
    )
