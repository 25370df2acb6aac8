"""Searches through the engine, each next to SQL written by hand for the same answer, in the same run."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from steward.assemble import App
from steward.bench.by_hand import Case, cases
from steward.demo.load import AlreadyThere, load
from steward.demo.organisation import Size
from steward.engine.actor import SYSTEM, Actor
from steward.engine.query import Query, Where
from steward.engine.store.sqlite import SqliteStore, connect

_UNTIL: Final = datetime(2026, 11, 1)
_SUPER_ADMIN: Final = 4
_AIM, _EXTRA = 1.5, 1.0
"""No more than so many times the SQL by hand, and so many milliseconds."""


@dataclass(frozen=True)
class Figure:
    """Milliseconds, medians."""

    name: str
    engine: float
    by_hand: float
    hits: int
    same: bool

    @property
    def ratio(self) -> float:
        return self.engine / self.by_hand

    @property
    def reached(self) -> bool:
        return self.engine <= _AIM * self.by_hand + _EXTRA


def prepare(app: App, computers: int, tickets: int) -> None:
    """Fill the store, unless it is filled already."""
    try:
        load(app.store, Size(computers, tickets, 1, _UNTIL))
    except AlreadyThere:
        return


def measure(app: App, rounds: int, only: str | None = None) -> Iterator[Figure]:
    store = app.store
    assert isinstance(store, SqliteStore), "SQL by hand is written for SQLite"
    actor = administrator(app)
    with closing(connect(store.path)) as connection:
        for case in cases(_ids(app)):
            if only is None or only in case.name:
                yield _figure(app, actor, connection, case, rounds)


def administrator(app: App) -> Actor:
    """The super-administrator, as a session would make him."""
    rights = _rows(app, "ProfileRight", Where(("profiles_id",), "equals", _SUPER_ADMIN))
    entities = frozenset(row["id"] for row in _rows(app, "Entity"))
    return Actor(
        user_id=2,
        login="glpi",
        label="glpi (2)",
        profile_id=_SUPER_ADMIN,
        rights={row["name"]: row["rights"] for row in rights},
        entities=entities,
        recursive=True,
        sees_all=True,
    )


def _rows(app: App, item: str, *where: Where) -> list[Any]:
    return list(app.engine.list(SYSTEM, Query(item, where=where, limit=100_000)).rows)


def _ids(app: App) -> dict[str, int]:
    place = _rows(app, "Location", Where(("level",), "equals", 2))[0]
    return {"maker": _rows(app, "Manufacturer")[0]["id"], "place": place["id"]}


def _figure(app: App, actor: Actor, connection: sqlite3.Connection, case: Case, rounds: int) -> Figure:
    def engine() -> tuple[int, list[int]]:
        found = app.engine.search(actor, case.search)
        return found.total or 0, [row[0] for row in found.rows]

    def by_hand() -> tuple[int, list[int]]:
        (total,) = connection.execute(case.count, case.values).fetchone()
        return total, [row[0] for row in connection.execute(case.page, case.values).fetchall()]

    answers = engine(), by_hand()
    times: dict[Callable[[], Any], list[float]] = {engine: [], by_hand: []}
    for _ in range(rounds):
        for way, taken in times.items():
            before = time.perf_counter()
            way()
            taken.append((time.perf_counter() - before) * 1_000)
    middle = [statistics.median(taken) for taken in times.values()]
    return Figure(case.name, middle[0], middle[1], answers[0][0], answers[0] == answers[1])


__all__ = ["Figure", "administrator", "measure", "prepare"]
