"""Every declared path: it compares and shows columns that exist, and names only known words."""

from __future__ import annotations

from functools import cache

import pytest

from steward.itemtypes import model
from steward.vocabulary.expressions import EXPRESSIONS
from steward.vocabulary.item import Item, Model
from steward.vocabulary.options import Cell, Computed, Delay, Max, Min, Option, Sum, Virtual
from steward.vocabulary.paths import PREDICATES, Word
from steward.vocabulary.resolving import Types

# What is reserved is an item of one of several types: its links are read there, not on the reservation's own row.
UNIONS = {"ReservationItem"}


@cache
def declared() -> Model:
    return model()


def types() -> Types:
    return Types(declared().items, declared().type_of_table)


def options(item: Item) -> list[Option]:
    return [o for o in item.option.values() if o.path or not isinstance(o.content, Cell)]


WITH_PATHS = sorted(n for n, i in declared().items.items() if i.table and options(i) and n not in UNIONS)


def compared(option: Option, owner: Item) -> list[tuple[str, str]]:
    """The (type, column) pairs that a path compares or tests."""
    pairs, near = [], owner.name
    for hop in option.path:
        far, key = hop.item, types().foreign_key(near)
        on_near = {Word.LINK: [hop.column or types().foreign_key(far)], Word.POLYLINK: ["itemtype", "items_id"]}
        on_far = {
            Word.CHILD: [hop.column or key],
            Word.POLY: ["itemtype", "items_id"],
            Word.POLYTYPE: ["itemtype"],
            Word.MAIN: ["mainitemtype", "mainitems_id"],
            Word.EITHER: [f"{key}_1", f"{key}_2"],
        }
        pairs += [(far, name) for name in (*on_far.get(hop.word, []), *(n for n, _ in hop.where))]
        tested = [*([hop.near] if hop.near else []), *(n for n, _ in hop.when)]
        pairs += [(near, name) for name in (*on_near.get(hop.word, []), *tested)]
        near = far
    return pairs


def read(option: Option) -> list[str]:
    """The columns of the last row that the content is made of."""
    match option.content:
        case Cell():
            return [option.field]
        case Sum(of=of) | Min(of=of) | Max(of=of):
            return [] if of in EXPRESSIONS else [of]
        case Delay(begin, months, minus):
            return [begin, months, *([minus] if minus else [])]
        case _:
            return []


@pytest.mark.parametrize("name", WITH_PATHS)
def test_paths_join_by_columns_that_exist(name: str) -> None:
    items = declared().items
    for option in options(items[name]):
        assert [(t, c) for t, c in compared(option, items[name]) if not items[t].has(c)] == [], option.number


@pytest.mark.parametrize("name", WITH_PATHS)
def test_contents_are_made_of_columns_that_exist(name: str) -> None:
    items = declared().items
    for option in options(items[name]):
        far = items[option.path[-1].item] if option.path else items[name]
        assert [c for c in read(option) if not far.has(c)] == [], option.number


def test_expressions_and_predicates_are_known_and_used() -> None:
    every = [o for item in declared().items.values() for o in item.option.values()]
    computed = {o.content.name for o in every if isinstance(o.content, Computed)}
    summed = {o.content.of for o in every if isinstance(o.content, Sum)} & EXPRESSIONS.keys()
    assert computed | summed == EXPRESSIONS.keys()
    assert {name for o in every for hop in o.path for name in hop.named} == PREDICATES.keys()


def test_what_is_made_when_rendering_cannot_be_searched() -> None:
    for item in declared().items.values():
        for option in item.option.values():
            assert not isinstance(option.content, Virtual) or option.nosearch, (item.name, option.number)
