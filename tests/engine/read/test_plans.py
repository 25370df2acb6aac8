"""How SQLite goes about the statements of reading: single rows and sub-items by key or index, lists in their own order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.read.conftest import World
from steward.engine.actor import Actor
from steward.engine.rights import Rights
from steward.engine.search.shape import Shape
from steward.engine.search.statements import Listing, Statements
from steward.engine.search.under import find_under
from steward.engine.store.text import Texts

Plan = Callable[..., list[str]]


@pytest.fixture
def plan(world: World) -> Plan:
    if world.store.dialect != "sqlite":
        pytest.skip("plans of SQLite")
    statements = Statements(world.model, world.store.tables, Rights(world.model, world.store.tables))

    def explain(actor: Actor, item: str, what: str, under: tuple[str, int] | None = None) -> list[str]:
        shape = Shape(world.model.items[item], actor.form)
        hung = find_under(shape.item, world.model.items[under[0]], {"id": under[1]}) if under else None
        listing = Listing(shape, trash=False, under=hung, picked=shape.names)
        statement = statements.one(shape, False) if what == "get" else getattr(statements, what)(listing)
        text = Texts("sqlite").compile(statement)
        path: Path = world.store.path  # type: ignore[attr-defined]
        connection = sqlite3.connect(path)
        try:
            rows = connection.execute(f"EXPLAIN QUERY PLAN {text.sql}", ["[]"] * len(text.slots)).fetchall()
        finally:
            connection.close()
        return [row[3] for row in rows]

    return explain


@pytest.fixture
def limited(world: World) -> Actor:
    return world.actor(world.entity(), above=(0,), profile=4)


@pytest.mark.parametrize("item", ["Computer", "Ticket", "Item_Disk", "Document_Item", "ITILFollowup", "User"])
def test_one_row_is_found_by_its_key(plan: Plan, limited: Actor, item: str) -> None:
    steps = plan(limited, item, "get")
    assert steps[0] == "SEARCH r USING INTEGER PRIMARY KEY (rowid=?)"
    # Parents are looked up one by one: no table is walked for the sake of one row.
    assert not [step for step in steps if step.startswith("SCAN") and "json_each" not in step]


def test_a_list_is_walked_in_the_order_of_its_ids(plan: Plan, limited: Actor) -> None:
    for item in ("Computer", "Ticket"):
        steps = plan(limited, item, "page")
        assert steps[0] == "SCAN r"
        assert not [step for step in steps if "TEMP B-TREE" in step]


def test_the_parents_of_a_list_are_gathered_once(plan: Plan, limited: Actor) -> None:
    steps = plan(limited, "Item_Disk", "page")
    assert not [step for step in steps if "CORRELATED" in step]


@pytest.mark.parametrize(
    ("item", "under", "index"),
    [
        ("Item_Disk", ("Computer", 1), "itemtype=? AND items_id=?"),
        ("ITILFollowup", ("Ticket", 1), "itemtype=?|items_id=?"),
        ("Ticket_User", ("Ticket", 1), "tickets_id=?"),
        ("Log", ("Computer", 1), "itemtype=? AND items_id=?"),
        ("Computer", ("Location", 1), "locations_id=?"),
    ],
)
def test_sub_items_are_found_by_their_parent(
    plan: Plan, limited: Actor, item: str, under: tuple[str, int], index: str
) -> None:
    for what in ("page", "count"):
        first = plan(limited, item, what, under)[0]
        assert first.startswith("SEARCH r") and any(part in first for part in index.split("|")), first


def test_a_requesters_tickets_are_found_by_his_part_in_them(world: World, plan: Plan) -> None:
    steps = plan(world.actor(world.entity(), profile=1, user=3), "Ticket", "page")
    assert steps[0].startswith("SEARCH r USING INTEGER PRIMARY KEY")
