"""Fields: search options as the search engine sees them: where a path leads, and what kind of value stands at its end."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from steward.engine.actor import Form
from steward.engine.search.shape import Shape
from steward.vocabulary.columns import Column, Kind
from steward.vocabulary.item import Item, Model
from steward.vocabulary.options import Cell, Computed, Count, Delay, Max, Min, Option, Sum, Virtual
from steward.vocabulary.paths import Hop, Path, Word

ROW_ORDER: Final = "id"
"""As what to sort by: asks for the order of rows, not for a column."""
_NAMES: Final = frozenset({"name", "completename"})
_ALWAYS_ONE: Final = frozenset({Word.LINK, Word.POLYLINK})


class Family(StrEnum):
    """Kinds of values, by how they are asked for."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"


_EXPRESSION_FAMILIES: Final = {
    "next_escalation": Family.MOMENT,
    "full_name": Family.TEXT,
    "task_description": Family.TEXT,
    "mean_frequency": Family.NUMBER,
    "free_share": Family.NUMBER,
}
_COLUMN_FAMILIES: Final = {
    Kind.MOMENT: Family.MOMENT,
    Kind.DATE: Family.DAY,
    Kind.DECIMAL: Family.NUMBER,
    Kind.FLOAT: Family.NUMBER,
}


@dataclass(frozen=True)
class Field:
    """An option of `owner`, reached from a row of `start` (another type for meta criteria, with the way there in `path`)."""

    start: Item
    owner: Item
    option: Option
    path: Path
    far: Item
    meta: str | None = None

    @property
    def key(self) -> tuple[str, int]:
        return (self.meta or "", self.option.number)

    @cached_property
    def column(self) -> Column | None:
        return self.far.column.get(self.option.field) if isinstance(self.option.content, Cell) else None

    @cached_property
    def many(self) -> bool:
        """More than one row may be reached."""
        return any(hop.word not in _ALWAYS_ONE for hop in self.path)

    @property
    def aggregate(self) -> bool:
        content = self.option.content
        return isinstance(content, Count | Sum | Min | Max) or (
            isinstance(content, Computed) and content.name == "mean_frequency"
        )

    @cached_property
    def linked(self) -> bool:
        """Shows the name of a linked row; "equals" is about its id."""
        if not isinstance(self.option.content, Cell) or self.option.field not in _NAMES:
            return False
        return bool(self.path) or self.itself

    @property
    def itself(self) -> bool:
        """The own name of a row, under which "equals" is about the row's id."""
        name = self.option.datatype == "itemlink" or (self.far.tree and self.option.field == "completename")
        return not self.path and name and self.option.field in _NAMES

    @cached_property
    def person(self) -> bool:
        return bool(self.path) and "user" in self.far.roles and self.option.field == self.far.name_field

    @property
    def single(self) -> bool:
        """Of several rows one is shown, as clients know it."""
        return not self.option.extra.get("forcegroupby")

    @cached_property
    def family(self) -> Family:
        content = self.option.content
        match content:
            case Count() | Sum():
                return Family.NUMBER
            case Delay():
                return Family.DAY
            case Computed(name=name):
                return _EXPRESSION_FAMILIES.get(name, Family.FLAG)
            case Min(of=of) | Max(of=of):
                return _family(self.far.column.get(of), self.option.datatype)
        return _family(self.column, self.option.datatype)

    @property
    def integral(self) -> bool:
        """Holds whole numbers only."""
        if isinstance(self.option.content, Cell):
            return self.column is not None and self.column.is_integer
        return isinstance(self.option.content, Count) or self.family is Family.FLAG or self._share

    @property
    def _share(self) -> bool:
        return isinstance(self.option.content, Computed) and self.option.content.name == "free_share"


def _family(column: Column | None, datatype: str) -> Family:
    if column is None or column.is_text or column.kind is Kind.CLOCK:
        return Family.TEXT
    if column.is_integer:
        return Family.FLAG if datatype == "bool" else Family.NUMBER
    return _COLUMN_FAMILIES.get(column.kind, Family.TEXT)


class Fields:
    """The fields of one item type, by number, uid and column."""

    def __init__(self, model: Model, owner: Item) -> None:
        self.model, self.owner = model, owner
        self._fields: dict[tuple[int, Path], Field | None] = {}

    @cached_property
    def _by_name(self) -> Mapping[str, Option]:
        """By uid, then by the column that an option shows: its own, or the key by which it links."""
        found = {option.uid.lower(): option for option in self.owner.option.values()}
        for option in self.owner.option.values():
            if not option.path and option.field == option.linkfield:
                found.setdefault(option.field.lower(), option)
        for option in self.owner.option.values():
            if len(option.path) == 1 and option.path[0].word is Word.LINK and option.field in _NAMES:
                found.setdefault(option.linkfield.lower(), option)
        return found

    def option(self, name: int | str) -> Option | None:
        """The option of a number, a uid or a column's name."""
        if isinstance(name, int):
            return self.owner.option.get(name)
        return self._by_name.get(name.lower())

    def number(self, name: str) -> int:
        """The option's number; 0 for no name of one, and for the plain order of rows."""
        option = self._by_name.get(name.lower())
        return option.number if option is not None and name != ROW_ORDER else 0

    def near(self, name: str) -> list[str]:
        """Names that a mistyped one may have meant."""
        return difflib.get_close_matches(name.lower()[:80], self._by_name, n=3, cutoff=0.6)

    def of(self, option: Option, before: Path = (), start: Item | None = None) -> Field | None:
        """The field of an option; None where there are no rows to look at. `before` leads from `start` to the owner."""
        place = (option.number, before)
        if place not in self._fields:
            self._fields[place] = self._made(option, before, start or self.owner)
        return self._fields[place]

    def _made(self, option: Option, before: Path, start: Item) -> Field | None:
        hops: tuple[Hop, ...] = (*before, *option.path)
        reached = [self.model.items.get(hop.item) for hop in hops]
        if any(item is None or item.table is None for item in reached):
            return None
        far = self.model.items[option.path[-1].item] if option.path else self.owner
        if far.table is None or not _stands(option, far) or (hops and not self._departs(start, hops[0])):
            return None
        meta = self.owner.name if before else None
        return Field(start, self.owner, option, hops, far, meta)

    def _departs(self, start: Item, hop: Hop) -> bool:
        """The type has the column that the first hop leaves from: members of a union may lack it."""
        if hop.word is Word.LINK:
            return start.has(hop.column or self.model.items[hop.item].foreign_key)
        return start.has(hop.near or "id")


def _stands(option: Option, far: Item) -> bool:
    """Whether there is something to show for it."""
    match option.content:
        case Virtual():
            return False
        case Cell():
            return far.has(option.field)
    return True


def hidden(field: Field, form: Form) -> bool:
    """The option shows a column that this kind of caller never gets to see."""
    return field.column is not None and field.option.field not in Shape(field.far, form).shown


__all__ = ["ROW_ORDER", "Family", "Field", "Fields", "hidden"]
