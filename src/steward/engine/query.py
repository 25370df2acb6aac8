"""Query: what every surface asks of the engine when it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one column of the queried table.

    `match`: "equals" (value, or None for NULL), "in" (tuple of values), "text" (the v1 text pattern language: substring,
    `^`, `$`, NULL, `%`). With `columns` naming several, any of them may match; ("all",) are all texts that are shown.
    Conditions on undisclosed columns do not count.
    """

    columns: tuple[str, ...]
    match: str
    value: Any


@dataclass(frozen=True, slots=True)
class Query:
    """A page of rows of one item type that an actor may see.

    `trash`: True the deleted ones, False the others, None both. `under`: (parent item name, id) keeps the sub-items of a
    parent by the join rules of v1. `sort` is a column name; `id` always breaks ties. `offset`/`limit` are rows.
    """

    item: str
    where: tuple[Where, ...] = ()
    under: tuple[str, int] | None = None
    trash: bool | None = False
    sort: str = "id"
    descending: bool = False
    offset: int = 0
    limit: int = 51
    columns: tuple[str, ...] = ()


class Row(dict[str, Any]):
    """A row in table order, undisclosed columns left out. `item` names its type.

    `names` holds the texts of its foreign keys where they were asked for: by column, for ids above 0 (entities: from 0),
    "" when the linked row is missing or in an entity out of reach. Expanded: `{**row, **row.names}`.
    """

    __slots__ = ("item", "names")

    def __init__(self, item: str, values: Any, names: Mapping[str, str] | None = None) -> None:
        dict.__init__(self, values)  # super() would cost a page a tenth of its rows
        self.item, self.names = item, names or {}


@dataclass(slots=True)
class Page:
    """Rows, and how many there are in all that the actor may see."""

    rows: list[Row]
    total: int


class Missing(Exception):
    """There is no such row."""


class Denied(Exception):
    """The actor may not see the row, or the type at all."""


class _NotPermitted:
    """Stands where something was asked for that the actor has no right to, in an answer that is otherwise fine."""

    def __repr__(self) -> str:
        return "DENIED"


DENIED: Final = _NotPermitted()
