"""Asked: one caller asking for what hangs on one row, and the reads that all members share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.actor import Actor, Form
from steward.engine.query import Row
from steward.engine.rights import Rights, allows
from steward.engine.row_rights import Clause, From, constant
from steward.engine.search.shape import Shape
from steward.engine.store.port import Reader
from steward.engine.store.text import rows_as_json, unindexed
from steward.vocabulary.item import Item, Model

KIND: Final = "itemtype"
ID: Final = "items_id"


@dataclass(frozen=True)
class Asked:
    model: Model
    tables: Mapping[str, sa.Table]
    rights: Rights
    reader: Reader
    actor: Actor
    item: Item
    id: int

    @property
    def form(self) -> Form:
        return self.actor.form

    def allowed(self, item: Item) -> bool:
        return allows(self.model, self.actor, item, "view")

    def other(self, role: str) -> Item:
        return self.model.role(role)

    def table(self, item: Item, name: str | None = None) -> From:
        return self.tables[item.table or ""].alias(name)

    def shape(self, item: Item) -> Shape:
        return Shape(item, self.form)

    def here(self, alias: From) -> Clause:
        """Rows that point to the asked row by type and id."""
        return sa.and_(alias.c[KIND] == constant(self.item.name), alias.c[ID] == sa.bindparam("id", type_=sa.Integer()))

    def seen(self, item: Item, alias: From) -> Clause:
        return self.rights.visible(item, self.form, alias, point=True)

    def kept(self, alias: From) -> Clause:
        """Rows outside the trash."""
        return unindexed(alias.c.is_deleted) == constant(0) if "is_deleted" in alias.c else sa.true()

    def all(self, name: str, build: Callable[[], sa.Select[Any]], **values: Any) -> list[tuple[Any, ...]]:
        key = ("attached", name, self.item.name, self.form)
        return self.reader.all(key, build, {**self.actor.binds, "id": self.id, **values})

    def rows(
        self,
        name: str,
        item: Item,
        where: Callable[[From], Clause],
        drop: Sequence[str] = (),
        latest: str | None = None,
    ) -> list[Row]:
        """Visible rows of another type, in the order of their ids or the latest first."""
        shape = self.shape(item)
        names = tuple(n for n in shape.names if n not in drop)

        def build() -> sa.Select[Any]:
            r = self.table(item, "r")
            order = [r.c.id] if latest is None else [r.c[latest].desc(), r.c.id.desc()]
            return sa.select(*(r.c[n] for n in names)).where(where(r), self.seen(item, r)).order_by(*order)

        return [shape.row(names, values) for values in self.all(name, build)]

    def gathered(self, columns: Iterable[Clause], source: From, *tests: Clause) -> sa.ScalarSelect[Any]:
        """Rows as one cell, so that many tables are asked in one statement."""
        return sa.select(rows_as_json(*columns)).select_from(source).where(*tests).scalar_subquery()


def ungathered(cell: str | None) -> list[list[Any]]:
    """The rows of a gathered cell, by their first column."""
    found: list[list[Any]] = json.loads(cell) if cell else []
    return sorted(found, key=lambda row: row[0])
