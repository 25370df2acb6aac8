"""What the rest of the engine sees of a store: prepared statements in, plain values out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

T = TypeVar("T")
Build = Callable[[], sa.sql.expression.ClauseElement]


class Duplicate(Exception):
    """A unique key refuses the row. `key` is its name, `entry` the values joined by "-" as the reference shows them."""

    def __init__(self, key: str, entry: str) -> None:
        super().__init__(f"Duplicate entry '{entry}' for key '{key}'")
        self.key, self.entry = key, entry


class BadValue(Exception):
    """The store refuses a value (out of range, not a number, …)."""


class Unavailable(Exception):
    """The store cannot serve now (locked by another program, disk full, connection lost); the same may succeed later."""


class Reader(Protocol):
    """Reads on one consistent connection.

    `key` names the shape of the statement: the first use calls `build` for a SQLAlchemy Core statement and compiles it, later
    ones reuse the text. Values travel only in `params` (bind names of the statement; lists for `in_list`). Results are plain:
    int, str, None; dates "YYYY-MM-DD", moments "YYYY-MM-DD HH:MM:SS", decimals as text with the column's scale.
    """

    def all(self, key: Hashable, build: Build, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]: ...
    def one(self, key: Hashable, build: Build, params: Mapping[str, Any] | None = None) -> tuple[Any, ...] | None: ...

    def explain(
        self, key: Hashable, build: Build, params: Mapping[str, Any] | None = None
    ) -> tuple[str, list[tuple[Any, ...]]]:
        """The text of a statement and the store's plan for it, in the store's own words."""
        ...


class Transaction(Reader, Protocol):
    """A transaction in progress. An exception out of the work undoes all of it; `nested` undoes only its own part.

    After Duplicate or BadValue go on only outside the `nested` that it left: PostgreSQL takes no more statements inside.
    """

    def run(self, key: Hashable, build: Build, params: Mapping[str, Any] | None = None) -> int:
        """Execute a write; returns how many rows it touched. Raises Duplicate or BadValue."""
        ...

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Insert one row; returns its id (the given one if `values` has an id)."""
        ...

    def insert_many(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None: ...
    def update(self, table: str, id: int, values: Mapping[str, Any]) -> int: ...
    def nested(self) -> AbstractContextManager[None]: ...


class Store(Protocol):
    """An open store. `tables` are SQLAlchemy tables by name, derived from the model, Steward's own included."""

    dialect: str
    tables: Mapping[str, sa.Table]

    def read(self) -> AbstractContextManager[Reader]: ...
    def glance(self) -> AbstractContextManager[Reader]:
        """Like `read`, cheaper, for one statement: two may see different states."""
        ...

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a transaction and return once it is durable. On SQLite several works may share one commit.

        It may run again after a deadlock elsewhere: it must change nothing but rows, and nothing slow belongs in it.
        """
        ...

    def close(self) -> None: ...
