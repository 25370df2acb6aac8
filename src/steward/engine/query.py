"""Query: what every surface asks of the engine when it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one column of the queried table.

    `match`: "equals" (value, or None for NULL), "in" (tuple of values), "text" (the v1 text pattern language: substring,
    `^`, `$`, NULL, `%`). With `columns` naming several, any of them may match.
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


@dataclass(slots=True)
class Page:
    """Rows (dicts in table order, undisclosed columns left out) and how many there are in all."""

    rows: list[dict[str, Any]]
    total: int


class Missing(Exception):
    """There is no such row."""


class Denied(Exception):
    """The actor may not see the row, or the type at all."""
