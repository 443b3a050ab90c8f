"""What every service is told by its environment."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings that all services share; a service adds its own in its settings.py. Names are in upper case there."""

    model_config = SettingsConfigDict(env_prefix="SAMSPIL_", extra="ignore", populate_by_name=True)

    kafka_bootstrap_servers: str = Field(validation_alias="KAFKA_BOOTSTRAP_SERVERS")
    database_url: str = Field(validation_alias="DATABASE_URL", repr=False)
    lanes: int = Field(default=12, description="Partitions of every internal topic; fixed with the topics' version")
    instance: str = Field(default="0", description="Name of this process among its equals, kept over restarts")
    http_host: str = "127.0.0.1"
    http_port: int = 8080
    log_level: str = "INFO"
