"""A few tables with every kind of column, for the contract of stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from steward.engine.schema.own import OWN_TABLES
from steward.engine.store.open import OpenStore
from steward.vocabulary.columns import NOW, Column, Kind
from steward.vocabulary.item import Table


def _null(name: str, kind: Kind, size: int | None = None, scale: int | None = None) -> Column:
    return Column(name, kind, size, scale, nullable=True, default=None)


ID = Column("id", Kind.UINT, auto_increment=True)
THINGS = Table(
    "things",
    (
        ID,
        _null("name", Kind.VARCHAR, 255),
        _null("code", Kind.CHAR, 10),
        _null("note", Kind.TEXT),
        _null("story", Kind.MEDIUMTEXT),
        _null("book", Kind.LONGTEXT),
        _null("number", Kind.INT),
        _null("link", Kind.UINT),
        _null("large", Kind.BIGINT),
        _null("short", Kind.SMALLINT),
        _null("flag", Kind.TINYINT),
        _null("byte", Kind.UTINYINT),
        _null("moment", Kind.MOMENT),
        _null("day", Kind.DATE),
        _null("clock", Kind.CLOCK),
        _null("price", Kind.DECIMAL, 20, 4),
        _null("inches", Kind.DECIMAL, 5, 2),
        _null("ratio", Kind.FLOAT),
    ),
    {},
    {"name": ("name",), "story_start": ("story(50)",), "day": ("day", "number")},
)
PLACES = Table(
    "places",
    (
        ID,
        Column("parent", Kind.UINT, default=0),
        Column("name", Kind.VARCHAR, 255, nullable=True, default=None),
        Column("color", Kind.VARCHAR, 50, default="it's 100% red"),
        Column("rank", Kind.INT, default=7),
        Column("since", Kind.MOMENT, default=NOW),
        Column("kind", Kind.VARCHAR, 20),
    ),
    {"unicity": ("parent", "name")},
    {"rank": ("rank",)},
)
TABLES: Mapping[str, Table] = {"things": THINGS, "places": PLACES, **OWN_TABLES}


def insert(store: OpenStore, table: str, **values: Any) -> int:
    if table == "places":
        values.setdefault("kind", "")
    return store.write(lambda transaction: transaction.insert(table, values))


EMPTY = {
    "sqlite": ("DELETE FROM things", "DELETE FROM places", "DELETE FROM sqlite_sequence"),
    "postgresql": ("TRUNCATE TABLE things, places RESTART IDENTITY",),
    "mysql": ("TRUNCATE TABLE things", "TRUNCATE TABLE places"),
}


def empty(store: OpenStore) -> None:
    """Rows gone, ids from 1 again."""
    for sql in EMPTY[store.dialect]:
        store.write(lambda t, sql=sql: t.run(sql, lambda: sa.text(sql)))


def row(store: OpenStore, table: str, id: int) -> dict[str, Any]:
    columns = store.tables[table].c
    with store.read() as reader:
        found = reader.one(
            ("row", table), lambda: sa.select(*columns).where(columns.id == sa.bindparam("id")), {"id": id}
        )
    assert found is not None
    return dict(zip(columns.keys(), found, strict=True))


def count(store: OpenStore, table: str = "things") -> int:
    with store.read() as reader:
        found = reader.one(("count", table), lambda: sa.select(sa.func.count()).select_from(store.tables[table]))
    assert found is not None
    return int(found[0])


def names(store: OpenStore, condition: Callable[[], Any], params: Mapping[str, Any] | None = None) -> list[str | None]:
    """Names of the things that meet a condition, in order of their ids. The condition's text is its key."""
    things = store.tables["things"].c
    with store.read() as reader:
        found = reader.all(object(), lambda: sa.select(things.name).where(condition()).order_by(things.id), params)
    return [name for (name,) in found]
