"""Plan: what writing an item type takes, worked out once per type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from steward.engine.write.coercion import Coercer, Dropped, Invalid, coercer, default
from steward.vocabulary.columns import NOW
from steward.vocabulary.item import Item, Model
from steward.vocabulary.relations import End

CREATED, MODIFIED = "date_creation", "date_mod"
ENTITY, RECURSIVE, TRASHED, TEMPLATE, DYNAMIC = "entities_id", "is_recursive", "is_deleted", "is_template", "is_dynamic"
TREE_DERIVED: Final = ("completename", "level", "ancestors_cache", "sons_cache")
_SERVER_SET: Final = frozenset({"id", MODIFIED, *TREE_DERIVED})


@dataclass(slots=True)
class Coerced:
    """Input made fit for columns. `errors` by column refuse the write unless a step sets that column."""

    values: dict[str, Any]
    errors: dict[str, str]
    dropped: list[str]


class Plan:
    """Everything about one type that its writes need again and again."""

    def __init__(self, item: Item, model: Model) -> None:
        self.item, self.model = item, model
        self.table = item.table or ""
        self.names = tuple(column.name for column in item.columns)
        self.tree = item.tree and item.has(item.foreign_key) and item.has("completename")
        server_set = _SERVER_SET if self.tree else {"id", MODIFIED}
        self.coercers: Mapping[str, Coercer] = {
            column.name: coercer(column, item.option_of_column.get(column.name))
            for column in item.columns
            if column.name not in server_set
        }
        self.defaults = {column.name: default(column, "") for column in item.columns if column.name != "id"}
        self.stamps = tuple(c.name for c in item.columns if c.name in {CREATED, MODIFIED} or c.default == NOW)
        self.trashable = item.trashable and item.has(TRASHED)
        self.entity_column = item.entity_assigned and item.has(ENTITY)
        self.place_columns = tuple(n for n in (ENTITY, RECURSIVE) if self.entity_column and item.has(n))
        self.ends: tuple[End, ...] = _ends(item)
        self.unlogged = item.not_logged | item.undisclosed | {MODIFIED, *(TREE_DERIVED if self.tree else ())}
        self.numbers_itself = not item.has("id") or item.column["id"].auto_increment
        self.signs_author = item.has("users_id_lastupdater") and item.has("users_id")

    def coerce(self, raw: Mapping[str, Any]) -> Coerced:
        """Keep what names a column the caller may set; unknown keys are ignored."""
        found = Coerced({}, {}, [])
        coercers, values = self.coercers, found.values
        for key, value in raw.items():
            convert = coercers.get(key)
            if convert is None:
                continue
            try:
                values[key] = convert(value)
            except Invalid as problem:
                found.errors[key] = problem.message
            except Dropped:
                found.dropped.append(self.label(key))
        return found

    def row(self, values: Mapping[str, Any], now: str) -> dict[str, Any]:
        """A complete new row: defaults, times, then `values` (what is no column is left out)."""
        row = dict(self.defaults)
        for name in self.stamps:
            row[name] = now
        for name, value in values.items():
            if name in row:
                row[name] = value
        return row

    def label(self, column: str) -> str:
        option = self.item.option_of_column.get(column)
        return option.label if option else column

    @cached_property
    def label_columns(self) -> tuple[str, ...]:
        """The columns a friendly name is made of."""
        item = self.item
        if "user" in item.roles:
            return tuple(name for name in (item.name_field, "realname", "firstname") if item.has(name))
        if self.tree:
            return ("completename", item.name_field)
        return (item.name_field,) if item.has(item.name_field) else ()

    def friendly(self, row: Mapping[str, Any]) -> str:
        """The name people know a row by; "" when it has none."""
        if "user" in self.item.roles:
            full = " ".join(part for part in (row.get("realname"), row.get("firstname")) if part)
            return full or str(row.get(self.item.name_field) or "")
        for name in self.label_columns:
            if row.get(name) not in (None, ""):
                return str(row[name])
        return ""


def _ends(item: Item) -> tuple[End, ...]:
    if item.relation:
        return item.relation.first, item.relation.second
    return (item.parent,) if item.parent else ()


class Plans:
    """The plans of a model, made when first asked for."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._made: dict[str, Plan] = {}

    def __getitem__(self, name: str) -> Plan:
        plan = self._made.get(name)
        if plan is None:
            plan = self._made[name] = Plan(self.model.items[name], self.model)
        return plan

    def role(self, role: str) -> Plan | None:
        """The plan of the type that plays a role; None in a model without it."""
        try:
            return self[self.model.role(role).name]
        except KeyError:
            return None
