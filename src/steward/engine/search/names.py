"""Names of linked rows, as `expand_dropdowns` and friendly labels show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.actor import Actor, Form
from steward.engine.query import Row
from steward.engine.rights import params
from steward.engine.row_rights import Clause, From, constant
from steward.engine.store.port import Reader
from steward.engine.store.text import in_list
from steward.vocabulary.item import Item, Model

Tables = Mapping[str, sa.Table]
CELLS: Final = 3
"""Cells a name takes in a statement: text, entity, recursion."""

_NOWHERE: Final = -1
"""The entity of people out of reach: nobody works there."""
_PAIRS: Final = (("items_id", "itemtype"), ("mainitems_id", "mainitemtype"))


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A foreign key whose name can be joined: the column and the type behind it."""

    column: str
    target: Item

    @property
    def lowest(self) -> int:
        return 0 if "entity" in self.target.roles else 1


def named_links(model: Model, item: Item) -> tuple[NamedLink, ...]:
    """Foreign keys of an item that lead to one type with a table, in column order."""
    found = []
    for column in item.columns:
        link = item.link.get(column.name)
        target = model.items.get(link.target or "") if link is not None else None
        if target is not None and target.table is not None and column.is_integer:
            found.append(NamedLink(column.name, target))
    return tuple(found)


def pairs(item: Item) -> tuple[tuple[str, str], ...]:
    """(id column, type column) where the type stands in the row."""
    return tuple((i, t) for i, t in _PAIRS if item.has(i) and item.has(t))


def text_of(tables: Tables, model: Model, target: Item, alias: From) -> Clause:
    """The name of a row as text, "" where it has none."""
    if target.tree and "completename" in alias.c:
        return _text(alias.c.completename)
    if target.name_field not in alias.c:
        return sa.literal_column("''", sa.Text())
    name = _text(alias.c[target.name_field])
    if "user" in target.roles:
        return name
    if "firstname" in alias.c:
        return sa.func.trim(name + constant(" ") + _text(alias.c.firstname), type_=sa.Text())
    if "socket" in target.roles:
        return name + _place(tables, model, target, alias)
    return name


def _text(column: Clause) -> Clause:
    return sa.func.coalesce(column if isinstance(column.type, sa.String) else sa.cast(column, sa.Text()), constant(""))


def _place(tables: Tables, model: Model, target: Item, alias: From) -> Clause:
    """ " (location)" behind a name, where there is one."""
    where = model.items[target.link["locations_id"].target or ""]
    rows = tables[where.table or ""].alias()
    text = sa.select(constant(" (") + _text(rows.c.completename) + constant(")"))
    return sa.func.coalesce(text.where(rows.c.id == alias.c.locations_id).scalar_subquery(), constant(""))


def cells(tables: Tables, model: Model, target: Item, alias: From, everybody: bool = True) -> list[Clause]:
    """The name (NULL without a row) and what decides whether the caller may read it.

    People have no entity of their own: unless `everybody` is in reach, they are where they hold a profile, else `_NOWHERE`.
    """
    text = sa.case((alias.c.id.is_not(None), text_of(tables, model, target, alias)))
    if "user" in target.roles and not everybody:
        return [text, sa.case((_is_near(tables, model, alias), sa.null()), else_=constant(_NOWHERE)), sa.null()]
    entity = alias.c.entities_id if _has_reach(target) else sa.null()
    recursive = alias.c.is_recursive if _has_reach(target) and "is_recursive" in alias.c else sa.null()
    return [text, entity, recursive]


def _is_near(tables: Tables, model: Model, user: From) -> Clause:
    """The user is the caller, or holds a profile in an entity that the caller works in or that hands it down."""
    held = tables[model.role("profile_user").table or ""].alias()
    handed_down = sa.and_(held.c.is_recursive == constant(1), in_list(held.c.entities_id, "actor_ancestors"))
    near = sa.or_(in_list(held.c.entities_id, "actor_entities"), handed_down)
    me = user.c.id == sa.bindparam("actor_user", type_=sa.Integer())
    return sa.or_(me, sa.exists().where(held.c.users_id == user.c.id, near))


def sees_everybody(form: Form) -> bool:
    return form.sees_all or form.is_system


def _has_reach(target: Item) -> bool:
    return target.entity_assigned and target.has("entities_id") and "entity" not in target.roles


def shown(actor: Actor, id: int, found: Sequence[Any]) -> str:
    """What the caller reads for cells: "" for a missing row or one out of reach, "(id)" for a nameless one."""
    text, entity, recursive = found
    if text is None or not in_reach(actor, entity, recursive):
        return ""
    return str(text) or f"({id})"


def in_reach(actor: Actor, entity: int | None, recursive: int | None) -> bool:
    if actor.sees_all or actor.is_system or entity is None or entity in actor.entities:
        return True
    return bool(recursive) and entity in actor.ancestors


class Names:
    """Names by type and id, one statement a type."""

    def __init__(self, model: Model, tables: Tables) -> None:
        self.model, self.tables = model, tables

    def expand_pairs(self, reader: Reader, actor: Actor, rows: Sequence[Row]) -> None:
        """Add the names of polymorphic ids to rows of one type."""
        wanted: dict[str, set[int]] = defaultdict(set)
        columns = pairs(self.model.items[rows[0].item]) if rows else ()
        for row in rows:
            for id_column, type_column in columns:
                if row.get(id_column, 0) and row.get(type_column):
                    wanted[row[type_column]].add(row[id_column])
        found = self.named(reader, actor, wanted)
        for row in rows:
            extra = {i: found[key] for i, t in columns if (key := (row.get(t), row.get(i))) in found}
            if extra:
                row.names = {**row.names, **extra}

    def expand(self, reader: Reader, actor: Actor, rows: Sequence[Row]) -> None:
        """Put names beside rows of any types: one statement for each type that they link to."""
        places = [(row, *place) for row in rows for place in self._places(row)]
        wanted: dict[str, set[int]] = defaultdict(set)
        for _, _, kind, id in places:
            wanted[kind].add(id)
        found = self.named(reader, actor, wanted)
        for row, column, kind, id in places:
            if (kind, id) in found:
                row.names = {**row.names, column: found[kind, id]}

    def _places(self, row: Row) -> Iterator[tuple[str, str, int]]:
        """(column, type, id) of the links in a row."""
        item = self.model.items[row.item]
        for column, id in row.items():
            target = self._target(item, column)
            if target is not None and isinstance(id, int) and id >= NamedLink(column, target).lowest:
                yield column, target.name, id
        for id_column, type_column in pairs(item):
            if row.get(id_column) and row.get(type_column):
                yield id_column, row[type_column], row[id_column]

    def _target(self, item: Item, column: str) -> Item | None:
        """What a column leads to. Rows put together from several types have columns that are not their own."""
        link = item.link.get(column)
        if link is not None:
            return self.model.items.get(link.target or "")
        return None if item.has(column) else self.model.by_foreign_key.get(column)

    def named(self, reader: Reader, actor: Actor, wanted: Mapping[str, set[int]]) -> dict[tuple[Any, Any], str]:
        """Names as `expand_dropdowns` shows them; "" for rows that are missing or out of reach."""
        found: dict[tuple[Any, Any], str] = {}
        for kind, ids in wanted.items():
            target = self.model.items.get(kind)
            if target is None or target.table is None:
                continue
            found.update({(kind, id): "" for id in ids})
            everybody = sees_everybody(actor.form)
            build = partial(self._named, target, everybody)
            rows = reader.all(("names", kind, everybody), build, {**params(actor), "ids": sorted(ids)})
            found.update({(kind, row[0]): shown(actor, row[0], row[1:]) for row in rows})
        return found

    def _named(self, target: Item, everybody: bool) -> sa.Select[Any]:
        alias = self.tables[target.table or ""].alias("r")
        columns = cells(self.tables, self.model, target, alias, everybody)
        return sa.select(alias.c.id, *columns).where(in_list(alias.c.id, "ids"))

    def labels(self, reader: Reader, actor: Actor, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """Friendly names: a person's own name, else the name; "" for rows that are missing or out of reach."""
        by_type: dict[str, set[int]] = defaultdict(set)
        for kind, id in wanted:
            by_type[kind].add(id)
        people = self.model.role("user").name
        users = by_type.pop(people, set())
        found: dict[tuple[str, int], str] = self.named(reader, actor, by_type)
        if users:
            found.update({(people, id): "" for id in users})
            everybody = sees_everybody(actor.form)
            build = partial(self._people, everybody)
            rows = reader.all(("labels", people, everybody), build, {**params(actor), "ids": sorted(users)})
            found.update({(people, id): person(*cells) for id, *cells in rows})
        return {key: found.get(key, "") for key in wanted}

    def _people(self, everybody: bool) -> sa.Select[Any]:
        users = self.tables[self.model.role("user").table or ""].alias("r")
        settings = self.tables[self.model.role("config").table or ""].alias("s")
        order = sa.select(settings.c.value).where(settings.c.context == "core", settings.c.name == "names_format")
        columns = (users.c.id, users.c.name, users.c.realname, users.c.firstname, order.scalar_subquery())
        near = sa.true() if everybody else _is_near(self.tables, self.model, users)
        return sa.select(*columns).where(in_list(users.c.id, "ids"), near)


def person(login: str | None, realname: str | None, firstname: str | None, order: str | None) -> str:
    """ "Realname Firstname", or the other way round where the installation says so; without them the login."""
    parts = [realname, firstname] if order != "1" else [firstname, realname]
    return " ".join(part for part in parts if part) if realname else (login or "")
