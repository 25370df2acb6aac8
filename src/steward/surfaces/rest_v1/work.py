"""What an action of many items gets to know, and the form in which it says what is to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from steward.engine.actor import Actor
from steward.engine.command import Command
from steward.engine.engine import Engine
from steward.engine.query import Query, Row, Where
from steward.vocabulary.item import Item, Model
from steward.vocabulary.relations import End

_MOST_ROWS = 10_000


class Malformed(Exception):
    """The input does not fit the action."""


@dataclass(frozen=True, slots=True)
class Work:
    """One application of an action to the items of one type. `processor` is the part of the key before the colon,
    `data` what the reviewed table says about the key."""

    engine: Engine
    actor: Actor
    item: Item
    processor: str
    ids: tuple[int, ...]
    input: Mapping[str, Any]
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def model(self) -> Model:
        return self.engine.model

    @property
    def joint(self) -> Item:
        """The item type that the action's data or else the processor names."""
        found = self.model.items.get(self.data.get("rows", self.processor))
        if found is None:
            raise Malformed
        return found

    def wanted(self, *names: str) -> Any:
        """The first of these members that is there."""
        for name in names:
            if self.input.get(name) not in (None, ""):
                return self.input[name]
        raise Malformed


@dataclass(frozen=True, slots=True)
class Sequel:
    """Commands of which the later ones are only carried out if the first ones succeeded."""

    first: list[Command]
    then: list[Command]


Plan = Sequence[Command | list[Command] | Sequel | None]
"""For each id its command, or several of which the worst counts, or None where there is nothing to do."""


def ends_of(item: Item) -> tuple[End, ...]:
    """The links by which rows of a type hang on others: both sides of a relation, or a parent."""
    if item.relation is not None:
        return (item.relation.first, item.relation.second)
    return (item.parent,) if item.parent is not None else ()


def end_at(rows: Item, item: Item) -> End:
    """The link by which `rows` hang on such items."""
    ends = ends_of(rows)
    named = next((end for end in ends if end.item == item.name), None)
    found = named or next((end for end in ends if end.itemtype_column), None)
    if found is not None:
        return found
    if not rows.has(item.foreign_key):
        raise Malformed
    return End(item.foreign_key, item.name)


def hanging(work: Work, rows: Item, end: End, *more: Where, ids: tuple[int, ...] = ()) -> dict[int, list[Row]]:
    """The rows of a type that hang on each of the items, as far as the caller may see them."""
    where = [Where((end.id_column,), "in", ids or work.ids), *more]
    if end.itemtype_column:
        where.append(Where((end.itemtype_column,), "equals", work.item.name))
    found: dict[int, list[Row]] = {}
    for row in work.engine.list(work.actor, Query(rows.name, tuple(where), trash=None, limit=_MOST_ROWS)).rows:
        found.setdefault(row[end.id_column], []).append(row)
    return found


def at(work: Work, end: End, id: int) -> dict[str, Any]:
    """The columns that hang a row on an item."""
    return {end.id_column: id, **({end.itemtype_column: work.item.name} if end.itemtype_column else {})}
