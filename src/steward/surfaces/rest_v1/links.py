"""Links: what `get_hateoas` shows of an item, as objects or as JSON that is ready to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from steward.surfaces.rest_v1.data import table
from steward.vocabulary.item import Item, Model

_JSON = msgspec.json.Encoder()
_ID = "@id@"
_UNKNOWN = "UNKNOWN"
"""What clients know a link by whose column names no type, such as `projecttemplates_id`. Its address leads nowhere."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A column that becomes a link. `rel` is the target; where it is None, the row says it in `type_column` (by `types`)."""

    column: str
    least: int
    rel: str | None
    type_column: str = ""
    types: Mapping[str, str] | None = None

    def target(self, row: Mapping[str, Any], known: Mapping[str, Item]) -> str | None:
        if self.rel is not None:
            return self.rel
        named = row.get(self.type_column)
        if self.types is not None:
            return self.types.get(str(named))
        return named if isinstance(named, str) and named in known else None


class Links:
    """Link plans, one for each type, made when first needed. `Links(model).of(item)` is the tuple of its anchors."""

    def __init__(self, model: Model) -> None:
        self._model, self.items = model, model.items
        self._plans: dict[str, tuple[Anchor, ...]] = {}
        anchors = [a for item in model.items.values() for a in self.of(item)]
        # The last one wins: a column that means something for any type never becomes unknown for its name alone.
        self._by_column = {a.column: a for a in sorted(anchors, key=lambda a: a.rel != _UNKNOWN)}

    def of(self, item: Item) -> tuple[Anchor, ...]:
        plan = self._plans.get(item.name)
        if plan is None:
            plan = tuple(self._anchor(item, x.column, x.target) for x in item.links)
            self._plans[item.name] = plan
        return plan

    def _anchor(self, item: Item, column: str, target: str | None) -> Anchor:
        least = 0 if column == "entities_id" else 1
        numbered = table("numbered_types").get(column)
        if numbered is not None:
            return Anchor(column, least, None, numbered["column"], numbered["types"])
        if target is None and column.startswith("default_"):
            owner = self._model.by_foreign_key.get(column.removeprefix("default_"))
            target = owner.name if owner else None
        if target in self._model.items:
            return Anchor(column, least, target)
        type_column = column.removesuffix("items_id") + "itemtype"
        if column.endswith("items_id") and any(x.name == type_column for x in item.columns):
            return Anchor(column, least, None, type_column)
        return Anchor(column, least, _UNKNOWN)

    def anchors(self, row: Mapping[str, Any], plan: Iterable[Anchor], base: str) -> list[dict[str, str]]:
        found = []
        known = self._model.items
        for anchor in plan:
            value = row.get(anchor.column)
            if value is None or value.__class__ is not int or value < anchor.least:
                continue
            rel = anchor.rel or anchor.target(row, known)
            if rel is not None:
                found.append({"rel": rel, "href": f"{base}/{rel}/{value}"})
        return found

    def nested(self, row: Mapping[str, Any], base: str) -> list[dict[str, str]]:
        """Links of a row whose type is not known here, by its column names alone."""
        by_column = self._by_column
        return self.anchors(row, [by_column[name] for name in row if name in by_column], base)


def children(item: Item, base: str, id: object) -> list[dict[str, str]]:
    start = f"{base}/{item.name}/{id}/"
    return [{"rel": name, "href": f"{start}{name}/"} for name in item.child_links]


_Plan = tuple[tuple[str, int, str | None, Anchor], ...]
"""Of each anchor: its column, the least id that counts, and the text up to the id (None where the target varies)."""


class ReadyLinks:
    """The same links as JSON text: all but the ids is written once for each type and address.

    Half of what a page of assets sends are links, so they are most of its cost when each is made an object.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._parts = lru_cache(maxsize=1_024)(self._make_parts)

    def of(self, item: Item, row: Mapping[str, Any], base: str, *, anchors: bool, kin: bool) -> msgspec.Raw | None:
        plan, below = self._parts(item.name, base)
        found = []
        if anchors:
            get = row.get
            for column, least, start, anchor in plan:
                value = get(column)
                if value.__class__ is not int or value < least:
                    continue
                if start is not None:
                    found.append(f'{start}{value}"}}')
                elif (rel := anchor.target(row, self._links.items)) is not None:
                    found.append(_text({"rel": rel, "href": f"{base}/{rel}/{value}"}))
        if kin and below:
            found.append(str(row.get("id", 0)).join(below))
        return msgspec.Raw(f"[{','.join(found)}]".encode()) if found else None

    def _make_parts(self, name: str, base: str) -> tuple[_Plan, tuple[str, ...]]:
        item = self._links.items[name]
        plan = tuple(
            (a.column, a.least, _text({"rel": a.rel, "href": f"{base}/{a.rel}/"})[:-2] if a.rel else None, a)
            for a in self._links.of(item)
        )
        below = ",".join(_text(link) for link in children(item, base, _ID))
        return plan, tuple(below.split(_ID)) if below else ()


def _text(link: dict[str, str]) -> str:
    return _JSON.encode(link).decode()
