"""Pages: which rows a search finds, in their order, and how many there are."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from steward.engine.rights import Rights
from steward.engine.row_rights import Clause, From, all_of, constant
from steward.engine.search.cursors import Position, follows
from steward.engine.search.fields import Field
from steward.engine.search.plan import Key, Plan
from steward.engine.search.values import Trees, value
from steward.engine.search.walking import Walker
from steward.engine.search.where import Conditions, scalar
from steward.engine.store.port import Reader
from steward.engine.store.text import caseless, ordered, rows_as_json, unindexed
from steward.vocabulary.item import Item, Model
from steward.vocabulary.paths import Path, Word

Tables = Mapping[str, sa.Table]


@dataclass(frozen=True)
class Page:
    """What a page is made of. `preferences`: the columns that the user prefers come along.

    `keyed`: so does what each row is sorted by, to go on from; `at`: the page follows that position.
    """

    walker: Walker
    plan: Plan
    preferences: bool = False
    at: Position | None = None
    keyed: bool = False

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
        order = tuple((key.field and key.field.key, key.descending) for key in self.plan.sort)
        return ("search", self.key, order, self.preferences, self.keyed, self.at and self.at.shape)


class Pages:
    """Writes and runs the statements of pages."""

    def __init__(self, model: Model, tables: Tables) -> None:
        self.model, self.tables = model, tables
        self._rights = Rights(model, tables)

    def ids(self, reader: Reader, page: Page, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """(id, preferences as JSON where asked for, type, what the row is sorted by …)."""
        search = page.plan.search
        offset = search.offset if page.at is None else 0
        asked = {**values, **fixed_values(page), "page_limit": max(search.limit, 0), "page_offset": offset}
        return reader.all(page.page_key, lambda: self._page(page), asked)

    def count(self, reader: Reader, page: Page, values: dict[str, Any]) -> int:
        found = reader.one(("found", page.key), lambda: self._count(page), {**values, **fixed_values(page)})
        return int(found[0]) if found else 0

    def _page(self, page: Page) -> sa.Select[Any]:
        rows = self.tables[page.item.table or ""].alias("r")
        source, keys = self.keys(page, rows)
        sorted_by = [(key, column) for key, column in zip(page.plan.sort, keys, strict=True) if column is not None]
        columns: list[Clause] = [rows.c.id, self.preferences(page.item) if page.preferences else sa.null()]
        columns.append(sa.literal(page.item.name, sa.String()))
        if page.keyed:
            columns += [column for _, column in sorted_by]
        in_order = all(key.field is None or not key.field.path for key in page.plan.sort)
        where = self.where(page, rows, Trees(self.tables, page.plan.walks_beforehand), walks=in_order)
        if page.at is not None:
            where = all_of([where, follows(page.at, [(c, key.descending) for key, c in sorted_by], rows.c.id)])
        limit, offset = (sa.bindparam(n, type_=sa.Integer()) for n in ("page_limit", "page_offset"))
        order = [ordered(column, key.descending, nullable=_nullable(key)) for key, column in sorted_by]
        found = sa.select(*columns).select_from(source).where(where)
        return found.order_by(*order, ordered(rows.c.id)).limit(limit).offset(offset)

    def _count(self, page: Page) -> sa.Select[Any]:
        rows = self.tables[page.item.table or ""].alias("r")
        return (
            sa.select(sa.func.count())
            .select_from(rows)
            .where(self.where(page, rows, Trees(self.tables, page.plan.walks_beforehand)))
        )

    def where(self, page: Page, rows: From, trees: Trees, walks: bool = False) -> Clause:
        item, search = page.item, page.plan.search
        clauses = [self._rights.discriminates(item, rows)]
        clauses += [rows.c[c] == sa.bindparam(f"fixed_{c}", type_=rows.c[c].type) for c, _ in search.fixed]
        if "is_deleted" in rows.c:
            flag = rows.c.is_deleted
            clauses.append(flag == constant(1) if search.trash else unindexed(flag) == constant(0))
        if item.templated and "is_template" in rows.c:
            clauses.append(unindexed(rows.c.is_template) == constant(0))
        clauses.append(Conditions(page.walker, trees, walks).clause(page.plan.where, rows))
        return all_of([*clauses, page.walker.rights.visible(item, page.walker.form, rows)])

    def keys(self, page: Page, rows: From) -> tuple[From, list[Clause | None]]:
        """What rows are sorted by; None for a column that there is not."""
        source: From = rows
        joined: list[tuple[Path, From]] = []
        keys: list[Clause | None] = []
        for key in page.plan.sort:
            field = key.field
            if field is None or not field.path:
                keys.append(None if field is None else self._own_key(page, key, field, rows))
            elif field.aggregate or any(hop.word is not Word.LINK for hop in field.path):
                keys.append(caseless(scalar(page.walker, field, rows)))
            else:
                far = next((far for path, far in joined if path == field.path), None)
                if far is None:
                    source, far = _left_join(page.walker, field, source, rows)
                    joined.append((field.path, far))
                keys.append(caseless(_name(far) if field.person else value(page.walker, field, far)))
        return source, keys

    def _own_key(self, page: Page, key: Key, field: Field, rows: From) -> Clause:
        column = caseless(value(page.walker, field, rows))
        # The order of an index is for pages that end early; looking through texts in that order takes four times as long.
        return unindexed(column) if page.plan.scans(key) else column

    def preferences(self, item: Item) -> Clause:
        chosen = self.tables[self.model.role("preference").table or ""].alias("p")
        mine = sa.or_(
            chosen.c.users_id == constant(0), chosen.c.users_id == sa.bindparam("actor_user", type_=sa.Integer())
        )
        rows = sa.select(rows_as_json(chosen.c.users_id, chosen.c.rank, chosen.c.num))
        return rows.where(chosen.c.itemtype == sa.literal(item.name), mine).scalar_subquery()


def _nullable(key: Key) -> bool | None:
    """Behind a join there may be nothing; None: as the column says."""
    return True if key.field is not None and key.field.path else None


def fixed_values(page: Page) -> dict[str, Any]:
    return {f"fixed_{column}": held for column, held in page.plan.search.fixed}


def _left_join(walker: Walker, field: Field, source: From, rows: From) -> tuple[From, From]:
    near, item = rows, field.start
    for at in range(len(field.path)):
        step = next(walker.steps(near, item, field.path[at:], field.linked))
        on = [step.near == step.far, *step.where, *step.guard]
        source = source.outerjoin(step.alias, all_of(on))
        near, item = step.alias, step.item
    return source, near


def _name(person: From) -> Clause:
    """People stand in the order of their names, then their logins."""
    blank = constant("")
    parts = [sa.func.coalesce(person.c[name], blank) for name in ("realname", "firstname", "name")]
    return sa.case((person.c.id.is_not(None), parts[0] + parts[1] + parts[2]))


__all__ = ["Page", "Pages", "fixed_values"]
