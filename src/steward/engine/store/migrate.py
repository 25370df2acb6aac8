"""Bring a store's tables to the model: numbered steps for what is no addition, then everything that is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from steward.engine.schema.ddl import added_column, before_tables, create_indexes, create_table, index_name, index_names
from steward.engine.schema.own import VERSIONS
from steward.engine.schema.tables import digest
from steward.engine.store.trigrams import create_trigram_indexes, create_trigrams, indexed_texts, trigram_table
from steward.vocabulary.item import Table

Execute = Callable[[str], list[tuple[Any, ...]]]
"""Runs one statement and returns its rows, if it has any."""

STEPS: Final[tuple[Callable[[Execute, str], None], ...]] = ()
"""Changes that are no additions, oldest first; each gets `execute` and the dialect. Never edit one that was released."""

_CATALOGUE: Final[Mapping[str, tuple[str, str]]] = {
    "sqlite": (
        "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
        "SELECT tbl_name, name FROM sqlite_schema WHERE type = 'index'",
    ),
    "postgresql": (
        "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = current_schema()",
        "SELECT tablename::text, indexname::text FROM pg_indexes WHERE schemaname = current_schema()",
    ),
    "mysql": (
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = database()",
        "SELECT DISTINCT table_name, index_name FROM information_schema.statistics WHERE table_schema = database()",
    ),
}


class ForeignTables(Exception):
    """The database holds tables of the model that Steward did not make."""


class NewerStore(Exception):
    """A later version of Steward has changed this store in ways that this one does not know."""


@dataclass(frozen=True)
class Present:
    """What a store has: columns by table, index names by table."""

    columns: Mapping[str, set[str]] = field(default_factory=dict)
    indexes: Mapping[str, set[str]] = field(default_factory=dict)


def present(execute: Execute, dialect: str) -> Present:
    columns: dict[str, set[str]] = {}
    indexes: dict[str, set[str]] = {}
    for found, statement in zip((columns, indexes), _CATALOGUE[dialect], strict=True):
        for table, name in execute(statement):
            found.setdefault(table, set()).add(name)
    return Present(columns, indexes)


def additions(tables: Mapping[str, Table], there: Present, dialect: str) -> Iterator[str]:
    """The statements that make everything which the model has and the store has not."""
    for name, table in tables.items():
        columns = there.columns.get(name)
        if columns is None:
            yield from create_table(table, dialect)
            yield from _trigrams(table, there, dialect)
            continue
        for column in table.columns:
            if column.name not in columns:
                yield f"ALTER TABLE {name} ADD COLUMN {added_column(table, column, dialect)}"
        missing = index_names(table, dialect) - there.indexes.get(name, set())
        if missing:
            yield from create_indexes(table, missing, dialect)
        yield from _trigrams(table, there, dialect)


def _trigrams(table: Table, there: Present, dialect: str) -> Iterator[str]:
    if dialect == "postgresql":
        yield from create_trigram_indexes(table, there.indexes.get(table.name, ()))
    elif dialect == "sqlite" and not there.columns.get(trigram_table(table.name), set()) >= set(indexed_texts(table)):
        yield from create_trigrams(table)


def state(execute: Execute, dialect: str) -> tuple[int, str] | None:
    """How many steps the store has seen and the digest of its model; None for a new database."""
    if VERSIONS not in present_tables(execute, dialect):
        return None
    rows = execute(f"SELECT value, digest FROM {VERSIONS} WHERE name = 'schema'")  # noqa: S608  a constant
    return (int(rows[0][0]), str(rows[0][1])) if rows else None


def present_tables(execute: Execute, dialect: str) -> set[str]:
    statement = {
        "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'table'",
        "postgresql": "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()",
        "mysql": "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
    }[dialect]
    return {row[0] for row in execute(statement)}


def up_to_date(found: tuple[int, str] | None, tables: Mapping[str, Table]) -> bool:
    if found and found[0] > len(STEPS):
        raise NewerStore(f"this store was changed by a later version (step {found[0]}, known are {len(STEPS)})")
    return found == (len(STEPS), digest(tables))


def migrate(execute: Execute, tables: Mapping[str, Table], dialect: str) -> list[str]:
    """Returns the statements that were needed; none if the store was up to date."""
    before = state(execute, dialect)
    if up_to_date(before, tables):
        return []
    there = present(execute, dialect)
    if before is None and VERSIONS not in there.columns and (known := sorted(set(there.columns) & set(tables))):
        raise ForeignTables(f"the database already has tables such as {known[0]}; import it instead of serving from it")
    for step in STEPS[before[0] if before else len(STEPS) :]:
        step(execute, dialect)
    done = [*before_tables(dialect), *additions(tables, there, dialect)]
    for statement in done:
        execute(statement)
    _remember(execute, tables, before is not None)
    return done


def _remember(execute: Execute, tables: Mapping[str, Table], known: bool) -> None:
    number, mark = len(STEPS), digest(tables)
    if known:
        execute(f"UPDATE {VERSIONS} SET value = {number}, digest = '{mark}' WHERE name = 'schema'")  # noqa: S608
    else:
        execute(f"INSERT INTO {VERSIONS} (name, value, digest) VALUES ('schema', {number}, '{mark}')")  # noqa: S608


__all__ = ["STEPS", "ForeignTables", "NewerStore", "Present", "additions", "index_name", "migrate", "present", "state"]
