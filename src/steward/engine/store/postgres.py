"""PostgreSQL through psycopg: a pool, reads in autocommit, writes in transactions that are run again after a conflict."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final, TypeVar

import psycopg
import sqlalchemy as sa
from psycopg import errors
from psycopg.adapt import Loader
from psycopg.conninfo import make_conninfo
from psycopg.types.numeric import Int8Dumper
from psycopg.types.string import TextLoader
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from steward.engine.store.layout import Layout, entry
from steward.engine.store.migrate import migrate, state, up_to_date
from steward.engine.store.port import BadValue, Duplicate, Reader, Transaction, Unavailable
from steward.engine.store.retry import Conflict, again
from steward.engine.store.text import Texts
from steward.engine.store.transaction import Statements, Writing

T = TypeVar("T")
CONNECTIONS: Final = 8
_IDLE: Final = 30.0
"""Seconds after which a connection is asked whether it still lives."""

_CONFLICTS: Final = (errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable)
_DETAIL: Final = re.compile(r"Key \((.*)\)=\((.*)\) already exists", re.DOTALL)
_MIGRATION_LOCK: Final = 0x57E3A2D  # any number, the same for every Steward
_SETTINGS: Final = "SET TIME ZONE 'UTC'; SET datestyle TO 'ISO'; SET jit TO off; SET client_min_messages TO warning"
_AFTER_GIVEN_ID: Final = (
    "SELECT setval(s, %(id)s) FROM (SELECT pg_get_serial_sequence(%(table)s, 'id')::regclass AS s) q"
    " WHERE coalesce(pg_sequence_last_value(s), 0) < %(id)s"
)


class Connection(psycopg.Connection[tuple[Any, ...]]):
    """Knows when it was last given back."""

    used = 0.0


class _Flag(Loader):
    """Booleans as the other stores have them."""

    def load(self, data: Any) -> int:
        return int(bytes(data) == b"t")


def _configure(connection: Connection) -> None:
    connection.autocommit = True
    connection.prepare_threshold, connection.prepared_max = 2, 1_000
    # One type for all integers: lists would come as three array types and make three prepared statements.
    connection.adapters.register_dumper(int, Int8Dumper)
    for name in ("date", "time", "timestamp", "timestamptz", "numeric", "json", "jsonb"):
        connection.adapters.register_loader(name, TextLoader)
    connection.adapters.register_loader("bool", _Flag)
    connection.execute(_SETTINGS)


class PostgresDriver:
    errors: tuple[type[Exception], ...] = (psycopg.Error,)
    returning = True

    def __init__(self, connection: Connection, layout: Layout) -> None:
        self.connection, self._layout = connection, layout

    def cursor(self) -> psycopg.Cursor[tuple[Any, ...]]:
        return self.connection.cursor()

    def execute(self, sql: str, arguments: Any, /) -> psycopg.Cursor[tuple[Any, ...]]:
        cursor = self.connection.cursor()
        cursor.execute(sql, arguments)
        return cursor

    def new_id(self, cursor: psycopg.Cursor[tuple[Any, ...]]) -> int:
        row = cursor.fetchone() if cursor.description else None
        return int(row[0]) if row else 0

    def own_id(self, table: str, id: int) -> None:
        self.connection.execute(_AFTER_GIVEN_ID, {"table": f'"{table}"', "id": id})

    def failed(self, error: Exception, values: Mapping[str, Any]) -> Exception:
        if isinstance(error, errors.UniqueViolation):
            return self._duplicate(error, values)
        if isinstance(error, _CONFLICTS):
            return Conflict(str(error))
        if isinstance(error, psycopg.IntegrityError | psycopg.DataError):
            return BadValue(error.diag.message_primary or str(error))
        if isinstance(error, psycopg.OperationalError):
            return Unavailable(str(error))
        return error

    def _duplicate(self, error: psycopg.Error, values: Mapping[str, Any]) -> Duplicate:
        table = error.diag.table_name or ""
        found = _DETAIL.search(error.diag.message_detail or "")
        columns = tuple(c.strip('"') for c in found[1].split(", ")) if found else ()
        held = found[2].split(", ") if found else []
        # Values with a comma cannot be told apart in the message; those being written, or left to their defaults, are known.
        known = self._layout.defaults(table, columns)
        shown = dict(zip(columns, held, strict=True)) if len(held) == len(columns) else known
        return Duplicate(self._layout.unique(table, columns), entry(columns, {**shown, **values}))


class PostgresStore:
    """See `port.Store`."""

    dialect = "postgresql"

    def __init__(self, url: sa.URL, layout: Layout, connections: int = CONNECTIONS) -> None:
        self.layout = layout
        self.tables: Mapping[str, sa.Table] = layout.sa
        self.first_password: str | None = None
        self.migrated: list[str] = []
        self._texts = Texts(self.dialect)
        # Connections that were last used before this moment may be lost: another one was.
        self._suspect = 0.0
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            _conninfo(url),
            connection_class=Connection,
            min_size=1,
            max_size=connections,
            timeout=10.0,
            configure=_configure,
            check=self._check,
            open=False,
        )
        self._pool.open()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        with self._connection() as connection:
            yield Statements(PostgresDriver(connection, self.layout), self._texts)

    glance = read  # reads are in autocommit here

    def write(self, work: Callable[[Transaction], T]) -> T:
        def attempt() -> T:
            with self._connection() as connection:
                try:
                    with connection.transaction():
                        return work(Writing(PostgresDriver(connection, self.layout), self._texts, self.layout))
                except psycopg.Error as error:  # of the commit
                    raise PostgresDriver(connection, self.layout).failed(error, {}) from error

        return again(attempt)

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            connection = self._pool.getconn()
        except (PoolTimeout, PoolClosed) as error:
            raise Unavailable("no connection to the database") from error
        try:
            yield connection
        finally:
            connection.used = monotonic()
            if connection.broken:
                self._suspect = connection.used
            self._pool.putconn(connection)

    def _check(self, connection: Connection) -> None:
        """A round trip before each use would double the price of a read; after a pause it is worth it."""
        if connection.used < max(self._suspect, monotonic() - _IDLE):
            ConnectionPool.check_connection(connection)


def _conninfo(url: sa.URL) -> str:
    given = url.translate_connect_args(database="dbname", username="user")
    return make_conninfo("", **{**given, **{k: v for k, v in url.query.items() if isinstance(v, str)}})


def open_postgres(url: sa.URL, layout: Layout) -> PostgresStore:
    with Connection.connect(_conninfo(url)) as connection:
        migrated = _migrate(connection, layout)
    store = PostgresStore(url, layout)
    store.migrated = migrated
    return store


def _migrate(connection: Connection, layout: Layout) -> list[str]:
    def execute(sql: str) -> list[tuple[Any, ...]]:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []

    if execute("SHOW server_encoding") != [("UTF8",)]:
        raise ValueError("the PostgreSQL database must have the encoding UTF8")
    if up_to_date(state(execute, "postgresql"), layout.tables):
        return []
    # Released with the transaction that psycopg opened.
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATION_LOCK,))
    return migrate(execute, layout.tables, "postgresql")
