"""Updating rows: only what changes, who may, what follows it around."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from steward.engine.command import Failure

from .conftest import NOW, Bench

DENIED = "You don't have permission to perform this action."


def test_only_changes_are_written(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc", serial="a")
    bench.now = NOW + timedelta(hours=1)
    for values in ({}, {"serial": "a"}, {"no_such_field": 1}, {"id": 5, "date_mod": "2001-01-01"}):
        outcome = bench.do("update", "Computer", computer, **{k: v for k, v in values.items() if k != "id"})
        assert (outcome.id, outcome.message, outcome.failure) == (computer, "", None)
    row = bench.row("Computer", computer)
    assert row is not None
    assert row["date_mod"] == "2026-11-25 12:00:00"
    assert len(bench.log("Computer", computer)) == 1
    bench.do("update", "Computer", computer, serial=None, users_id=4, states_id="0", date_creation="2001-01-01")
    row = bench.row("Computer", computer)
    assert row is not None
    assert (row["serial"], row["users_id"], row["date_mod"]) == (None, 4, "2026-11-25 13:00:00")
    assert row["date_creation"] == "2001-01-01 00:00:00"


def test_missing_and_denied(bench: Bench) -> None:
    missing = bench.do("update", "Computer", 999999999, serial="x")
    assert (missing.id, missing.failure, missing.message) == (999999999, Failure.MISSING, "Item not found")
    for strange in (-1, 2**70, None):
        assert bench.do("update", "Computer", strange, serial="x").failure is Failure.MISSING
    computer = bench.add("Computer", name="pc")
    reader = replace(bench.actor, rights={**bench.actor.rights, "computer": 1})
    denied = bench.do("update", "Computer", computer, actor=reader, serial="x")
    assert (denied.failure, denied.message) == (Failure.DENIED, DENIED)


def test_rows_of_ancestors_are_read_only(bench: Bench) -> None:
    entity = bench.add("Entity", name="E")
    computer = bench.add("Computer", name="pc", is_recursive=1)
    below = replace(
        bench.actor, entities=frozenset({entity}), ancestors=frozenset({0}), active_entity=entity, sees_all=False
    )
    for verb in ("update", "delete", "purge"):
        assert bench.do(verb, "Computer", computer, actor=below).failure is Failure.DENIED


def test_moving_an_item_moves_its_children(bench: Bench) -> None:
    entity = bench.add("Entity", name="E")
    computer = bench.add("Computer", name="pc")
    disk = bench.add("Item_Disk", itemtype="Computer", items_id=computer, name="sda")
    port = bench.add("NetworkPort", itemtype="Computer", items_id=computer, instantiation_type="NetworkPortEthernet")
    other = bench.add("Item_Disk", itemtype="Computer", items_id=bench.add("Computer"), name="sdb")
    software = bench.add("Software", name="s")
    version = bench.add("SoftwareVersion", softwares_id=software, name="1")
    assert bench.do("update", "Computer", computer, entities_id=entity, is_recursive=1).ok
    assert bench.do("update", "Software", software, entities_id=entity, is_recursive=1).ok
    for item, id, recursive in (("Item_Disk", disk, None), ("NetworkPort", port, 1), ("SoftwareVersion", version, 1)):
        row = bench.row(item, id)
        assert row is not None
        assert (row["entities_id"], row.get("is_recursive")) == (entity, recursive), item
    row = bench.row("Item_Disk", other)
    assert row is not None
    assert row["entities_id"] == 0


def test_children_do_not_leave_their_parents_entity(bench: Bench) -> None:
    entity = bench.add("Entity", name="E")
    disk = bench.add("Item_Disk", itemtype="Computer", items_id=bench.add("Computer"), name="sda")
    assert bench.do("update", "Item_Disk", disk, entities_id=entity).ok
    row = bench.row("Item_Disk", disk)
    assert row is not None
    assert row["entities_id"] == 0


def test_a_child_moves_to_a_parent_that_may_be_changed(bench: Bench) -> None:
    entity = bench.add("Entity", name="E")
    here, there = bench.add("Computer"), bench.add("Computer", entities_id=entity)
    disk = bench.add("Item_Disk", itemtype="Computer", items_id=here, name="sda")
    local = replace(bench.actor, entities=frozenset({0}), sees_all=False)
    refused = bench.do("update", "Item_Disk", disk, actor=local, items_id=there)
    assert refused.failure is Failure.REFUSED
    assert refused.message == f"Cannot update item Volumes #{disk}: not enough right on the parent(s) item(s)"
    assert bench.do("update", "Item_Disk", disk, items_id=there).ok
    row = bench.row("Item_Disk", disk)
    assert row is not None
    assert (row["items_id"], row["entities_id"]) == (there, entity)
    assert bench.log("Computer", here)[-1] == ("Item_Disk", 19, 0, f"sda ({disk})", "")
    assert bench.log("Computer", there)[-1] == ("Item_Disk", 17, 0, "", f"sda ({disk})")


def test_recursion_stays_while_it_is_used_below(bench: Bench) -> None:
    entity = bench.add("Entity", name="E")
    location = bench.add("Location", name="L", is_recursive=1)
    computer = bench.add("Computer", entities_id=entity, locations_id=location)
    assert bench.do("update", "Location", location, is_recursive=0).failure is Failure.REFUSED
    bench.do("update", "Computer", computer, locations_id=0)
    assert bench.do("update", "Location", location, is_recursive=0).ok


def test_trash_and_back_through_an_update(bench: Bench) -> None:
    monitor = bench.add("Monitor", name="m")
    assert bench.do("update", "Monitor", monitor, is_deleted=1).ok
    assert bench.do("update", "Monitor", monitor, is_deleted=0).ok
    assert bench.log("Monitor", monitor) == [("0", 20, 0, "", ""), ("0", 13, 0, "", ""), ("0", 14, 0, "", "")]


def test_edited_fields_of_inventoried_items_are_locked(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc", serial="found", is_dynamic=1)
    for serial in ("mine", "again"):
        bench.do("update", "Computer", computer, serial=serial)
    locked = bench.rows("Lockedfield", itemtype="Computer", items_id=computer)
    assert [(row["field"], row["value"], row["is_global"]) for row in locked] == [("serial", "found", 0)]
    bench.do("purge", "Computer", computer)
    assert bench.rows("Lockedfield", itemtype="Computer", items_id=computer) == []


def test_statements_of_an_update(bench: Bench) -> None:
    """The row with rights, unicity rules, the write, names for history (one a type), history."""
    computer = bench.add("Computer", name="pc")
    bench.do("update", "Computer", computer, serial="w", locations_id=1, users_id=2, users_id_tech=2)
    values = {"serial": "x", "comment": "y", "locations_id": 2, "users_id": 4, "users_id_tech": 5}
    assert bench.count(lambda: bench.do("update", "Computer", computer, **values)) <= 6
    assert bench.count(lambda: bench.do("update", "Computer", computer, serial="x")) <= 1
