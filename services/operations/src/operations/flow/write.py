"""Rows into Postgres: one statement for each table that a batch touches, never one for each event."""

from __future__ import annotations

from functools import cache
from typing import Any

import asyncpg
from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql

from operations import tables
from operations.domain.changes import Change

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy types its dialects' classes, not their making

Place = tuple[str, int, int]


async def keep_told(connection: asyncpg.Connection[Any], rows: list[tuple[Any, ...]]) -> set[Place]:
    """Keep the rows of `told` that are new, and say which they are: (topic, lane, sequence)."""
    kept = await connection.fetch(KEEP_TOLD, *zip(*rows, strict=True)) if rows else []
    return {(row["topic"], row["lane"], row["sequence"]) for row in kept}


class Sheets:
    """The rows that a batch changes, table by table; of two values for a column the later one counts."""

    def __init__(self) -> None:
        self.by_table: dict[str, dict[tuple[str | int, ...], dict[str, Any]]] = {}

    def note(self, change: Change | None) -> None:
        """Add a change to what the batch has changed so far."""
        if change is not None:
            self.by_table.setdefault(change.table, {}).setdefault(change.key, {}).update(change.values)

    async def write(self, connection: asyncpg.Connection[Any]) -> None:
        """Write every sheet; a column for which nothing was told keeps what it has."""
        for name, rows in sorted(self.by_table.items()):
            table = tables.metadata.tables[name]
            columns = [column.name for column in table.columns][len(table.primary_key) :]
            filled = [(*key, *(values.get(column) for column in columns)) for key, values in sorted(rows.items())]
            await connection.execute(upsert(name), *zip(*filled, strict=True))


@cache
def upsert(name: str) -> str:
    """INSERT … SELECT unnest … ON CONFLICT for a table whose key columns come first."""
    table = tables.metadata.tables[name]
    key = [quoted(column) for column in table.primary_key]
    rest = [quoted(column) for column in table.columns if not column.primary_key]
    kept = ", ".join(f"{column} = coalesce(excluded.{column}, {table.name}.{column})" for column in rest)
    return f"{insert_from_arrays(table)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {kept}"


def insert_from_arrays(table: Table) -> str:
    """An INSERT that takes one array for each column, in the table's order."""
    names = ", ".join(quoted(column) for column in table.columns)
    arrays = ", ".join(f"${number}::{array_of(column)}" for number, column in enumerate(table.columns, 1))
    return f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({arrays})"


def array_of(column: Column[Any]) -> str:
    return f"{column.type.compile(DIALECT)}[]"


def quoted(column: Column[Any]) -> str:
    return f'"{column.name}"'


KEEP_TOLD = f"{insert_from_arrays(tables.told)} ON CONFLICT DO NOTHING RETURNING topic, lane, sequence"
