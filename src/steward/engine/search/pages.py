"""Pages: which rows a search finds, in their order, and how many there are."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from steward.engine.rights import Rights
from steward.engine.row_rights import Clause, From, all_of, constant
from steward.engine.search.fields import Field
from steward.engine.search.plan import Key, Plan
from steward.engine.search.values import value
from steward.engine.search.walking import Walker
from steward.engine.search.where import Conditions, scalar
from steward.engine.store.port import Reader
from steward.engine.store.text import ordered, rows_as_json, unindexed
from steward.vocabulary.item import Item, Model
from steward.vocabulary.paths import Word

Tables = Mapping[str, sa.Table]


@dataclass(frozen=True)
class Page:
    """What a page is made of. `preferences`: the columns that the user prefers come along."""

    walker: Walker
    plan: Plan
    preferences: bool = False

    @property
    def item(self) -> Item:
        return self.plan.item

    @property
    def key(self) -> Hashable:
        search = self.plan.search
        fixed = tuple(column for column, _ in search.fixed)
        return (self.item.name, self.walker.form, self.plan.where.key, search.trash, fixed)

    @property
    def page_key(self) -> Hashable:
        order = tuple((key.field.key, key.descending) for key in self.plan.sort)
        return ("search", self.key, order, self.preferences)


class Pages:
    """Writes and runs the statements of pages."""

    def __init__(self, model: Model, tables: Tables) -> None:
        self.model, self.tables = model, tables
        self._rights = Rights(model, tables)

    def ids(self, reader: Reader, page: Page, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """(id, preferences as JSON where asked for)."""
        search = page.plan.search
        asked = {**values, **_fixed(page), "page_limit": max(search.limit, 0), "page_offset": search.offset}
        return reader.all(page.page_key, lambda: self._page(page), asked)

    def count(self, reader: Reader, page: Page, values: dict[str, Any]) -> int:
        found = reader.one(("found", page.key), lambda: self._count(page), {**values, **_fixed(page)})
        return int(found[0]) if found else 0

    def _page(self, page: Page) -> sa.Select[Any]:
        rows = self.tables[page.item.table or ""].alias("r")
        source, keys = self._sorted(page, rows)
        columns = [rows.c.id, self._preferences(page.item)] if page.preferences else [rows.c.id]
        limit, offset = (sa.bindparam(n, type_=sa.Integer()) for n in ("page_limit", "page_offset"))
        found = sa.select(*columns).select_from(source).where(self._where(page, rows))
        return found.order_by(*keys).limit(limit).offset(offset)

    def _count(self, page: Page) -> sa.Select[Any]:
        rows = self.tables[page.item.table or ""].alias("r")
        return sa.select(sa.func.count()).select_from(rows).where(self._where(page, rows))

    def _where(self, page: Page, rows: From) -> Clause:
        item, search = page.item, page.plan.search
        clauses = [self._rights.discriminates(item, rows)]
        clauses += [rows.c[c] == sa.bindparam(f"fixed_{c}", type_=rows.c[c].type) for c, _ in search.fixed]
        if "is_deleted" in rows.c:
            flag = rows.c.is_deleted
            clauses.append(flag == constant(1) if search.trash else unindexed(flag) == constant(0))
        if item.templated and "is_template" in rows.c:
            clauses.append(unindexed(rows.c.is_template) == constant(0))
        clauses.append(Conditions(page.walker).clause(page.plan.where, rows))
        return all_of([*clauses, page.walker.rights.visible(item, page.walker.form, rows)])

    def _sorted(self, page: Page, rows: From) -> tuple[From, list[Clause]]:
        """The rows with what they are sorted by joined to them, and the keys of the order."""
        source: From = rows
        joined: dict[Any, From] = {}
        keys: list[Clause] = []
        for key in page.plan.sort:
            field = key.field
            if field.path and all(hop.word is Word.LINK for hop in field.path) and not field.aggregate:
                far = joined.get(field.path)
                if far is None:
                    source, far = _left_join(page.walker, field, source, rows)
                    joined[field.path] = far
                keys += _keys(page.walker, key, far, far)
            elif field.path:
                keys.append(ordered(_least(page.walker, field, rows), key.descending, nullable=True))
            else:
                keys += _keys(page.walker, key, rows, None)
        return source, [*keys, ordered(rows.c.id)]

    def _preferences(self, item: Item) -> Clause:
        chosen = self.tables[self.model.role("preference").table or ""].alias("p")
        mine = sa.or_(chosen.c.users_id == constant(0), chosen.c.users_id == sa.bindparam("actor_user", type_=sa.Integer()))
        rows = sa.select(rows_as_json(chosen.c.users_id, chosen.c.rank, chosen.c.num))
        return rows.where(chosen.c.itemtype == sa.literal(item.name), mine).scalar_subquery()


def _fixed(page: Page) -> dict[str, Any]:
    return {f"fixed_{column}": value for column, value in page.plan.search.fixed}


def _left_join(walker: Walker, field: Field, source: From, rows: From) -> tuple[From, From]:
    near, item = rows, field.start
    for at in range(len(field.path)):
        step = next(walker.steps(near, item, field.path[at:], field.linked))
        on = [step.near == step.far, *step.where, *step.guard]
        source = source.outerjoin(step.alias, all_of(on))
        near, item = step.alias, step.item
    return source, near


def _keys(walker: Walker, key: Key, row: From, far: From | None) -> list[Clause]:
    if far is not None and key.field.person:
        blank = constant("")
        name = sa.func.coalesce(far.c.realname, blank) + sa.func.coalesce(far.c.firstname, blank)
        shown = sa.case((far.c.id.is_not(None), name + sa.func.coalesce(far.c.name, blank)))
        return [ordered(shown, key.descending, nullable=True)]
    return [ordered(value(walker, key.field, row), key.descending, nullable=True if far is not None else None)]


def _least(walker: Walker, field: Field, rows: From) -> Clause:
    return scalar(walker, field, rows)


__all__ = ["Page", "Pages"]
