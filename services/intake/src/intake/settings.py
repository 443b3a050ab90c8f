"""What intake is told by its environment."""

from pathlib import Path

from pydantic import Field, SecretStr

from samspil.settings import Settings


class IntakeSettings(Settings):
    """Settings of the gate, the fold and the vault."""

    vault_secret: SecretStr = Field(
        min_length=32, description="All keys of the vault are derived from it: who loses it loses every person in there"
    )
    vault_tokens: dict[str, SecretStr] = Field(description="Bearer tokens by the service that has each, as JSON")
    party_keys: Path = Field(description="JWK set file with the receivers' public keys; `kid` is `/jobcentre/0851`")
    synthetic_people: bool = Field(
        default=False, description="Let people with an impossible month of birth in. For sandboxes: nobody is called so"
    )
