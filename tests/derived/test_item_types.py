"""Every declaration holds together: what it names exists, and what must be said is said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.resources import files

import pytest

from steward.itemtypes import declared, model
from steward.vocabulary import naming
from steward.vocabulary.item import Item
from steward.vocabulary.options import Heading, Option
from steward.vocabulary.relations import End

MODEL = model()
ITEMS = tuple(MODEL.items.values())
STORED = tuple(item for item in ITEMS if item.table)
ADVERTISED_ONLY = {"Group_Change", "Supplier_Change", "Supplier_Problem"}
"""Names that clients see in links although the types are called otherwise."""
ABSTRACT = {"Item_Devices"}
"""The family of installed components, named where all of them are meant; it has no label."""


def each(items: Iterable[Item]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("item", [pytest.param(item, id=item.name) for item in items])


def ends(item: Item) -> tuple[End, ...]:
    if item.parent:
        return (item.parent,)
    return (item.relation.first, item.relation.second) if item.relation else ()


def bare(columns: Iterable[str]) -> list[str]:
    """Column names of a key, without prefix lengths."""
    return [re.sub(r"\(\d+\)$", "", column) for column in columns]


@each(ITEMS)
def test_item_is_labelled(item: Item) -> None:
    assert item.name in ABSTRACT or (item.singular and item.plural)


@each(STORED)
def test_keys_and_names_are_columns(item: Item) -> None:
    assert item.name_field in item.column or item.name_field == "name"
    for columns in (*item.unique.values(), *item.indexes.values(), *item.fulltext.values()):
        assert set(bare(columns)) <= item.column.keys()
    assert item.undisclosed <= item.column.keys()
    if item.discriminator:
        assert item.discriminator[0] in item.column


@each(STORED)
def test_links_are_columns_named_after_their_target(item: Item) -> None:
    for link in item.links:
        assert link.column in item.column
        if link.itemtype_column:
            assert link.itemtype_column in item.column
        if link.target and link.follows:
            assert naming.plain_link(link.column) == MODEL.items[link.target].foreign_key
    assert {x.column for x in item.links} == {c for c in item.column if naming.is_link(c)}


@each(STORED)
def test_parents_and_sides_exist(item: Item) -> None:
    for end in ends(item):
        assert end.item is None or end.item in MODEL.items
        assert end.itemtype_column is None or end.itemtype_column in item.column
        assert end.id_column in item.column or not end.cascades


@each(ITEMS)
def test_options_are_labelled_numbered_once_and_grouped(item: Item) -> None:
    numbers = [o.number for o in item.options if isinstance(o, Option)]
    assert len(numbers) == len(set(numbers))
    group = None
    for entry in item.options:
        if isinstance(entry, Heading):
            group = entry.key
            assert entry.label
        else:
            assert entry.label
            assert entry.group == group
            assert entry.searchtypes


@each(ITEMS)
def test_types_that_are_named_exist(item: Item) -> None:
    named = {*item.clones, *item.forwards_entity_to, *item.child_links} - ADVERTISED_ONLY
    assert named <= MODEL.items.keys()
    for purge in MODEL.purges.get(item.name, ()):
        table = MODEL.tables[purge.table]
        columns = {column.name for column in table.columns}
        assert {*purge.match, *purge.where, *purge.set} <= columns
        assert purge.item is None or MODEL.items[purge.item].table == purge.table


def test_each_table_is_declared_by_one_type_and_shared_as_it_is() -> None:
    owners = [item.table for item in declared() if item.table and item.columns]
    assert len(owners) == len(set(owners))
    for item in STORED:
        assert item.columns == MODEL.tables[str(item.table)].columns


def test_recorded_orders_are_those_of_the_model() -> None:
    recorded = json.loads((files("steward.itemtypes") / "orders/columns.json").read_text())
    assert {name: sorted(columns) for name, columns in recorded.items()} == {
        name: sorted(c.name for c in table.columns) for name, table in MODEL.tables.items()
    }
    shown = json.loads((files("steward.itemtypes") / "orders/options.json").read_text())
    for entry in shown:
        numbers = {number for number in entry["order"] if isinstance(number, int)}
        for name in entry["types"]:
            assert numbers == MODEL.items[name].option.keys(), name


def test_names_are_found_whatever_their_case() -> None:
    assert MODEL.find("computer") == "Computer"
    assert MODEL.find("TICKETFOLLOWUP") == "TicketFollowup"
    assert MODEL.find("Nothing") is None


def test_roles_are_held_once() -> None:
    held = [role for item in ITEMS for role in item.roles if role != "timeline"]
    assert len(held) == len(set(held))
