"""The migrations make exactly the tables that the code reads and writes."""

import importlib

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData
from sqlalchemy.ext.asyncio import create_async_engine

from samspil.flow.migrate import upgrade
from samspil.flow.tables import metadata as engine_metadata
from sandbox.databases import SERVICES, migrations_of

OWN_TABLES = ("intake", "operations")


def metadata_of(service: str) -> list[MetaData]:
    own = [importlib.import_module(f"{service}.tables").metadata] if service in OWN_TABLES else []
    return [engine_metadata, *own]


@pytest.mark.parametrize("service", SERVICES)
async def test_a_migrated_database_is_what_the_code_expects(service: str, database: str) -> None:
    await upgrade(database, migrations_of(service))
    engine = create_async_engine(database.replace("postgresql://", "postgresql+asyncpg://"))

    def differences(connection: Connection) -> list[object]:
        expected = MetaData()
        for metadata in metadata_of(service):
            for table in metadata.sorted_tables:
                table.to_metadata(expected)
        ignore_alembic = {"include_name": lambda name, kind, _: kind != "table" or name != "alembic_version"}
        return list(compare_metadata(MigrationContext.configure(connection, opts=ignore_alembic), expected))

    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
    await engine.dispose()
    assert found == []


@pytest.mark.parametrize("service", SERVICES)
async def test_migrating_twice_changes_nothing(service: str, database: str) -> None:
    await upgrade(database, migrations_of(service))
    await upgrade(database, migrations_of(service))
