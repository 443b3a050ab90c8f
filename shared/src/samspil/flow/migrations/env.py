"""Alembic's way to a service's database: the engine's tables from here, its own from its migrations folder."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
