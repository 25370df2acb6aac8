"""Rows on their way into a store: ids are given ahead, rows go in chunks while the next ones are made."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.store.port import Store, Transaction

CHUNK: Final = 20_000
Rows = dict[str, list[dict[str, Any]]]


class Book:
    """Give it rows by `add`; leaving it writes the last of them. Rows of one table go in the order they came."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._next: dict[str, int] = {}
        self._rows: Rows = {}
        self._waiting = 0
        self._writer = ThreadPoolExecutor(1)
        self._writing: Future[None] | None = None
        self.written = 0

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._send()
                self._settle()
        finally:
            self._writer.shutdown(wait=True, cancel_futures=True)

    def add(self, table: str, values: dict[str, Any]) -> int:
        """Returns the id that the row has."""
        id = self._next.get(table)
        if id is None:
            id = self._first(table)
        self._next[table] = id + 1
        values["id"] = id
        rows = self._rows.get(table)
        if rows is None:
            rows = self._rows[table] = []
        rows.append(values)
        self._waiting += 1
        if self._waiting >= CHUNK:
            self._send()
        return id

    def named(self, table: str, name: str, more: Mapping[str, Any]) -> int:
        """A row of a shared list: the one that has the name already, or a new one."""
        t = self._store.tables[table]
        with self._store.read() as reader:
            found = reader.one(
                ("demo named", table),
                lambda: sa.select(sa.func.min(t.c.id)).where(t.c.name == sa.bindparam("name")),
                {"name": name},
            )
        if found and found[0] is not None:
            return int(found[0])
        return self.add(table, {"name": name, **more})

    def _first(self, table: str) -> int:
        id = self._store.tables[table].c.id
        with self._store.read() as reader:
            found = reader.one(("demo last", table), lambda: sa.select(sa.func.max(id)))
        return (found[0] if found and found[0] is not None else 0) + 1

    def _send(self) -> None:
        """Hand the rows over once those before them are written: at most two chunks are in memory."""
        self._settle()
        rows, self._rows, self._waiting = self._rows, {}, 0
        if rows:
            self._writing = self._writer.submit(partial(self._store.write, partial(_write, rows)))
            self.written += sum(map(len, rows.values()))

    def _settle(self) -> None:
        if self._writing is not None:
            self._writing.result()
            self._writing = None


def _write(rows: Rows, transaction: Transaction) -> None:
    for table, some in rows.items():
        transaction.insert_many(table, some)
