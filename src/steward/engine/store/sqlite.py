"""SQLite: one writer thread that commits many works at once, and a bounded pool of readers. The default store."""

from __future__ import annotations

import contextvars
import queue
import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import closing, nullcontext, suppress
from pathlib import Path
from time import monotonic
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from steward.engine.store.fold import fold
from steward.engine.store.layout import Layout, entry
from steward.engine.store.migrate import migrate, state, up_to_date
from steward.engine.store.pool import Pool
from steward.engine.store.port import BadValue, Duplicate, Reader, Transaction, Unavailable
from steward.engine.store.text import Texts
from steward.engine.store.transaction import Statements, Writing

T = TypeVar("T")
READERS: Final = 8
WAIT: Final = 10.0
"""Seconds to wait for a lock that another process holds."""

_GROUP: Final = 200
_GROUP_SECONDS: Final = 0.05
_ERRORS: Final = (sqlite3.Error, OverflowError)
_UNIQUE: Final = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID"})


def connect(path: Path) -> sqlite3.Connection:
    """A connection without Python's own transactions, with room for a thousand prepared statements."""
    made = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False, cached_statements=1_000)
    made.create_function("fold", 1, fold, deterministic=True)
    # FULL: a commit that was answered survives a power cut. The cache is in KiB.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-8000", "temp_store=MEMORY"):
        made.execute(f"PRAGMA {pragma}").close()
    return made


class SqliteDriver:
    errors: tuple[type[Exception], ...] = _ERRORS
    returning = False

    def __init__(self, connection: sqlite3.Connection, layout: Layout) -> None:
        self.connection, self._layout = connection, layout
        self.cursor, self.execute = connection.cursor, connection.execute

    def new_id(self, cursor: Any) -> int:
        return int(cursor.lastrowid or 0)

    def own_id(self, table: str, id: int) -> None:
        """SQLite counts on from the largest id by itself."""

    def failed(self, error: Exception, values: Mapping[str, Any]) -> Exception:
        code = getattr(error, "sqlite_errorname", "")
        if code in _UNIQUE:
            return self._duplicate(str(error), values)
        if isinstance(error, sqlite3.IntegrityError | sqlite3.DataError | OverflowError):
            return BadValue(str(error))
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY")):
            return Unavailable(str(error))
        return error

    def _duplicate(self, message: str, values: Mapping[str, Any]) -> Duplicate:
        """The driver names the columns of the key: "UNIQUE constraint failed: table.one, table.two"."""
        names = [part.split(".", 1) for part in message.rpartition(": ")[2].split(", ")]
        table, columns = names[0][0], tuple(name[-1] for name in names)
        held = self._layout.defaults(table, columns)
        if "steward_id" in values and not set(columns) <= set(values):
            # An update: what it leaves alone stands in the row. All names are the model's.
            listed = '", "'.join(columns)
            statement = f'SELECT "{listed}" FROM "{table}" WHERE id = ?'  # noqa: S608
            row = self.connection.execute(statement, (values["steward_id"],)).fetchone()
            held = dict(zip(columns, row or (), strict=False))
        return Duplicate(self._layout.unique(table, columns), entry(columns, {**held, **values}))


class _Job:
    """A work in the queue. The caller's context goes along, for the statement count and the log."""

    __slots__ = ("_answered", "context", "error", "result", "told", "work")

    def __init__(self, work: Callable[[Transaction], Any]) -> None:
        self.work, self.context = work, contextvars.copy_context()
        self.result: Any = None
        self.error: BaseException | None = None
        self.told = False
        # A lock that is taken until there is an answer: a future costs as much as a statement.
        self._answered = threading.Lock()
        self._answered.acquire()

    def tell(self, result: Any, error: BaseException | None = None) -> None:
        self.result, self.error, self.told = result, error, True
        self._answered.release()

    def wait(self) -> Any:
        self._answered.acquire()
        if self.error is not None:
            raise self.error
        return self.result


class _Writer(threading.Thread):
    """The only connection that writes. Works that wait together share one transaction, each in its own savepoint."""

    def __init__(self, path: Path, texts: Texts, layout: Layout) -> None:
        super().__init__(name="steward-writer", daemon=True)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._connection = connect(path)
        self._driver = SqliteDriver(self._connection, layout)
        self._texts, self._layout = texts, layout
        # So that nothing is put into the queue behind the order to stop.
        self._gate, self._stopped = threading.Lock(), False

    def submit(self, work: Callable[[Transaction], T]) -> T:
        if threading.current_thread() is self:
            raise RuntimeError("a work must not call store.write(); it has the transaction already")
        job = _Job(work)
        with self._gate:
            if self._stopped:
                raise Unavailable("the store is closed")
            self._jobs.put(job)
        result: T = job.wait()
        return result

    def waiting(self) -> int:
        return self._jobs.qsize()

    def stop(self) -> None:
        with self._gate:
            if not self._stopped:
                self._jobs.put(None)
            self._stopped = True
        self.join()

    def run(self) -> None:
        while (first := self._jobs.get()) is not None:
            if not self._commit(first):
                break
        self._connection.close()

    def _commit(self, first: _Job) -> bool:
        """One transaction: the first work and those that came meanwhile. Returns False when asked to stop."""
        done: list[tuple[_Job, Any]] = []
        more = True
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            more = self._work_off(first, done)
            self._connection.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            told = self._driver.failed(error, {}) if isinstance(error, Exception) else error
            for job in [first, *(job for job, _ in done)]:
                if not job.told:
                    job.tell(None, told)
        else:
            for job, result in done:
                job.tell(result)
        return more

    def _work_off(self, first: _Job, done: list[tuple[_Job, Any]]) -> bool:
        until = monotonic() + _GROUP_SECONDS
        job: _Job | None = first
        while job is not None:
            self._attempt(job, done)
            # SQLite gives up the whole transaction on a full disk and the like: nothing of this group may be reported as done.
            if not self._connection.in_transaction:
                raise Unavailable("the store gave up the transaction")
            if len(done) >= _GROUP or monotonic() > until:
                return True
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return True
        return False

    def _attempt(self, job: _Job, done: list[tuple[_Job, Any]]) -> None:
        transaction = Writing(self._driver, self._texts, self._layout)
        try:
            # As long as nothing else is in the transaction, undoing all of it undoes the work; most works are alone.
            with transaction.nested() if done else nullcontext():
                result = job.context.run(job.work, transaction)
        except BaseException as error:
            job.tell(None, error)
            if not done and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
                self._connection.execute("BEGIN IMMEDIATE")
        else:
            done.append((job, result))


class _Reader(Statements):
    """A reading connection of the pool."""

    def __init__(self, driver: SqliteDriver, texts: Texts, connection: sqlite3.Connection) -> None:
        super().__init__(driver, texts)
        self.execute, self.close = connection.execute, connection.close


class _Read:
    """A borrowed reader, in a transaction so that all its statements see one state."""

    __slots__ = ("_pool", "_reader")

    def __init__(self, pool: Pool[_Reader]) -> None:
        self._pool = pool

    def __enter__(self) -> Reader:
        self._reader = self._pool.take()
        self._reader.execute("BEGIN")
        return self._reader

    def __exit__(self, *failed: object) -> None:
        try:
            self._reader.execute("COMMIT")
        except sqlite3.Error:
            self._pool.discard(self._reader)
            raise
        self._pool.give(self._reader)


class _Glance:
    """A borrowed reader without a transaction, which would be most of the price of a single small statement."""

    __slots__ = ("_pool", "_reader")

    def __init__(self, pool: Pool[_Reader]) -> None:
        self._pool = pool

    def __enter__(self) -> Reader:
        self._reader = self._pool.take()
        return self._reader

    def __exit__(self, *failed: object) -> None:
        self._pool.give(self._reader)


class SqliteStore:
    """See `port.Store`."""

    dialect = "sqlite"

    def __init__(self, path: Path, layout: Layout, readers: int = READERS) -> None:
        self.path, self.layout = path, layout
        self.tables: Mapping[str, sa.Table] = layout.sa
        self.first_password: str | None = None
        self.migrated: list[str] = []
        self._texts = Texts(self.dialect)
        self._readers = Pool(readers, self._reader, lambda reader: reader.close())
        self._writer = _Writer(path, self._texts, layout)
        self._writer.start()

    def read(self) -> _Read:
        return _Read(self._readers)

    def glance(self) -> _Glance:
        return _Glance(self._readers)

    def write(self, work: Callable[[Transaction], T]) -> T:
        return self._writer.submit(work)

    def waiting(self) -> int:
        """Works that wait for the writer: a figure for metrics."""
        return self._writer.waiting()

    def rewrite(self) -> None:
        """Write the file anew and empty its log, so that nothing in them is left of what was overwritten."""
        with closing(connect(self.path)) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let queued works finish, then close everything; the last connection folds the log into the file."""
        self._writer.stop()
        self._readers.close()

    def _reader(self) -> _Reader:
        made = connect(self.path)
        made.execute("PRAGMA query_only=ON")
        return _Reader(SqliteDriver(made, self.layout), self._texts, made)


def open_sqlite(url: sa.URL, layout: Layout) -> SqliteStore:
    if not url.database or url.database == ":memory:":
        raise ValueError("a SQLite store needs a file: several connections share it")
    path = Path(url.database)
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = connect(path)
    try:
        migrated = _migrate(connection, layout)
    finally:
        connection.close()
    store = SqliteStore(path, layout)
    store.migrated = migrated
    return store


def _migrate(connection: sqlite3.Connection, layout: Layout) -> list[str]:
    def execute(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql).fetchall()

    if up_to_date(state(execute, "sqlite"), layout.tables):
        return []
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = migrate(execute, layout.tables, "sqlite")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return done
