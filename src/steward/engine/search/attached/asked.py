"""Asked: one caller asking for what hangs on some rows, and the reads that all members share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from steward.engine.actor import Actor, Form
from steward.engine.rights import Rights, allows
from steward.engine.row_rights import Clause, From, Given, constant
from steward.engine.search.shape import Shape
from steward.engine.store.port import Reader
from steward.engine.store.text import in_list, rows_as_json, unindexed
from steward.vocabulary.item import Item, Model

KIND: Final = "itemtype"
ID: Final = "items_id"

T = TypeVar("T")
Found = Mapping[int, Any]
"""What a member holds, by the id of the row it hangs on."""


@dataclass(frozen=True)
class Asked:
    """Rows of one type that the actor has read. Members answer by their ids, in as many statements for one as for many."""

    model: Model
    tables: Mapping[str, sa.Table]
    rights: Rights
    shape_of: Callable[[Item, Form], Shape]
    reader: Reader
    actor: Actor
    item: Item
    ids: tuple[int, ...]

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
        return self.shape_of(item, self.form)

    def here(self, alias: From) -> Clause:
        """Rows that point to the asked ones by type and id."""
        return sa.and_(alias.c[KIND] == constant(self.item.name), in_list(alias.c[ID], "ids"))

    def seen(self, item: Item, alias: From) -> Clause:
        return self.rights.visible(item, self.form, alias, point=True)

    def seen_here(self, item: Item, alias: From) -> Clause:
        """The same for rows that point to the asked ones, which the actor sees."""
        given = Given(self.item.name, ID, self.item.name)
        return self.rights.visible(item, self.form, alias, point=True, given=given)

    def kept(self, alias: From) -> Clause:
        """Rows outside the trash."""
        return unindexed(alias.c.is_deleted) == constant(0) if "is_deleted" in alias.c else sa.true()

    def all(self, name: str, build: Callable[[], sa.Select[Any]], **values: Any) -> list[tuple[Any, ...]]:
        key = ("attached", name, self.item.name, self.form)
        return self.reader.all(key, build, {**self.actor.binds, "ids": self.ids, **values})

    def gathered(self, columns: Iterable[Clause], source: From, *tests: Clause) -> sa.ScalarSelect[Any]:
        """Rows as one cell, so that many tables are asked in one statement."""
        return sa.select(rows_as_json(*columns)).select_from(source).where(*tests).scalar_subquery()


def ungathered(cell: str | None) -> list[list[Any]]:
    """The rows of a gathered cell, by their first column."""
    found: list[list[Any]] = json.loads(cell) if cell else []
    return sorted(found, key=lambda row: row[0])


def by_owner(rows: Iterable[tuple[int, T]]) -> Found:
    """Values by the row they hang on, in their order."""
    found: dict[int, list[T]] = {}
    for owner, value in rows:
        found.setdefault(owner, []).append(value)
    return found
