"""Storage kinds as SQLAlchemy types: plain ones for statements, each dialect's own for the tables it creates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql

from steward.vocabulary.columns import Column, Kind

Type = sa.types.TypeEngine[Any]
COLLATION: Final = "steward_text"
"""PostgreSQL's collation that is made with the tables: neither case nor accents count, like the reference's."""

_PLAIN: Final[Mapping[Kind, Callable[[Column], Type]]] = {
    Kind.INT: lambda c: sa.Integer(),
    Kind.UINT: lambda c: sa.BigInteger(),
    Kind.BIGINT: lambda c: sa.BigInteger(),
    Kind.SMALLINT: lambda c: sa.SmallInteger(),
    Kind.TINYINT: lambda c: sa.SmallInteger(),
    Kind.UTINYINT: lambda c: sa.SmallInteger(),
    Kind.VARCHAR: lambda c: sa.String(c.size),
    Kind.CHAR: lambda c: sa.String(c.size),
    Kind.TEXT: lambda c: sa.Text(),
    Kind.MEDIUMTEXT: lambda c: sa.Text(),
    Kind.LONGTEXT: lambda c: sa.Text(),
    Kind.MOMENT: lambda c: sa.DateTime(),
    Kind.DATE: lambda c: sa.Date(),
    Kind.CLOCK: lambda c: sa.Time(),
    Kind.DECIMAL: lambda c: sa.Numeric(c.size, c.scale),
    Kind.FLOAT: lambda c: sa.Double(),
}

# A key needs exactly INTEGER in SQLite. Numbers keep NUMERIC affinity there, so they compare and add up as numbers.
_SQLITE: Final[Mapping[Kind, Callable[[Column], Type]]] = {
    **{k: lambda c: sa.Integer() for k in (Kind.INT, Kind.UINT, Kind.BIGINT)},
    Kind.VARCHAR: lambda c: sa.String(c.size, collation="NOCASE"),
    Kind.CHAR: lambda c: sa.String(c.size, collation="NOCASE"),
    **{k: lambda c: sa.Text(collation="NOCASE") for k in (Kind.TEXT, Kind.MEDIUMTEXT, Kind.LONGTEXT)},
    **{k: lambda c: sa.Text() for k in (Kind.MOMENT, Kind.DATE, Kind.CLOCK)},
}

_POSTGRESQL: Final[Mapping[Kind, Callable[[Column], Type]]] = {
    Kind.MOMENT: lambda c: postgresql.TIMESTAMP(precision=0),
    # CHAR would pad with blanks.
    **{k: lambda c: sa.String(c.size, collation=COLLATION) for k in (Kind.VARCHAR, Kind.CHAR)},
    **{k: lambda c: sa.Text(collation=COLLATION) for k in (Kind.TEXT, Kind.MEDIUMTEXT, Kind.LONGTEXT)},
}

# DATETIME instead of TIMESTAMP: no end in 2038, and what goes in comes out whatever the connection's time zone.
_MYSQL: Final[Mapping[Kind, Callable[[Column], Type]]] = {
    Kind.UINT: lambda c: mysql.INTEGER(unsigned=True),
    Kind.TINYINT: lambda c: mysql.TINYINT(),
    Kind.UTINYINT: lambda c: mysql.TINYINT(unsigned=True),
    Kind.CHAR: lambda c: sa.CHAR(c.size),
    Kind.MEDIUMTEXT: lambda c: mysql.MEDIUMTEXT(),
    Kind.LONGTEXT: lambda c: mysql.LONGTEXT(),
    Kind.FLOAT: lambda c: mysql.FLOAT(),
}

_STORED: Final = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL, "mysql": _MYSQL}


@cache
def _plain(kind: Kind, size: int | None, scale: int | None) -> Type:
    return _PLAIN[kind](Column("", kind, size, scale))


@cache
def _stored(kind: Kind, size: int | None, scale: int | None, dialect: str) -> Type:
    made = _STORED[dialect].get(kind, _PLAIN[kind])
    return made(Column("", kind, size, scale))


def plain_type(column: Column) -> Type:
    """The type statements use; the same on every dialect, so that a statement's structure is too."""
    return _plain(column.kind, column.size, column.scale)


def stored_type(column: Column, dialect: str) -> Type:
    """The type a table is created with."""
    return _stored(column.kind, column.size, column.scale, dialect)
