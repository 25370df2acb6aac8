"""Meta criteria: the way from rows of one type to the rows of a related one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from steward.vocabulary.item import Item, Model
from steward.vocabulary.paths import Hop, Path, Word
from steward.vocabulary.relations import End

VISIBLE: Final = "visible"
"""Related rows are asked about as rows of their own: the caller must be allowed to see them."""
_KIND, _ID = "itemtype", "items_id"


class MetaPaths:
    """Paths between types that may be searched together, found in the model once each."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._paths: dict[tuple[str, str], Path | None] = {}

    def path(self, item: Item, other: Item) -> Path | None:
        """None where the two cannot be searched together."""
        pair = (item.name, other.name)
        if pair not in self._paths:
            allowed = other.name in item.meta_types and other.table is not None
            found = self._found(item, other) if allowed else None
            self._paths[pair] = found and (*found[:-1], replace(found[-1], named=(VISIBLE,)))
        return self._paths[pair]

    def _found(self, item: Item, other: Item) -> Path | None:
        direct = next(self._direct(item, other), None)
        if direct is not None:
            return direct
        # Two types that meet in a third, as software and computers meet in versions, or budgets and assets in costs.
        for middle in self._middles(item, other):
            first, second = next(self._direct(item, middle), None), next(self._direct(middle, other), None)
            if first is not None and second is not None:
                return (*first, *second)
        return None

    def _middles(self, item: Item, other: Item) -> Iterator[Item]:
        for middle in self.model.items.values():
            if middle.table is None or middle.relation is not None or middle.name in {item.name, other.name}:
                continue
            if middle.has(item.foreign_key) or middle.has(other.foreign_key):
                yield middle

    def _direct(self, item: Item, other: Item) -> Iterator[Path]:
        """Ways in one hop, or over one relation; the plain foreign key first."""
        if item.has(other.foreign_key):
            yield (Hop(Word.LINK, other.name),)
        if other.has(item.foreign_key):
            yield (Hop(Word.CHILD, other.name),)
        yield from self._over_relations(item, other)
        if self._names(other, item):
            yield (Hop(Word.POLY, other.name),)
        if self._names(item, other):
            yield (Hop(Word.POLYLINK, other.name),)
        for link in item.links:
            if link.target == other.name:
                yield (Hop(Word.LINK, other.name, link.column),)
        for link in other.links:
            if link.target == item.name:
                yield (Hop(Word.CHILD, other.name, link.column),)

    def _names(self, holder: Item, held: Item) -> bool:
        """Rows of `holder` name type and id of rows such as `held`."""
        if not (holder.has(_KIND) and holder.has(_ID)) or holder.relation is not None:
            return False
        return any(p.table == holder.table and _ID in p.match for p in self.model.purges.get(held.name, ()))

    def _over_relations(self, item: Item, other: Item) -> Iterator[Path]:
        for link in self.model.items.values():
            relation = link.relation
            if relation is None or link.table is None:
                continue
            for near, far in ((relation.first, relation.second), (relation.second, relation.first)):
                path = self._over(link, item, near, other, far)
                if path is not None:
                    yield path

    def _over(self, link: Item, item: Item, near: End, other: Item, far: End) -> Path | None:
        if near.item == item.name and far.item == other.name:
            return (Hop(Word.CHILD, link.name, near.id_column), Hop(Word.LINK, other.name, far.id_column))
        if near.item == item.name and self._polymorphic(far, link, other):
            return (Hop(Word.CHILD, link.name, near.id_column), Hop(Word.POLYLINK, other.name))
        if far.item == other.name and self._polymorphic(near, link, item):
            return (Hop(Word.POLY, link.name), Hop(Word.LINK, other.name, far.id_column))
        return None

    def _polymorphic(self, end: End, link: Item, held: Item) -> bool:
        if end.itemtype_column != _KIND or end.id_column != _ID:
            return False
        return any(p.table == link.table and _ID in p.match for p in self.model.purges.get(held.name, ()))


__all__ = ["MetaPaths"]
