"""Sub-items: how rows of one type hang under a row of another."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.row_rights import Clause, From, Given, constant
from steward.vocabulary.item import Item

KIND: Final = "itemtype"
ID: Final = "items_id"


@dataclass(frozen=True)
class Under:
    """A test on sub-items: one column against the bound id, and the type column where there is one. `empty`: none can be."""

    parent: str
    column: str = "id"
    kind: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    empty: bool = False

    @property
    def key(self) -> Hashable:
        return (self.parent, self.column, self.kind)

    @property
    def given(self) -> Given | None:
        """The parent, which was read before its sub-items are."""
        return None if self.column == "id" else Given(self.parent, self.column, self.kind)

    def clause(self, alias: From) -> Clause:
        test = alias.c[self.column] == sa.bindparam("under_id", type_=sa.Integer())
        if self.kind is None:
            return test
        return sa.and_(alias.c[KIND] == constant(self.kind), test)


def find_under(item: Item, parent: Item, row: Mapping[str, Any]) -> Under:
    """The first rule that fits: the sub-item points to the parent, by key or by type and id, or the other way round."""
    if item.has(parent.foreign_key):
        return Under(parent.name, parent.foreign_key, values={"under_id": row["id"]})
    if item.has(KIND) and item.has(ID):
        return Under(parent.name, ID, parent.name, {"under_id": row["id"]})
    if parent.has(item.foreign_key):
        return Under(parent.name, values={"under_id": row.get(item.foreign_key)})
    if parent.has(KIND) and parent.has(ID) and row.get(KIND) == item.name:
        return Under(parent.name, values={"under_id": row.get(ID)})
    return Under(parent.name, empty=True)
