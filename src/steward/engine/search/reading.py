"""Reading: one row, pages of rows, sub-items and names, each in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from steward.engine.actor import Actor, Form
from steward.engine.query import Denied, Missing, Page, Query, Row
from steward.engine.rights import Rights, allows, params
from steward.engine.search.attached import Attached
from steward.engine.search.conditions import conditions
from steward.engine.search.names import CELLS, NamedLink, Names, shown
from steward.engine.search.shape import Shape
from steward.engine.search.statements import Listing, Statements
from steward.engine.search.under import Under, find_under
from steward.engine.store.port import Reader, Store
from steward.vocabulary.item import Item, Model

HIGHEST_ID: Final = 2**32 - 1
SHAPES_KEPT: Final = 10_000


class Reading:
    """Reads of one model over one store. Rows come as `Row`: raw values, names beside them."""

    def __init__(self, model: Model, store: Store) -> None:
        self.model, self.store = model, store
        rights = Rights(model, store.tables)
        self._statements = Statements(model, store.tables, rights)
        self._names = Names(model, store.tables)
        self._attached = Attached(model, store.tables, rights, self._names, self._shape)
        self._shapes: dict[tuple[str, Form], Shape] = {}

    def get(self, actor: Actor, item: str, id: int, *, names: bool = False) -> Row:
        """One row; Missing comes before Denied. One statement, and one a type for names of polymorphic ids."""
        # Names of polymorphic ids are further statements: a name newer than its row is no harm.
        with self.store.glance() as reader:
            return self._get(reader, actor, self.model.items[item], id, names)

    def list(self, actor: Actor, query: Query, *, names: bool = False) -> Page:
        """A page and the total: two statements, one where the page shows the end. A parent costs one more."""
        item = self.model.items[query.item]
        if not allows(self.model, actor, item, "view"):
            raise Denied
        with self.store.read() as reader:
            under = self._under(reader, actor, item, query.under) if query.under else None
            if item.table is None or (under is not None and under.empty):
                return Page([], 0)
            return self._page(reader, actor, self._listing(actor, item, query, under, names), query)

    def labels(self, actor: Actor, wanted: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], str]:
        """Friendly names by (type, id), one statement a type."""
        with self.store.read() as reader:
            return self._names.labels(reader, actor, wanted)

    def attached(
        self, actor: Actor, item: str, row: Mapping[str, Any], wanted: set[str], *, names: bool = False
    ) -> dict[str, Any]:
        """What hangs on a row that the actor has read, by the names of v1's `with_*` parameters."""
        return self.attached_to_all(actor, item, [row], wanted, names=names)[0]

    def attached_to_all(
        self, actor: Actor, item: str, rows: Sequence[Mapping[str, Any]], wanted: set[str], *, names: bool = False
    ) -> Sequence[dict[str, Any]]:
        """The same for many rows, in as many statements as for one."""
        with self.store.read() as reader:
            ids = [row["id"] for row in rows]
            return self._attached.of(reader, actor, self.model.items[item], ids, wanted, names=names)

    def _get(self, reader: Reader, actor: Actor, item: Item, id: int, names: bool) -> Row:
        if item.table is None or not 0 <= id <= HIGHEST_ID:
            raise Missing
        shape = self._shape(item, actor.form)
        key = ("get", item.name, actor.form, names)
        found = reader.one(key, lambda: self._statements.one(shape, names), {**params(actor), "id": id})
        if found is None:
            raise Missing
        if not found[len(shape.names)]:
            raise Denied
        row = shape.row(shape.names, found)
        if names:
            _name(actor, row, self._statements.links(item), found, len(shape.names) + 1)
            self._names.expand_pairs(reader, actor, [row])
        return row

    def _listing(self, actor: Actor, item: Item, query: Query, under: Under | None, names: bool) -> Listing:
        shape = self._shape(item, actor.form)
        tests = tuple(conditions(shape, query.where))
        sort = query.sort if query.sort in shape.shown else "id"
        picked = shape.pick(query.columns)
        return Listing(shape, tests, query.trash, under, picked, sort, query.descending, names)

    def _page(self, reader: Reader, actor: Actor, listing: Listing, query: Query) -> Page:
        values = {**params(actor), **listing.values}
        asked = {**values, "page_limit": max(query.limit, 0), "page_offset": query.offset}
        found = reader.all(listing.page_key, lambda: self._statements.page(listing), asked)
        rows = [listing.shape.row(listing.picked, cells) for cells in found]
        if listing.names:
            for row, cells in zip(rows, found, strict=True):
                _name(actor, row, self._statements.links(listing.item), cells, len(listing.picked))
            self._names.expand_pairs(reader, actor, rows)
        if len(rows) < query.limit and (rows or query.offset == 0):
            return Page(rows, query.offset + len(rows))
        count = reader.one(("count", listing.key), lambda: self._statements.count(listing), values)
        return Page(rows, int(count[0]) if count else 0)

    def _under(self, reader: Reader, actor: Actor, item: Item, parent: tuple[str, int]) -> Under:
        above = self.model.items[parent[0]]
        return find_under(item, above, self._get(reader, actor, above, parent[1], names=False))

    def _shape(self, item: Item, form: Form) -> Shape:
        found = self._shapes.get((item.name, form))
        if found is None:
            if len(self._shapes) >= SHAPES_KEPT:
                self._shapes.clear()
            found = self._shapes[item.name, form] = Shape(item, form)
        return found


def _name(actor: Actor, row: Row, links: Iterable[NamedLink], found: Sequence[Any], start: int) -> None:
    """Put the names of a row's links beside it; their cells stand from `start` on."""
    names = {}
    for link in links:
        id = row.get(link.column)
        if id is not None and id >= link.lowest:
            names[link.column] = shown(actor, id, found[start : start + CELLS])
        start += CELLS
    row.names = names
