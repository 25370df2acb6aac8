"""The statements of reading: one row, a page, a count. Each is written once per shape."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from steward.engine.rights import Rights
from steward.engine.row_rights import Clause, From, all_of, constant
from steward.engine.search.conditions import Condition
from steward.engine.search.names import NamedLink, Tables, cells, named_links, sees_everybody
from steward.engine.search.shape import Shape
from steward.engine.search.under import Under
from steward.engine.store.text import ordered, unindexed
from steward.vocabulary.item import Item, Model


def _flag(column: Clause, wanted: bool) -> Clause:
    """A test on a flag. Most rows are not in the trash: an index on that is kept from winning over selective ones."""
    return column == constant(1) if wanted else unindexed(column) == constant(0)


@dataclass(frozen=True)
class Listing:
    """What a page is made of. `key` has all that shapes its rows, without their order and columns."""

    shape: Shape
    tests: tuple[Condition, ...] = ()
    trash: bool | None = None
    under: Under | None = None
    picked: tuple[str, ...] = ()
    sort: str = "id"
    descending: bool = False
    names: bool = False

    @property
    def item(self) -> Item:
        return self.shape.item

    @property
    def key(self) -> Hashable:
        under = self.under.key if self.under else None
        return (self.item.name, self.shape.form, self.trash, tuple(t.key for t in self.tests), under)

    @property
    def page_key(self) -> Hashable:
        return ("list", self.key, self.picked, self.sort, self.descending, self.names)

    @property
    def values(self) -> dict[str, Any]:
        return {**{t.bind: t.value for t in self.tests}, **(self.under.values if self.under else {})}

    def order(self, alias: From) -> list[Clause]:
        """The sort column, and the id to break ties."""
        if self.sort == "id":
            return [ordered(alias.c.id, self.descending)]
        return [ordered(self.shape.column(alias, self.sort), self.descending), ordered(alias.c.id)]


class Statements:
    """Writes statements over one model's tables."""

    def __init__(self, model: Model, tables: Tables, rights: Rights) -> None:
        self.model, self.tables, self.rights = model, tables, rights
        self._links: dict[str, tuple[NamedLink, ...]] = {}

    def links(self, item: Item) -> tuple[NamedLink, ...]:
        """Foreign keys whose names are joined, in the order of their cells."""
        found = self._links.get(item.name)
        if found is None:
            found = self._links[item.name] = named_links(self.model, item)
        return found

    def one(self, shape: Shape, names: bool) -> sa.Select[Any]:
        """The shown columns, whether the row may be seen, and the cells of names."""
        r = self._table(shape.item, "r")
        seen = self.rights.visible(shape.item, shape.form, r, point=True).label("steward_seen")
        joined, columns = self._joined(r, shape) if names else (r, [])
        found = sa.select(*(r.c[n] for n in shape.names), seen, *columns).select_from(joined)
        return found.where(r.c.id == sa.bindparam("id", type_=sa.Integer()), self.rights.discriminates(shape.item, r))

    def page(self, listing: Listing) -> sa.Select[Any]:
        r = self._table(listing.item, "r")
        limit, offset = (sa.bindparam(n, type_=sa.Integer()) for n in ("page_limit", "page_offset"))
        columns = [r.c.id] if listing.names else [r.c[n] for n in listing.picked]
        found = sa.select(*columns).where(self._where(listing, r)).order_by(*listing.order(r))
        page = found.limit(limit).offset(offset)
        return self._named(listing, page) if listing.names else page

    def _named(self, listing: Listing, page: sa.Select[Any]) -> sa.Select[Any]:
        # Names are joined to the page only: below its ORDER BY they would be fetched for every row of the table.
        ids, rows = page.subquery("page"), self._table(listing.item, "p")
        joined, columns = self._joined(rows, listing.shape)
        start = joined.join(ids, ids.c.id == rows.c.id)
        found = sa.select(*(rows.c[n] for n in listing.picked), *columns).select_from(start)
        return found.order_by(*listing.order(rows))

    def count(self, listing: Listing) -> sa.Select[Any]:
        r = self._table(listing.item, "r")
        return sa.select(sa.func.count()).select_from(r).where(self._where(listing, r))

    def _where(self, listing: Listing, r: From) -> Clause:
        item, under = listing.item, listing.under
        clauses = [self.rights.discriminates(item, r), *(t.clause(listing.shape, r) for t in listing.tests)]
        if listing.trash is not None and item.trashable and "is_deleted" in r.c:
            clauses.append(_flag(r.c.is_deleted, listing.trash))
        if under is not None:
            clauses.append(under.clause(r))
        # Few rows hang under one parent, unless the parent is a place that a whole table refers to.
        point = under is not None and (item.parent is not None or item.relation is not None or not item.entity_assigned)
        given = under.given if under is not None else None
        return all_of([*clauses, self.rights.listed(item, listing.shape.form, r, point, given)])

    def _joined(self, rows: From, shape: Shape) -> tuple[From, list[Clause]]:
        joined: From = rows
        columns: list[Clause] = []
        everybody = sees_everybody(shape.form)
        for place, link in enumerate(self.links(shape.item)):
            target = self._table(link.target, f"l{place}")
            joined = joined.outerjoin(target, target.c.id == rows.c[link.column])
            columns += cells(self.tables, self.model, link.target, target, everybody)
        return joined, columns

    def _table(self, item: Item, name: str) -> From:
        return self.tables[item.table or ""].alias(name)
