"""Unions: several item types searched as if they were one, by the options they share."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.row_rights import Clause
from steward.engine.search.cells import Column, cell
from steward.engine.search.pages import Page, Pages, fixed_values
from steward.engine.search.values import Trees
from steward.engine.search.walking import Walker
from steward.engine.store.port import Reader
from steward.engine.store.text import caseless, in_list, ordered
from steward.vocabulary.item import Item, Model

Tables = Mapping[str, sa.Table]
_PART: Final = "rows_"
_LARGEST: Final = 2**62


def members(model: Model, union: Item) -> tuple[Item, ...]:
    """The types united, each with the options of the union. The union's own options stand on the name of their list."""
    listed = next((o.table for o in union.option.values() if o.table in model.type_lists), "")
    found = [model.items[name] for name in model.type_lists.get(listed, ()) if name in model.items]
    return tuple(replace(item, options=union.options) for item in found if item.table is not None)


@dataclass(frozen=True)
class UnionPages:
    """Writes and runs the statements of a search over several types."""

    tables: Tables
    pages: Pages

    def ids(self, reader: Reader, union: Item, parts: Sequence[Page], values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """(id, preferences as JSON where asked for, type)."""
        search = parts[0].plan.search
        limit = max(search.limit, 0)
        paging = {"page_limit": limit, "page_offset": search.offset, "page_end": min(limit + search.offset, _LARGEST)}
        asked = {**values, **fixed_values(parts[0]), **paging}
        key: Hashable = ("union", union.name, tuple(part.page_key for part in parts))
        return reader.all(key, lambda: self._page(union, parts), asked)

    def count(self, reader: Reader, union: Item, parts: Sequence[Page], values: dict[str, Any]) -> int:
        key: Hashable = ("union count", union.name, tuple(part.key for part in parts))
        found = reader.one(key, lambda: self._count(parts), {**values, **fixed_values(parts[0])})
        return int(found[0]) if found else 0

    def _count(self, parts: Sequence[Page]) -> sa.Select[Any]:
        counts = []
        trees = Trees(self.tables, parts[0].plan.walks_beforehand)
        for part in parts:
            rows = self.tables[part.item.table or ""].alias()
            counted = sa.select(sa.func.count().label("n")).select_from(rows).where(self.pages.where(part, rows, trees))
            counts.append(counted)
        all_counts = sa.union_all(*counts).subquery()
        return sa.select(sa.func.sum(all_counts.c.n))

    def _page(self, union: Item, parts: Sequence[Page]) -> sa.Select[Any]:
        trees = Trees(self.tables, parts[0].plan.walks_beforehand)
        written = [self._part(part) for part in parts]
        keys = _filled([keys for _, _, keys in written])
        found = sa.union_all(
            *(
                self._first(part, rows, source, own, trees)
                for part, (rows, source, _), own in zip(parts, written, keys, strict=True)
            )
        ).subquery()
        order = [
            ordered(caseless(found.c[f"k{place}"]), key.descending, nullable=True)
            for place, key in enumerate(parts[0].plan.sort)
        ]
        prefers = self.pages.preferences(union) if parts[0].preferences else sa.null()
        limit, offset = (sa.bindparam(n, type_=sa.Integer()) for n in ("page_limit", "page_offset"))
        page = sa.select(found.c.id, prefers, found.c.kind).order_by(*order, ordered(found.c.id), ordered(found.c.kind))
        return page.limit(limit).offset(offset)

    def _first(self, part: Page, rows: Any, source: Any, keys: Sequence[Clause], trees: Trees) -> sa.Select[Any]:
        """No more rows of one type than could be on the page or before it: an index may end the search for them early."""
        named = [key.label(f"k{place}") for place, key in enumerate(keys)]
        kind = sa.literal(part.item.name, sa.String()).label("kind")
        chosen = sa.select(rows.c.id.label("id"), kind, *named).select_from(source)
        order = [ordered(key, sort.descending, nullable=True) for key, sort in zip(keys, part.plan.sort, strict=True)]
        page = chosen.where(self.pages.where(part, rows, trees)).order_by(*order, ordered(rows.c.id))
        first = page.limit(sa.bindparam("page_end", type_=sa.Integer())).subquery()
        return sa.select(*first.c)

    def _part(self, part: Page) -> tuple[Any, Any, list[Clause | None]]:
        rows = self.tables[part.item.table or ""].alias()
        source, keys = self.pages.keys(part, rows)
        return rows, source, keys

    def cells(
        self,
        reader: Reader,
        parts: Sequence[tuple[Walker, Item, tuple[Column, ...]]],
        ids: Mapping[str, list[int]],
        values: dict[str, Any],
    ) -> dict[tuple[str, int], list[Any]]:
        """By type and id, all columns of each row; those that are not fetched are None."""
        key: Hashable = ("union cells", tuple((i.name, w.form, tuple(c.key for c in cs)) for w, i, cs in parts))
        asked = {f"{_PART}{place}": ids.get(item.name, []) for place, (_, item, _) in enumerate(parts)}
        found = reader.all(key, lambda: self._cells(parts), {**values, **asked})
        return {(row[0], row[1]): list(row[2:]) for row in found}

    def _cells(
        self, parts: Sequence[tuple[Walker, Item, tuple[Column, ...]]]
    ) -> sa.CompoundSelect[Any] | sa.Select[Any]:
        aliases = [self.tables[item.table or ""].alias() for _, item, _ in parts]
        cells = [
            [cell(walker, column, alias) for column in columns]
            for (walker, _, columns), alias in zip(parts, aliases, strict=True)
        ]
        selects = [
            sa.select(sa.literal(item.name, sa.String()), alias.c.id, *own).where(
                in_list(alias.c.id, f"{_PART}{place}")
            )
            for place, ((_, item, _), alias, own) in enumerate(zip(parts, aliases, _filled(cells), strict=True))
        ]
        return sa.union_all(*selects)


def _filled(rows: Sequence[Sequence[Clause | None]]) -> list[list[Clause]]:
    """What one type lacks is NULL of the kind that the others have there."""
    kinds = [next((c.type for c in column if c is not None), sa.Text()) for column in zip(*rows, strict=True)]
    return [[sa.cast(sa.null(), kind) if c is None else c for c, kind in zip(row, kinds, strict=True)] for row in rows]


__all__ = ["UnionPages", "members"]
