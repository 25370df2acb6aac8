"""Tracing: a store that notes each statement it is asked for, with the plan, before it answers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from steward.engine.store.open import OpenStore
from steward.engine.store.port import Build, Reader, Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Traced:
    """A statement as it was sent, and the rows of its plan."""

    sql: str
    plan: list[tuple[Any, ...]]


class TracedReader:
    def __init__(self, reader: Reader, found: list[Traced]) -> None:
        self._reader, self._found = reader, found

    def all(self, key: Hashable, build: Build, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        self._found.append(Traced(*self.explain(key, build, params)))
        return self._reader.all(key, build, params)

    def one(self, key: Hashable, build: Build, params: Mapping[str, Any] | None = None) -> tuple[Any, ...] | None:
        self._found.append(Traced(*self.explain(key, build, params)))
        return self._reader.one(key, build, params)

    def explain(
        self, key: Hashable, build: Build, params: Mapping[str, Any] | None = None
    ) -> tuple[str, list[tuple[Any, ...]]]:
        return self._reader.explain(key, build, params)


class TracedStore:
    """A store whose reads are traced; writes pass by."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store
        self.layout = store.layout
        self.found: list[Traced] = []
        self.dialect: str = store.dialect
        self.tables: Mapping[str, sa.Table] = store.tables

    @contextmanager
    def read(self) -> Iterator[Reader]:
        with self._store.read() as reader:
            yield TracedReader(reader, self.found)

    @contextmanager
    def glance(self) -> Iterator[Reader]:
        with self._store.glance() as reader:
            yield TracedReader(reader, self.found)

    def write(self, work: Callable[[Transaction], T]) -> T:
        return self._store.write(work)

    def close(self) -> None:
        self._store.close()
