"""Bring a service's database to the newest shape: the engine's tables and the service's own, each in its own line."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

HERE = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 7_331


async def upgrade(url: str, own: Path | None = None) -> None:
    """Upgrade the database at `url`; `own` holds the service's own migrations. Many processes may run it at once."""
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1))
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "newline")
    folders = [HERE / "versions", *([own] if own else [])]
    config.set_main_option("version_locations", "\n".join(str(folder) for folder in folders))

    def migrate(connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({ONE_AT_A_TIME})")
        connection.commit()
        config.attributes["connection"] = connection
        command.upgrade(config, "heads")

    try:
        async with engine.connect() as connection:
            await connection.run_sync(migrate)
            await connection.commit()
    finally:
        await engine.dispose()
