"""The statements that create tables and indexes, for each dialect."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

from steward.engine.schema.types import COLLATION, stored_type
from steward.vocabulary.columns import NO_DEFAULT, NOW, Column, Kind
from steward.vocabulary.item import Table

_PREFIX: Final = re.compile(r"(\w+)\((\d+)\)")
_DIALECTS: Final[Mapping[str, Dialect]] = {
    "sqlite": sqlite.dialect(),
    # Any style but the drivers' own, which would double percent signs: these statements run without parameters.
    "postgresql": postgresql.dialect(paramstyle="named"),  # type: ignore[no-untyped-call]
    "mysql": mysql.dialect(paramstyle="named"),
}
_ZEROS: Final = {Kind.MOMENT: "1970-01-01 00:00:00", Kind.DATE: "1970-01-01", Kind.CLOCK: "00:00:00"}
_OPTIONS: Final[dict[str, Any]] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_unicode_ci",
    "mysql_row_format": "DYNAMIC",
    # Ids of purged rows do not come back, as with the other two.
    "sqlite_autoincrement": True,
}

# Combining marks go, then case, then the letters that `lower` leaves two forms of: the same as `fold` does to patterns.
_POSTGRESQL_FIRST: Final = (
    f"CREATE COLLATION IF NOT EXISTS {COLLATION} (provider = icu, locale = 'und-u-ks-level1', deterministic = false)",
    """CREATE OR REPLACE FUNCTION steward_fold(text) RETURNS text LANGUAGE sql IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE AS
    $$ SELECT CASE WHEN octet_length($1) = char_length($1) THEN lower($1 COLLATE "C")
    ELSE replace(translate(lower(regexp_replace(normalize($1 COLLATE "C", NFD), '[\u0300-\u036f]', '', 'g')
    COLLATE "und-x-icu"), 'ςſ', 'σs'), 'ß', 'ss') COLLATE "C" END $$""",
)


def before_tables(dialect: str) -> tuple[str, ...]:
    """What must exist before the first table; harmless when it does already."""
    return _POSTGRESQL_FIRST if dialect == "postgresql" else ()


def create_table(table: Table, dialect: str) -> Iterator[str]:
    """The table, then its unique keys and indexes."""
    made = _sa_table(table, table.columns, dialect)
    text = _text(CreateTable(made), dialect)
    if dialect == "mysql":
        yield _with_keys(text, table)
        return
    yield text
    for index in _indexes(table, made, dialect):
        yield _text(CreateIndex(index), dialect)


def _with_keys(text: str, table: Table) -> str:
    """Keys inside CREATE TABLE: apart from it each of two thousand would be a change of a table that exists."""
    quote = _DIALECTS["mysql"].identifier_preparer.quote

    def part(column: str) -> str:
        prefix = _PREFIX.fullmatch(column)
        return f"{quote(prefix[1])}({prefix[2]})" if prefix else quote(column)

    lines = [
        f",\n\t{word} {quote(key)} ({', '.join(part(c) for c in columns)})"
        for word, keys in (("UNIQUE KEY", table.unique), ("KEY", table.indexes))
        for key, columns in keys.items()
    ]
    return text.replace("\n)ENGINE", "".join(lines) + "\n)ENGINE", 1)


def create_indexes(table: Table, names: Collection[str], dialect: str) -> Iterator[str]:
    """Those of the table's unique keys and indexes that the store would call by one of `names`."""
    for index in _indexes(table, _sa_table(table, table.columns, dialect), dialect):
        if index.name in names:
            yield _text(CreateIndex(index), dialect)


def added_column(table: Table, column: Column, dialect: str) -> str:
    """A column as ALTER TABLE takes it.

    One that may not be NULL gets its default, or the zero of its kind, in the rows that are there.
    """
    default = column.default
    if default is NO_DEFAULT and not column.nullable:
        default = "" if column.is_text else _ZEROS.get(column.kind, 0)
    elif default == NOW and dialect == "sqlite":  # which adds constants only
        default = _ZEROS[Kind.MOMENT]
    made = _sa_table(table, (replace(column, default=default),), dialect)
    return _text(CreateColumn(made.c[column.name]), dialect)


def index_name(table: str, key: str, dialect: str) -> str:
    """Index names are unique in a whole database on SQLite and PostgreSQL; MySQL's are those of the reference."""
    if dialect == "mysql":
        return key
    name = f"{table}__{key}"
    # PostgreSQL cuts longer names, which may make two of them one.
    return name if len(name) <= 63 else f"{name[:54]}_{sha256(name.encode()).hexdigest()[:8]}"


def index_names(table: Table, dialect: str) -> frozenset[str]:
    return frozenset(index_name(table.name, key, dialect) for key in (*table.unique, *table.indexes))


def _text(element: Any, dialect: str) -> str:
    return str(element.compile(dialect=_DIALECTS[dialect])).strip()


def _sa_table(table: Table, columns: Iterable[Column], dialect: str) -> sa.Table:
    return sa.Table(table.name, sa.MetaData(), *(_sa_column(c, dialect) for c in columns), **_OPTIONS)


def _sa_column(column: Column, dialect: str) -> sa.Column[Any]:
    extra: list[Any] = [sa.Identity()] if column.name == "id" and dialect == "postgresql" else []
    return sa.Column(
        column.name,
        stored_type(column, dialect),
        *extra,
        primary_key=column.name == "id",
        autoincrement=column.name == "id",
        nullable=column.nullable,
        server_default=_default(column),
    )


def _default(column: Column) -> Any:
    value = column.default
    if value is NO_DEFAULT or value is None or column.name == "id":
        return None
    if value == NOW:
        return sa.text("CURRENT_TIMESTAMP")
    return value if isinstance(value, str) else sa.text(str(value))


def _indexes(table: Table, made: sa.Table, dialect: str) -> Iterator[sa.Index]:
    for unique, keys in ((True, table.unique), (False, table.indexes)):
        for key, columns in keys.items():
            parts = [_part(made, text, unique, dialect) for text in columns]
            lengths = {m[1]: int(m[2]) for text in columns if (m := _PREFIX.fullmatch(text))}
            options: dict[str, Any] = {"mysql_length": lengths} if lengths else {}
            yield sa.Index(index_name(table.name, key, dialect), *parts, unique=unique, **options)


def _part(made: sa.Table, text: str, unique: bool, dialect: str) -> Any:
    """One column of an index; "name(200)" is the beginning of it."""
    prefix = _PREFIX.fullmatch(text)
    column = made.c[prefix[1] if prefix else text]
    if dialect != "postgresql":
        return column
    if prefix:
        return sa.func.left(column, sa.literal_column(prefix[2]))
    # Ascending order has NULLs first here (`constructs.ordered`); an index that has them last cannot serve it.
    return column.nulls_first() if column.nullable and not unique else column
