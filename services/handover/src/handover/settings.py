"""What the handover service is told by its environment, beside what all services are."""

from pydantic import SecretStr

from samspil.settings import Settings


class HandoverSettings(Settings):
    """Where intake's vault is, and this service's token for it."""

    vault_url: str
    vault_token: SecretStr
