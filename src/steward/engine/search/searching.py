"""Searching: a page of rows by search options, in a page of ids, a count, and the cells of that page."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.actor import Actor
from steward.engine.query import Denied
from steward.engine.rights import allows, params
from steward.engine.search import cursors
from steward.engine.search.cells import Column, decoders, read, statement
from steward.engine.search.criteria import BadSearch, Found, Search, Shown
from steward.engine.search.cursors import Position
from steward.engine.search.pages import Page, Pages
from steward.engine.search.plan import Leaf, Plan, Planner
from steward.engine.search.unions import UnionPages, members
from steward.engine.search.values import rows_bind, walk
from steward.engine.search.walking import Walker
from steward.engine.store.port import Reader, Store
from steward.vocabulary.item import Item, Model
from steward.vocabulary.options import Option

NAME: Final = 1
ID: Final = 2
ENTITY: Final = 80
PLACES: Final = (998, 999)
Columns = tuple[Shown, ...]
Row = tuple[int, str, list[Any]]


@dataclass(frozen=True)
class Asked:
    """A search on its way: who asks, and what is displayed before criteria add to it (`forced` None: by preference)."""

    actor: Actor
    search: Search
    item: Item
    first: tuple[Option, ...]
    forced: tuple[Option, ...] | None
    at: Position | None

    @property
    def passed(self) -> int:
        """Rows before this page."""
        return self.search.offset if self.at is None else self.at.passed


class Searching:
    """Searches over one model and one store."""

    def __init__(self, model: Model, store: Store, clock: Callable[[], datetime]) -> None:
        self.model, self.store, self.clock = model, store, clock
        self._planner = Planner(model, store)
        self._pages = Pages(model, store.tables)
        self._unions = UnionPages(store.tables, self._pages)
        self._members = {name: members(model, union) for name, union in model.unions.items()}

    def parts(self, actor: Actor, name: str) -> tuple[Item, ...]:
        """The types searched under a name that the actor may see rows of; none when all are closed to him."""
        found = self._members[name] if name in self._members else (self.model.items[name],)
        return tuple(item for item in found if allows(self.model, actor, item, "view"))

    def search(self, actor: Actor, search: Search) -> Found:
        """Raises Denied when the type is closed to the actor, BadSearch when the search cannot be run."""
        parts = self.parts(actor, search.item)
        if not parts:
            raise Denied
        item = self.model.unions.get(search.item) or parts[0]
        now = self.clock()
        first = tuple(self._always(item, parts, actor, search))
        forced = self._forced(item, search)
        displayed = first + (forced or ())
        asked = Asked(actor, search, item, first, forced, cursors.read(actor, search))
        if asked.at is not None and item.table is None:
            asked = replace(asked, search=replace(search, offset=asked.at.passed), at=None)
        united = len(parts) if search.item in self.model.unions else 0
        plans = [self._planner.plan(part, search, displayed, actor, now, united) for part in parts]
        if all(part.table is None for part in parts):
            return Found((), [], 0, sort=self._sorted(item, search))
        values = {**params(actor), "now": now, "today": now}
        for plan in plans:
            values |= plan.values
        with self.store.read() as reader:
            if plans[0].walks_beforehand:
                values |= self._walked(reader, plans, values)
            return self._run(reader, asked, plans, values)

    def _walked(self, reader: Reader, plans: Sequence[Plan], values: dict[str, Any]) -> dict[str, Any]:
        """The rows below those that many questions are about: one statement a tree."""
        asked = {bind: (tree, id) for plan in plans for bind, tree, id in plan.below}
        rows: dict[tuple[str, int], list[int]] = {}
        for tree in {tree.name: tree for tree, _ in asked.values()}.values():
            for root, id in reader.all(("walk", tree.name), partial(_walk, self.store, tree), values):
                rows.setdefault((tree.name, root), []).append(id)
        return {rows_bind(bind): rows.get((tree.name, id), []) for bind, (tree, id) in asked.items()}

    def _always(self, item: Item, parts: Sequence[Item], actor: Actor, search: Search) -> list[Option]:
        """Columns that stand before those asked for."""
        numbers = [ID, NAME] if _numbered_first(item) else [NAME]
        if any(_shows_entity(part, actor) for part in parts):
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

    def _run(self, reader: Reader, asked: Asked, plans: Sequence[Plan], values: dict[str, Any]) -> Found:
        walker = Walker(self.model, self.store.tables, asked.actor.form)
        preferences = asked.forced is None
        pages = [Page(walker, plan, preferences, asked.at, asked.search.cursor is not None) for plan in plans]
        if asked.at is not None:
            values |= asked.at.values
        found = self._ids(reader, asked, pages, values)
        total = self._total(reader, asked, pages, values, len(found))
        preferred = asked.forced if asked.forced is not None else self._preferred(asked.item, found)
        shown = [Shown(option) for option in (*asked.first, *preferred)]
        columns = _distinct([*shown, *(Shown(option, meta) for option, meta in plans[0].mentioned)])
        if not asked.item.option:
            rows: list[Row] = [(row[0], row[2], []) for row in found]
        else:
            rows = self._cells(reader, walker, plans, columns, found, values, united=asked.item.table is None)
        return Found(
            columns, rows, total, self._cursor(asked, found), asked.passed, self._sorted(asked.item, asked.search)
        )

    def _sorted(self, item: Item, search: Search) -> tuple[int, ...]:
        fields = self._planner.fields(item)
        return tuple(sort.field if isinstance(sort.field, int) else fields.number(sort.field) for sort in search.sort)

    def _ids(
        self, reader: Reader, asked: Asked, pages: Sequence[Page], values: dict[str, Any]
    ) -> list[tuple[Any, ...]]:
        """(id, preferences, type, what the row is sorted by …)."""
        if asked.item.table is None:
            return self._unions.ids(reader, asked.item, pages, values)
        return self._pages.ids(reader, pages[0], values)

    def _total(
        self, reader: Reader, asked: Asked, pages: Sequence[Page], values: dict[str, Any], rows: int
    ) -> int | None:
        search = asked.search
        if not search.count:
            return None
        if asked.at is None and rows < search.limit and (rows or search.offset == 0):
            return search.offset + rows
        if asked.item.table is None:
            return self._unions.count(reader, asked.item, pages, values)
        return self._pages.count(reader, pages[0], values)

    def _cursor(self, asked: Asked, found: Sequence[tuple[Any, ...]]) -> str | None:
        """Where the next page begins; None without one, or when nobody asked."""
        if asked.search.cursor is None or not found or len(found) < asked.search.limit:
            return None
        last = found[-1]
        return cursors.written(asked.actor, asked.search, Position(asked.passed + len(found), tuple(last[3:]), last[0]))

    def _preferred(self, item: Item, found: Sequence[tuple[Any, ...]]) -> tuple[Option, ...]:
        """The columns that the user, or else everybody, wants to see; they come with the page."""
        if not found:
            return ()
        rows = sorted(json.loads(found[0][1] or "[]"))
        own = [row for row in rows if row[0] > 0] or rows
        return tuple(item.option[number] for _, _, number in own if number in item.option)

    def _cells(
        self,
        reader: Reader,
        walker: Walker,
        plans: Sequence[Plan],
        columns: Columns,
        found: Sequence[tuple[Any, ...]],
        values: dict[str, Any],
        united: bool,
    ) -> list[Row]:
        if not found:
            return []
        wanted = [tuple(self._column(plan, shown) for shown in columns) for plan in plans]
        fetch = self._united_cells if united else self._own_cells
        cells = fetch(reader, walker, plans, wanted, found, values)
        # A row may go between two statements; its cells are then empty rather than the page short.
        nothing = [None] * len(columns)
        return [(row[0], row[2], cells.get((row[2], row[0]), nothing)) for row in found]

    def _own_cells(
        self,
        reader: Reader,
        walker: Walker,
        plans: Sequence[Plan],
        wanted: Sequence[tuple[Column, ...]],
        found: Sequence[tuple[Any, ...]],
        values: dict[str, Any],
    ) -> dict[tuple[str, int], list[Any]]:
        item, columns = plans[0].item, wanted[0]
        key: Hashable = ("cells", item.name, walker.form, tuple(column.key for column in columns))
        rows = self.store.tables[item.table or ""].alias("r")
        ids = [row[0] for row in found]
        fetched = reader.all(key, partial(statement, walker, columns, rows), {**values, "ids": ids})
        decode = decoders(walker, columns)
        return {(item.name, row[0]): read(decode, row[1:]) for row in fetched}

    def _united_cells(
        self,
        reader: Reader,
        walker: Walker,
        plans: Sequence[Plan],
        wanted: Sequence[tuple[Column, ...]],
        found: Sequence[tuple[Any, ...]],
        values: dict[str, Any],
    ) -> dict[tuple[str, int], list[Any]]:
        ids: dict[str, list[int]] = {}
        for row in found:
            ids.setdefault(row[2], []).append(row[0])
        parts = [(walker, plan.item, columns) for plan, columns in zip(plans, wanted, strict=True)]
        decode = {item.name: decoders(walker, columns) for _, item, columns in parts}
        fetched = self._unions.cells(reader, parts, ids, values)
        return {
            place: [None if one is None else one(cell) for one, cell in zip(decode[place[0]], cells, strict=True)]
            for place, cells in fetched.items()
        }

    def _column(self, plan: Plan, shown: Shown) -> Column:
        """Of several values only those are shown that a condition on the column asks for, as clients know it."""
        meta = self.model.items[shown.meta] if shown.meta else None
        field = self._planner.field(plan.item, shown.option, meta)
        if (
            field is None
            or meta is not None
            or not field.many
            or field.aggregate
            or shown.option.extra.get("use_subquery")
        ):
            return Column(field)
        if any(part.joins != "AND" for part in plan.where.parts[1:]):
            return Column(field)
        asked = [part.asked[0] for part in plan.where.parts if isinstance(part, Leaf) and len(part.asked) == 1]
        narrow = [
            (question, bind)
            for about, question, bind in asked
            if about is field and not question.negated and question.about == "value" and question.value is not None
        ]
        return Column(field, tuple(narrow))


def _walk(store: Store, tree: Item) -> sa.Select[Any]:
    walked = walk(store.tables, tree)
    return sa.select(walked.c.root, walked.c.id)


def _numbered_first(item: Item) -> bool:
    """Where the id stands before the name: types that have a life cycle of their own, with status and solution."""
    return item.has("solvedate") and item.has("status")


def _shows_entity(item: Item, actor: Actor) -> bool:
    """Where there are several entities, and rows of several can be in one answer."""
    if not item.entity_assigned or (actor.sees_all and len(actor.entities) <= 1):
        return False
    return item.recursive or len(actor.entities) > 1


def _distinct(columns: Sequence[Shown]) -> Columns:
    return tuple({(s.option.number, s.meta): s for s in columns}.values())


__all__ = ["Searching"]
