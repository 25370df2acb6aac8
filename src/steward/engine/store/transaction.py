"""Reading and writing on one connection: the same for every store, over the few things in which their drivers differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

import sqlalchemy as sa

from steward.engine.store.count import statements
from steward.engine.store.layout import Layout
from steward.engine.store.port import Build
from steward.engine.store.text import Text, Texts

Params = Mapping[str, Any]
Row = tuple[Any, ...]
_NONE: Params = {}


class Driver(Protocol):
    """How one store's driver is spoken to."""

    errors: tuple[type[Exception], ...]
    returning: bool
    """Whether an insert has to ask for its id."""

    def cursor(self) -> Any: ...
    def execute(self, sql: str, arguments: Any, /) -> Any:
        """Run one statement on a cursor of its own, which is returned."""
        ...

    def new_id(self, cursor: Any) -> int: ...
    def failed(self, error: Exception, values: Params) -> Exception: ...
    def own_id(self, table: str, id: int) -> None:
        """An id was given by the caller: automatic ones must go on after it."""
        ...


class Statements:
    """A reader over a driver's connection."""

    def __init__(self, driver: Driver, texts: Texts) -> None:
        self._driver, self._texts = driver, texts

    def all(self, key: Hashable, build: Build, params: Params | None = None) -> list[Row]:
        text = self._texts.get(key, build)
        return text.rows(self._execute(text, params or _NONE).fetchall())

    def one(self, key: Hashable, build: Build, params: Params | None = None) -> Row | None:
        text = self._texts.get(key, build)
        cursor = self._execute(text, params or _NONE)
        found = cursor.fetchone()
        # Left open, a half-read cursor would keep the snapshot and block checkpoints.
        cursor.close()
        return None if found is None else text.row(found)

    def explain(self, key: Hashable, build: Build, params: Params | None = None) -> tuple[str, list[Row]]:
        """The text of a statement, and how the store would go about it, in the store's own words."""
        text = self._texts.get(key, build)
        cursor = self._driver.execute(self._texts.explains + text.sql, text.arguments(params or _NONE))
        return text.sql, list(cursor.fetchall())

    def _execute(self, text: Text, params: Params) -> Any:
        statements.add()
        arguments = text.arguments(params)
        try:
            return self._driver.execute(text.sql, arguments)
        except self._driver.errors as error:
            raise self._driver.failed(error, params) from error


class Writing(Statements):
    """A transaction in progress."""

    def __init__(self, driver: Driver, texts: Texts, layout: Layout) -> None:
        super().__init__(driver, texts)
        self._layout = layout
        self._depth = 0

    def run(self, key: Hashable, build: Build, params: Params | None = None) -> int:
        cursor = self._execute(self._texts.get(key, build), params or _NONE)
        touched = int(cursor.rowcount)
        cursor.close()
        return touched

    def insert(self, table: str, values: Params) -> int:
        stored = self._layout.stored(table, values or self._layout.something(table))
        cursor = self._execute(self._insert_text(table, tuple(stored)), stored)
        given = stored.get("id")
        if given is not None:
            self._driver.own_id(table, given)
            return int(given)
        return self._driver.new_id(cursor)

    def insert_many(self, table: str, rows: Sequence[Params]) -> None:
        """One statement for each set of columns, in the order of their first row."""
        groups: dict[tuple[str, ...], list[Params]] = {}
        for row in rows:
            stored = self._layout.stored(table, row or self._layout.something(table))
            groups.setdefault(tuple(stored), []).append(stored)
        for columns, group in groups.items():
            self._insert_group(table, columns, group)

    def _insert_group(self, table: str, columns: tuple[str, ...], group: list[Params]) -> None:
        text = self._texts.get(("insert many", table, columns), lambda: self._insert(table, columns))
        statements.add()
        try:
            self._driver.cursor().executemany(text.sql, [text.arguments(row) for row in group])
        except self._driver.errors as error:
            raise self._driver.failed(error, group[0] if len(group) == 1 else _NONE) from error
        if "id" in columns:
            self._driver.own_id(table, max(row["id"] for row in group))

    def update(self, table: str, id: int, values: Params) -> int:
        if not values:
            return 0
        stored = self._layout.stored(table, values)
        columns = tuple(stored)
        text = self._texts.get(("update", table, columns), lambda: self._update(table, columns))
        cursor = self._execute(text, {**stored, "steward_id": id})
        return int(cursor.rowcount)

    @contextmanager
    def nested(self) -> Iterator[None]:
        self._depth += 1
        name = f"part{self._depth}"
        self._plain(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            # A store that gave up the whole transaction knows no savepoint any more; its first error is the one to tell.
            with suppress(*self._driver.errors):
                self._plain(f"ROLLBACK TO SAVEPOINT {name}")
                self._plain(f"RELEASE SAVEPOINT {name}")
            raise
        else:
            self._plain(f"RELEASE SAVEPOINT {name}")
        finally:
            self._depth -= 1

    def _plain(self, sql: str) -> None:
        self._driver.execute(sql, ()).close()

    def _insert_text(self, table: str, columns: tuple[str, ...]) -> Text:
        def build() -> sa.Insert:
            made = self._insert(table, columns)
            own = self._layout.sa[table]
            return made.returning(own.c.id) if self._driver.returning and "id" in own.c else made

        return self._texts.get(("insert", table, columns), build)

    def _insert(self, table: str, columns: tuple[str, ...]) -> sa.Insert:
        own = self._layout.sa[table]
        return sa.insert(own).values({c: sa.bindparam(c, type_=own.c[c].type) for c in columns})

    def _update(self, table: str, columns: tuple[str, ...]) -> sa.Update:
        own = self._layout.sa[table]
        values = {c: sa.bindparam(c, type_=own.c[c].type) for c in columns}
        return sa.update(own).where(own.c.id == sa.bindparam("steward_id")).values(values)
