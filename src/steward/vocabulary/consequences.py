"""Consequences: what a purge takes along and which columns fall to 0, worked out from parents, relations and links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from steward.vocabulary.item import Item
from steward.vocabulary.lists import Lists
from steward.vocabulary.relations import End, Link, Purge, Reference


def purges(items: Mapping[str, Item], type_of_table: Mapping[str, str], lists: Lists) -> dict[str, tuple[Purge, ...]]:
    """By item name: children and relations in declaration order, then what the type itself lists."""
    found: dict[str, list[Purge]] = {}
    for item in items.values():
        if item.table and type_of_table[item.table] == item.name:
            for holder, purge in _of_rows(item, lists):
                found.setdefault(holder, []).append(purge)
    for item in items.values():
        if item.purges:
            found.setdefault(item.name, []).extend(item.purges)
    return {name: tuple(found[name]) for name in items if name in found}


def ends(item: Item) -> tuple[End, ...]:
    if item.parent:
        return (item.parent,)
    return (item.relation.first, item.relation.second) if item.relation else ()


def _of_rows(item: Item, lists: Lists) -> Iterator[tuple[str, Purge]]:
    """(holder, purge) for each type whose purge takes rows of `item` along."""
    assert item.table
    fixed: dict[str, list[str]] = {}
    for end in ends(item):
        if end.item and end.cascades:
            fixed.setdefault(end.item, []).append(end.id_column)
    open_end = next((end for end in ends(item) if end.item is None and end.cascades), None)
    for holder, columns in fixed.items():
        if open_end:
            match, where = (*columns, open_end.id_column), {str(open_end.itemtype_column): holder}
        else:
            match, where = tuple(columns), {}
        yield holder, Purge(item.table, match, "clean", item.name, where)
    if open_end:
        for holder in lists.named(open_end.among):
            if holder not in fixed:
                where = {str(open_end.itemtype_column): holder}
                yield holder, Purge(item.table, (open_end.id_column,), "clean", item.name, where)


def references(
    items: Mapping[str, Item], type_of_table: Mapping[str, str], lists: Lists
) -> dict[str, tuple[Reference, ...]]:
    """By table: the columns that may hold ids of its rows."""
    forwarded = {child for item in items.values() for child in item.forwards_entity_to}
    found: dict[str, list[Reference]] = {}
    for name in type_of_table.values():
        item = items[name]
        for link in item.links:
            for target, reference in _of_link(item, link, forwarded, lists):
                table = items[target].table
                if table and reference not in found.setdefault(table, []):
                    found[table].append(reference)
    return {table: tuple(found[table]) for table in type_of_table if table in found}


def _of_link(item: Item, link: Link, forwarded: set[str], lists: Lists) -> Iterator[tuple[str, Reference]]:
    assert item.table
    if link.itemtype_column:
        for target in lists.named(link.among):
            yield target, Reference(item.table, link.column, link.itemtype_column, bool(link.by_class))
    elif link.target and link.follows:
        yield link.target, Reference(item.table, link.column, None, _by_class(item, link, forwarded))


def _by_class(item: Item, link: Link, forwarded: set[str]) -> bool:
    if link.by_class is not None:
        return link.by_class
    if link.column == "entities_id":
        return item.name in forwarded
    return any(end.id_column == link.column and end.cascades for end in ends(item))
