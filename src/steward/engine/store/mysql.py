"""MariaDB and MySQL through PyMySQL: a small pool, reads in autocommit, writes that are run again after a deadlock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, Final, TypeVar

import pymysql
import sqlalchemy as sa
from pymysql.constants import CLIENT, CR, ER, FIELD_TYPE
from pymysql.converters import conversions, escape_sequence, through

from steward.engine.store.layout import Layout
from steward.engine.store.migrate import migrate, state, up_to_date
from steward.engine.store.pool import Pool
from steward.engine.store.port import BadValue, Duplicate, Reader, Transaction, Unavailable
from steward.engine.store.retry import Conflict, again
from steward.engine.store.text import EmptyList, Texts
from steward.engine.store.transaction import Statements, Writing

T = TypeVar("T")
CONNECTIONS: Final = 8
_IDLE: Final = 30.0
"""Seconds after which a connection is asked whether it still lives."""

_SETTINGS: Final = (
    # Ids of 0 are ids (the root entity has it); nothing is cut or rounded silently.
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION',"
    " time_zone = '+00:00', group_concat_max_len = 67108864, innodb_lock_wait_timeout = 10"
)
_ISOLATION: Final = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"
_CONFLICTS: Final = frozenset({ER.LOCK_DEADLOCK, ER.LOCK_WAIT_TIMEOUT, ER.CHECKREAD})
_LOST: Final = frozenset({CR.CR_SERVER_GONE_ERROR, CR.CR_SERVER_LOST, CR.CR_CONN_HOST_ERROR, CR.CR_CONNECTION_ERROR})
_BAD: Final = frozenset({ER.NO_DEFAULT_FOR_FIELD, ER.DATA_TOO_LONG, ER.TRUNCATED_WRONG_VALUE, ER.BAD_NULL_ERROR})
_DUPLICATE: Final = re.compile(r"Duplicate entry '(.*)' for key '(?:[^'.]*\.)?([^']*)'", re.DOTALL)
_CONVERSIONS: Final = {
    **conversions,
    **dict.fromkeys(
        (
            FIELD_TYPE.DATE,
            FIELD_TYPE.NEWDATE,
            FIELD_TYPE.DATETIME,
            FIELD_TYPE.TIMESTAMP,
            FIELD_TYPE.TIME,
            FIELD_TYPE.DECIMAL,
            FIELD_TYPE.NEWDECIMAL,
        ),
        through,
    ),
    list: escape_sequence,
    EmptyList: lambda value, mapping: "(SELECT NULL FROM DUAL WHERE FALSE)",
}


class MysqlDriver:
    errors: tuple[type[Exception], ...] = (pymysql.Error,)
    returning = False

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def cursor(self) -> Any:
        return self.connection.cursor()

    def execute(self, sql: str, arguments: Any, /) -> Any:
        cursor = self.connection.cursor()
        cursor.execute(sql, arguments)
        return cursor

    def new_id(self, cursor: Any) -> int:
        return int(cursor.lastrowid or 0)

    def own_id(self, table: str, id: int) -> None:
        """InnoDB counts on from the largest id by itself."""

    def failed(self, error: Exception, values: Mapping[str, Any]) -> Exception:
        code = error.args[0] if error.args else 0
        if code == ER.DUP_ENTRY and (found := _DUPLICATE.search(str(error.args[1]))):
            return Duplicate(found[2], found[1])
        if code in _CONFLICTS:
            return Conflict(str(error))
        if code in _BAD or isinstance(error, pymysql.IntegrityError | pymysql.DataError):
            return BadValue(str(error.args[1]))
        if code in _LOST or isinstance(error, pymysql.InterfaceError):
            return Unavailable(str(error))
        return error


class MysqlStore:
    """See `port.Store`."""

    dialect = "mysql"

    def __init__(self, url: sa.URL, layout: Layout, connections: int = CONNECTIONS) -> None:
        self.layout = layout
        self.tables: Mapping[str, sa.Table] = layout.sa
        self.first_password: str | None = None
        self.migrated: list[str] = []
        self._texts = Texts(self.dialect)
        # Connections that were last used before this moment may be lost: another one was.
        self._suspect = 0.0
        self._pool: Pool[Any] = Pool(connections, lambda: connect(url), _close)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        with self._connection() as connection:
            yield Statements(MysqlDriver(connection), self._texts)

    glance = read  # reads are in autocommit here

    def write(self, work: Callable[[Transaction], T]) -> T:
        def attempt() -> T:
            with self._connection() as connection:
                driver = MysqlDriver(connection)
                try:
                    with _transaction(connection):
                        return work(Writing(driver, self._texts, self.layout))
                except pymysql.Error as error:  # of beginning or committing
                    raise driver.failed(error, {}) from error

        return again(attempt)

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        connection = self._pool.take()
        while not _usable(connection, self._suspect):
            self._pool.discard(connection)
            connection = self._pool.take()
        try:
            yield connection
        finally:
            connection.steward_used = monotonic()
            if connection.open:
                self._pool.give(connection)
            else:
                self._suspect = connection.steward_used
                self._pool.discard(connection)


def connect(url: sa.URL) -> Any:
    """Counts matched rows like the others, not changed ones."""
    given = url.translate_connect_args(username="user")
    try:
        made = pymysql.connect(
            **given,
            charset="utf8mb4",
            collation="utf8mb4_unicode_ci",
            autocommit=True,
            client_flag=CLIENT.FOUND_ROWS,
            conv=_CONVERSIONS,
            init_command=_SETTINGS,
            connect_timeout=10,
        )
        made.query(_ISOLATION)
        made.steward_used = monotonic()
    except pymysql.OperationalError as error:
        raise Unavailable(str(error)) from error
    return made


@contextmanager
def _transaction(connection: Any) -> Iterator[None]:
    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException:
        with suppress(pymysql.Error):
            connection.rollback()
        raise


def _usable(connection: Any, suspect: float) -> bool:
    if connection.open and connection.steward_used < max(suspect, monotonic() - _IDLE):
        try:
            connection.ping(reconnect=False)
        except pymysql.Error:
            return False
    return bool(connection.open)


def _close(connection: Any) -> None:
    with suppress(pymysql.Error):
        connection.close()


def open_mysql(url: sa.URL, layout: Layout) -> MysqlStore:
    connection = connect(url)
    try:
        migrated = _migrate(connection, layout)
    finally:
        _close(connection)
    store = MysqlStore(url, layout)
    store.migrated = migrated
    return store


def _migrate(connection: Any, layout: Layout) -> list[str]:
    def execute(sql: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    if up_to_date(state(execute, "mysql"), layout.tables):
        return []
    if execute("SELECT GET_LOCK('steward_migration', 600)") != [(1,)]:  # it ends with the connection
        raise Unavailable("another process is migrating the store")
    return migrate(execute, layout.tables, "mysql")
