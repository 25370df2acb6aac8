"""Searching: a page of rows by search options, in a page of ids, a count, and the cells of that page."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from steward.engine.actor import Actor
from steward.engine.query import Denied
from steward.engine.rights import allows, params
from steward.engine.search.cells import Column, decoders, read, statement
from steward.engine.search.criteria import BadSearch, Found, Search, Shown
from steward.engine.search.pages import Page, Pages
from steward.engine.search.plan import Leaf, Plan, Planner
from steward.engine.search.walking import Walker
from steward.engine.store.port import Reader, Store
from steward.vocabulary.item import Item, Model
from steward.vocabulary.options import Option

NAME: Final = 1
ID: Final = 2
ENTITY: Final = 80
PLACES: Final = (998, 999)
Columns = tuple[Shown, ...]


@dataclass(frozen=True)
class Asked:
    """A search on its way: who asks, when, and what is displayed before criteria add to it."""

    actor: Actor
    search: Search
    item: Item
    first: tuple[Option, ...]
    forced: tuple[Option, ...] | None


class Searching:
    """Searches over one model and one store."""

    def __init__(self, model: Model, store: Store, clock: Callable[[], datetime]) -> None:
        self.model, self.store, self.clock = model, store, clock
        self._planner = Planner(model)
        self._pages = Pages(model, store.tables)

    def search(self, actor: Actor, search: Search) -> Found:
        """Raises Denied when the type is closed to the actor, BadSearch when the search cannot be run."""
        item = self.model.items[search.item]
        if not allows(self.model, actor, item, "view"):
            raise Denied
        now = self.clock()
        first = tuple(self._always(item, actor, search))
        forced = self._forced(item, search)
        displayed = first + (forced if forced is not None else ())
        plan = self._planner.plan(item, search, displayed, actor, now)
        if item.table is None:
            return Found((), [], 0)
        asked = Asked(actor, search, item, first, forced)
        with self.store.read() as reader:
            return self._run(reader, asked, plan, {**params(actor), **plan.values, "now": now, "today": now})

    def _always(self, item: Item, actor: Actor, search: Search) -> list[Option]:
        """Columns that stand before those asked for."""
        numbers = [ID, NAME] if _numbered_first(item) else [NAME]
        if ENTITY in item.option and _shows_entity(item, actor):
            numbers.append(ENTITY)
        if search.on_map:
            numbers += PLACES
        return [item.option[number] for number in numbers if number in item.option]

    def _forced(self, item: Item, search: Search) -> tuple[Option, ...] | None:
        if search.display is None:
            return None
        fields = self._planner.fields(item)
        found = [option for name in search.display if (option := fields.option(name)) is not None]
        for option in found:
            if option.nodisplay:
                raise BadSearch("display", str(option.number))
        return tuple(found)

    def _run(self, reader: Reader, asked: Asked, plan: Plan, values: dict[str, Any]) -> Found:
        walker = Walker(self.model, self.store.tables, asked.actor.form)
        page = Page(walker, plan, asked.forced is None)
        found = self._pages.ids(reader, page, values)
        total = self._total(reader, page, values, len(found))
        preferred = asked.forced if asked.forced is not None else self._preferred(asked.item, found)
        columns = _distinct([*(Shown(o) for o in (*asked.first, *preferred)), *(Shown(o, m) for o, m in plan.mentioned)])
        ids = [row[0] for row in found]
        return Found(columns, self._cells(reader, walker, plan, columns, ids, values), total)

    def _total(self, reader: Reader, page: Page, values: dict[str, Any], rows: int) -> int | None:
        search = page.plan.search
        if not search.count:
            return None
        if rows < search.limit and (rows or search.offset == 0):
            return search.offset + rows
        return self._pages.count(reader, page, values)

    def _preferred(self, item: Item, found: Sequence[tuple[Any, ...]]) -> tuple[Option, ...]:
        """The columns that the user, or else everybody, wants to see; they come with the page."""
        if not found:
            return ()
        rows = sorted(json.loads(found[0][1] or "[]"))
        own = [row for row in rows if row[0] > 0] or rows
        return tuple(item.option[number] for _, _, number in own if number in item.option)

    def _cells(
        self, reader: Reader, walker: Walker, plan: Plan, columns: Columns, ids: list[int], values: dict[str, Any]
    ) -> list[tuple[int, str, list[Any]]]:
        item = plan.item
        if not ids:
            return []
        if not item.option:
            return [(id, item.name, []) for id in ids]
        wanted = [self._column(plan, shown) for shown in columns]
        key: Hashable = ("cells", item.name, walker.form, tuple(column.key for column in wanted))
        row = self.store.tables[item.table or ""].alias("r")
        found = reader.all(key, partial(statement, walker, wanted, row), {**values, "ids": ids})
        decode = decoders(walker, wanted)
        by_id = {row[0]: read(decode, row[1:]) for row in found}
        # A row may go between two statements; its cells are then empty rather than the page short.
        return [(id, item.name, by_id.get(id) or [None] * len(columns)) for id in ids]

    def _column(self, plan: Plan, shown: Shown) -> Column:
        meta = self.model.items[shown.meta] if shown.meta else None
        field = self._planner.field(plan.item, shown.option, meta)
        if field is None or meta is not None or not field.many or field.aggregate or shown.option.extra.get("use_subquery"):
            return Column(field)
        narrow = [
            (question, f"{leaf.bind}_0")
            for leaf in plan.where.parts
            if isinstance(leaf, Leaf) and len(leaf.asked) == 1 and leaf.asked[0][0] is field
            for question in (leaf.asked[0][1],)
            if not question.negated and question.about == "value" and question.value is not None
        ]
        only_and = all(part.joins == "AND" for part in plan.where.parts[1:])
        return Column(field, tuple(narrow) if only_and else ())


def _numbered_first(item: Item) -> bool:
    """Where the id stands before the name: types that have a life cycle of their own, with status and solution."""
    return item.has("solvedate") and item.has("status")


def _shows_entity(item: Item, actor: Actor) -> bool:
    """Where there are several entities, and rows of several can be in one answer."""
    if actor.sees_all and len(actor.entities) <= 1:
        return False
    return item.recursive or len(actor.entities) > 1


def _distinct(columns: Sequence[Shown]) -> Columns:
    return tuple({(s.option.number, s.meta): s for s in columns}.values())


__all__ = ["Searching", "replace"]
