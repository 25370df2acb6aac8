"""Notation: how item types are written down. A class body is read once, at import, and becomes a frozen Item."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any, Final

from steward.vocabulary import naming
from steward.vocabulary.fields import PLURAL, Adjust, Field, Id, ItemId, ItemtypeName, Link
from steward.vocabulary.item import Item
from steward.vocabulary.options import Bundle, Heading, Option, place_of
from steward.vocabulary.relations import End, ParentRights, Relation
from steward.vocabulary.relations import Link as LinkValue
from steward.vocabulary.traits import Listed, Trait, merged_attributes, merged_fields

FLAG_OF_COLUMN: Final = {
    "entities_id": "entity_assigned",
    "is_recursive": "recursive",
    "is_deleted": "trashable",
    "is_template": "templated",
    "is_dynamic": "dynamic",
    "is_private": "private",
    "locations_id": "located",
    "is_active": "activatable",
    "ancestors_cache": "tree",
}
ANCESTORS: Final = ("CommonDBTM", "CommonGLPI")
OF_PARENT: Final = ("CommonDBConnexity", *ANCESTORS)
ATTACHED: Final[Mapping[str, Any]] = {"features": ("Clonable",)}
RELATED: Final[Mapping[str, Any]] = {**ATTACHED, "no_form": True, "no_massive": ("clone",)}
WORDS: Final = frozenset(f.name for f in dataclass_fields(Item))
ANY: Final = None
"""As the item of a parent or side: whichever type the row's itemtype column names."""


class Notation(type):
    """Metaclass of declarations: `class Computer(ItemType): …` binds `Computer` to an Item."""

    def __new__(mcs, word: str, bases: tuple[type, ...], body: dict[str, Any], name: str = "") -> Any:
        if not bases:
            return super().__new__(mcs, word, bases, body)
        words = {key.rstrip("_"): value for key, value in body.items() if not key.startswith("__")}
        return declare(name or word, source=place_of(sys._getframe(1)), **words)


class ItemType(metaclass=Notation):
    """What a declaration derives from, in notation only: no instances, no inheritance between types.

    A column whose name is a Python keyword is written with an underscore at the end; a trait's column that is not wanted is
    set to None.
    """


def side(
    item: str | None = ANY,
    column: str | None = None,
    *,
    named_by: str | None = "itemtype",
    rights: ParentRights = "same",
    attached: bool = True,
    entity: bool = False,
    logs: bool = True,
    actions: tuple[int, int, int] = (15, 21, 16),
    cascades: bool = True,
    among: tuple[str, ...] = (),
) -> End:
    """One side of a relation: a type, or ANY with the column that names it (`named_by`)."""
    return End(
        id_column=column or (naming.foreign_key(item) if item else (named_by or "").replace("itemtype", "items_id")),
        item=item,
        itemtype_column=None if item else named_by,
        rights=rights,
        attached=attached,
        takes_entity=entity,
        logs=logs,
        log_actions=actions,
        cascades=cascades,
        among=among,
    )


def parent(
    item: str | None = ANY,
    column: str | None = None,
    *,
    rights: ParentRights = "same",
    attached: bool = True,
    logs: bool = True,
    actions: tuple[int, int, int] = (17, 18, 19),
    cascades: bool = True,
    among: tuple[str, ...] = (),
) -> End:
    """The parent of a row. Its rights and entity are the row's; `attached`: there is always one."""
    keywords: dict[str, Any] = {"rights": rights, "attached": attached, "logs": logs, "actions": actions}
    return side(item, column, entity=True, cascades=cascades, among=among, **keywords)


def declare(
    name: str,
    /,
    *,
    label: str | tuple[str, str],
    traits: Trait | Iterable[Trait] = (),
    child_of: str | End | None = None,
    relation: Relation | None = None,
    source: str = "",
    **body: Any,
) -> Item:
    """The functional form of a declaration, for families of small types."""
    held_by = parent(child_of) if isinstance(child_of, str) else child_of
    given = _implied(held_by, relation) + _total(traits)
    fields = merged_fields(given.fields, {k: v for k, v in body.items() if isinstance(v, Field | Adjust)})
    fields = {k: f for k, f in fields.items() if body.get(k, f) is not None}
    attributes = merged_attributes(
        given.attributes, {k: v for k, v in body.items() if k not in given.fields and k not in fields}
    )
    attributes["options"] = _options(fields, given.options, attributes.get("options", ()))
    if attributes.get("table", "") is not None:
        attributes = {**_flags(fields), **attributes, **_storage(name, fields, attributes)}
    if unknown := attributes.keys() - WORDS:
        raise TypeError(f"{name}: not a column, nor a word of declarations: {', '.join(sorted(unknown))}")
    singular, plural = (label, label) if isinstance(label, str) else label
    return Item(
        name=name,
        singular=singular,
        plural=plural,
        parent=held_by,
        relation=relation,
        source=source or place_of(sys._getframe(1)),
        **{"foreign_key": _foreign_key(name, attributes), "table": None, **_spelled(attributes)},
    )


def family(traits: Trait | Iterable[Trait], *lines: tuple[str, str, str], **body: Any) -> tuple[Item, ...]:
    """Types that differ in name and labels only; a line is (name, singular, plural)."""
    words = {"traits": traits, "source": place_of(sys._getframe(1)), **body}
    return tuple(declare(name, label=(one, many), **words) for name, one, many in lines)


def variant(owner: Any, name: str, label: tuple[str, str] | None = None, **changes: Any) -> Item:
    """Another type over the same table: everything is the owner's but what is given."""
    assert isinstance(owner, Item)
    singular, plural = label or (owner.singular, owner.plural)
    return replace(owner, name=name, singular=singular, plural=plural, columns=(), **_spelled(changes))


def _total(traits: Trait | Iterable[Trait]) -> Trait:
    total = Trait()
    for one in traits:
        total += one
    return total


def _implied(held_by: End | None, relation: Relation | None) -> Trait:
    """Columns and attributes that follow from a parent or from two sides; sides are search options 3 and 4."""
    if relation is not None:
        ends = ((relation.first, 3), (relation.second, 4))
        fields = {name: f for end, number in ends for name, f in _end_fields(end, number).items()}
        return Trait(fields, (), {**RELATED, "ancestors": ("CommonDBRelation", *OF_PARENT)})
    if held_by is not None:
        return Trait(_end_fields(held_by, None), (), {**ATTACHED, "ancestors": ("CommonDBChild", *OF_PARENT)})
    return Trait(attributes={"ancestors": ANCESTORS})


def _end_fields(end: End, number: int | None) -> dict[str, Field]:
    if end.item:
        shown: dict[str, Any] = {"label": PLURAL, "shows": "id", "datatype": "text", "fixed": True} if number else {}
        return {end.id_column: Link(end.item, option=number, **shown)}
    if end.itemtype_column is None:
        return {}
    return {
        end.itemtype_column: ItemtypeName(),
        end.id_column: ItemId(of=end.itemtype_column, among=end.among),
    }


def _options(
    fields: Mapping[str, Field], brought: Iterable[Listed], written: Iterable[Listed]
) -> tuple[Option | Heading, ...]:
    """Options of traits, columns and the body; of those with one number the last counts, but each source says it once."""
    far, given = _opened(brought), _opened(written)
    own = [o for name, f in fields.items() for o in f.options(name)]
    _once(own)
    _once(given)
    headings = [o for o in (*far, *given) if isinstance(o, Heading)]
    options = {o.number: o for o in (*far, *own, *given) if isinstance(o, Option)}
    return (*headings, *options.values())


def _once(listed: Iterable[Option | Heading]) -> None:
    twice = [n for n, times in Counter(o.number for o in listed if isinstance(o, Option)).items() if times > 1]
    if twice:
        raise ValueError(f"search option numbers declared twice: {twice}")


def _opened(listed: Iterable[Listed]) -> list[Option | Heading]:
    return [o for one in listed for o in (one if isinstance(one, Bundle) else (one,))]


def _flags(fields: Mapping[str, Field]) -> dict[str, bool]:
    return {flag: True for column, flag in FLAG_OF_COLUMN.items() if column in fields}


def _storage(name: str, fields: Mapping[str, Field], attributes: Mapping[str, Any]) -> dict[str, Any]:
    words = {"id": Id(), **fields}
    unique = _keys(attributes.get("unique", {}))
    indexes = dict(attributes.get("indexes", {}))
    leading = {columns[0] for columns in (*unique.values(), *indexes.values())}
    for column, word in words.items():
        if isinstance(word, ItemId) and word.of in words and word.of not in leading and word.indexed is None:
            indexes["item"] = (word.of, column)
            leading.add(word.of)
    for column, word in words.items():
        led = column in leading and word.indexed is None
        if word.is_indexed(column) and not led:
            indexes[column] = (column,)
    secret = frozenset(column for column, word in words.items() if word.secret)
    return {
        "table": attributes.get("table", naming.table(name)),
        "columns": tuple(word.column(column) for column, word in words.items()),
        "unique": unique,
        "indexes": indexes,
        "links": tuple(_link(column, word) for column, word in words.items() if isinstance(word, Link | ItemId)),
        "undisclosed": frozenset(attributes.get("undisclosed", ())) | secret,
        "sealed": frozenset(column for column, word in words.items() if word.sealed),
    }


def _keys(unique: Any) -> dict[str, tuple[str, ...]]:
    return dict(unique) if isinstance(unique, Mapping) else {"unicity": tuple(unique)}


def _link(column: str, word: Link | ItemId) -> LinkValue:
    if isinstance(word, ItemId):
        return LinkValue(column, None, itemtype_column=word.of or None, among=word.among, by_class=word.by_class)
    return LinkValue(column, word.target or None, by_class=word.by_class, follows=word.follows)


def _foreign_key(name: str, attributes: Mapping[str, Any]) -> str:
    table = attributes.get("table")
    return table.removeprefix("glpi_") + "_id" if table else naming.foreign_key(name)


def _spelled(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Item attributes in the types that Item has."""
    return {
        k: frozenset(v) if k in ("features", "roles", "undisclosed", "not_logged") else v for k, v in attributes.items()
    }
