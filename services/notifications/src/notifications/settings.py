"""What notifications is told by its environment."""

from pathlib import Path

from pydantic import Field, SecretStr

from samspil.settings import Settings


class NotificationsSettings(Settings):
    """Settings of notifications; in the environment with the prefix SAMSPIL_."""

    letters_directory: Path = Field(description="Where the channel writes sealed letters, one file each")
    vault_url: str
    vault_token: SecretStr
