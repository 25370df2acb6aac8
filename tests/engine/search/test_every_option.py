"""Every search option that is declared can be searched, shown and sorted by, on every type that has it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from steward.assemble import load_model
from steward.engine.actor import SYSTEM, Actor
from steward.engine.search.criteria import Criterion, Search, Sort
from steward.engine.search.fields import hidden
from steward.vocabulary.item import Item
from steward.vocabulary.options import Option

from .conftest import World

AT_ONCE = 20
VALUES = {"contains": "1", "equals": "1", "lessthan": "2026-01-01", "under": "1"}
LIMITED = Actor(
    2, "a", "a (2)", 8, rights={"ticket": 1 + 2048 + 4096, **dict.fromkeys(("computer", "software", "user", "profile"), 1)},
    entities=frozenset({0, 7}), ancestors=frozenset({3}), groups=(1,),
)  # fmt: skip


def shape(item: Item, option: Option) -> object:
    """What makes the SQL of an option: others of that shape differ in the type they start from only."""
    hops = [(h.word, h.item, h.column, h.near, repr(h.where), h.when, h.named, h.latest) for h in option.path]
    start = "" if option.path else item.table
    return (start, tuple(hops), repr(option.content), option.field, option.searchtypes, option.datatype)


def searches(world: World, actor: Actor, every: bool) -> Iterator[tuple[str, list[Option]]]:
    seen: set[object] = set()
    for name, item in {**world.model.items, **world.model.unions}.items():
        if not world.searching.parts(actor, name):
            continue
        chosen = [o for o in item.option.values() if every or shape(item, o) not in seen]
        seen |= {shape(item, o) for o in chosen}
        yield from ((name, chosen[at : at + AT_ONCE]) for at in range(0, len(chosen), AT_ONCE))


def search(world: World, actor: Actor, name: str, options: list[Option]) -> None:
    fields = world.searching._planner.fields(world.model.items.get(name) or world.model.unions[name])
    asked = [
        Criterion(o.number, kind, VALUES.get(kind.removeprefix("not"), "1"), "OR")
        for o in options
        if not o.nosearch and not ((found := fields.of(o)) is not None and hidden(found, actor.form))
        for kind in o.searchtypes[:1]
    ]
    shown = tuple(o.number for o in options if not o.nodisplay)
    sort = tuple(Sort(o.number, descending=bool(o.number % 2)) for o in options[:10])
    world.searching.search(actor, Search(name, tuple(asked), sort, shown))
    world.searching.search(actor, Search(name, (), sort[:1], shown))


@pytest.mark.parametrize("actor", [SYSTEM, LIMITED], ids=["system", "limited"])
def test_every_shape_of_option(world: World, actor: Actor) -> None:
    for name, options in searches(world, actor, every=False):
        search(world, actor, name, options)


def test_every_option(world: World) -> None:
    for name, options in searches(world, SYSTEM, every=True):
        search(world, SYSTEM, name, options)


def test_most_options_lead_to_rows(world: World) -> None:
    """What is shown as nothing is made by renderers, or stands on types without rows."""
    model = load_model()
    without = {
        (item.name, option.number)
        for item in model.items.values()
        if item.table is not None
        for option in item.option.values()
        if world.searching._planner.field(item, option) is None and not option.field.startswith("_virtual")
    }
    # Reservations show columns of whatever they reserve; the two others are no types of rows.
    assert {name for name, _ in without} <= {"ReservationItem"}
