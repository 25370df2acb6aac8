"""Linking: item types on their own become a Model, in which targets, options, references and purges are worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from steward.vocabulary.consequences import purges, references
from steward.vocabulary.item import Item, Model, Table
from steward.vocabulary.lists import Lists
from steward.vocabulary.resolving import Types
from steward.vocabulary.showing import shown_options


@dataclass(frozen=True)
class Orders:
    """What no declaration can imply: the order of columns by table, of options (with heading keys) by type; heading labels."""

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    options: Mapping[str, Sequence[int | str]] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)


def link(
    declared: Iterable[Item],
    *,
    orders: Orders,
    lists: Lists,
    rights: Iterable[str] = (),
) -> Model:
    """Model of all declared item types. Raises KeyError naming the type when a declaration mentions an unknown one."""
    items = {item.name: item for item in declared}
    owners = {item.table: item for item in items.values() if item.table and item.columns}
    items = {name: _settled(item, owners, orders) for name, item in items.items()}
    items = {name: _inheriting(item, items) for name, item in items.items()}
    type_of_table = {table: owner.name for table, owner in owners.items()}
    member = lists.with_joined(items.values())
    types = Types(items, type_of_table)
    items = {
        name: replace(
            item,
            options=shown_options(item, types, orders.options.get(name, ()), orders.headings),
            right_labels=item.right_labels or _right_labels(item),
            child_links=member.child_links(item),
            meta_types=member.meta_types(item),
        )
        for name, item in items.items()
    }
    return Model(
        items=items,
        tables={table: _table(items[owner.name]) for table, owner in owners.items()},
        type_of_table=type_of_table,
        purges=purges(items, type_of_table, member),
        references=references(items, type_of_table, member),
        type_lists=member.types,
        rights=tuple(sorted({*rights, *(item.right for item in items.values() if item.right)})),
    )


def _settled(item: Item, owners: Mapping[str, Item], orders: Orders) -> Item:
    """With the columns of its table, in their order, also when another type has declared them."""
    if item.table is None:
        return item
    owner = owners[item.table]
    place = {column: at for at, column in enumerate(orders.columns.get(item.table, ()))}
    columns = sorted(owner.columns, key=lambda c: place.get(c.name, len(place)))
    links = sorted(owner.links, key=lambda x: place.get(x.column, len(place)))
    return replace(
        item,
        columns=tuple(columns),
        links=tuple(links),
        unique=owner.unique,
        indexes=owner.indexes,
        fulltext=owner.fulltext,
    )


def _inheriting(item: Item, items: Mapping[str, Item]) -> Item:
    """A child without an entity column of its own is in the entity of its parent."""
    if item.parent is None or item.parent.item is None:
        return item
    parent = _inheriting(items[item.parent.item], items)
    assigned = item.entity_assigned or (parent.entity_assigned and not item.has("entities_id"))
    recursive = item.recursive or (parent.recursive and not item.has("is_recursive"))
    return replace(item, entity_assigned=assigned, recursive=recursive)


def _right_labels(item: Item) -> Mapping[str, Mapping[int, str]]:
    """Labels of the standard bits of the type's own right."""
    if item.right is None:
        return {}
    labels = {1: "Read", 2: "Update", 4: "Create"}
    labels |= {8: "Delete"} if item.trashable else {}
    labels |= {16: "Purge"}
    labels |= {32: "Read notes", 64: "Update notes"} if item.notepad else {}
    return {"central": labels}


def _table(owner: Item) -> Table:
    assert owner.table
    return Table(owner.table, owner.columns, owner.unique, owner.indexes, owner.fulltext)
