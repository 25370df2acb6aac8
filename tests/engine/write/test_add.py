"""Adding rows: defaults, entity, parents, messages, and how many statements it takes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from steward.engine.command import Command, Failure, Verb

from .conftest import Bench

DENIED = "You don't have permission to perform this action."


def test_defaults_and_message(bench: Bench) -> None:
    outcome = bench.do("add", "Monitor", name="a", no_such_field=1, _special="x")
    assert outcome.message == "Item successfully added: a"
    row = bench.row("Monitor", outcome.id or 0)
    assert row is not None
    assert row["date_creation"] == row["date_mod"] == "2026-11-25 12:00:00"
    assert (row["entities_id"], row["is_recursive"], row["size"], row["serial"]) == (0, 0, "0.00", None)


@pytest.mark.parametrize(
    ("values", "stored"),
    [
        ({"name": 12345, "serial": 67.5}, {"name": "12345", "serial": "67.5"}),
        ({"is_recursive": True, "serial": False}, {"is_recursive": 1, "serial": "0"}),
        ({"users_id": "2", "states_id": "0"}, {"users_id": 2, "states_id": 0}),
        ({"locations_id": 987654321}, {"locations_id": 987654321}),
        ({"name": "  b  "}, {"name": "  b  "}),
        ({"date_creation": "2001-02-03 04:05:06"}, {"date_creation": "2001-02-03 04:05:06"}),
        ({"date_mod": "2001-02-03 04:05:06"}, {"date_mod": "2026-11-25 12:00:00"}),
        ({"id": 777777}, {"name": None}),
    ],
)
def test_recorded_values(bench: Bench, values: dict[str, Any], stored: dict[str, Any]) -> None:
    row = bench.row("Monitor", bench.add("Monitor", **values))
    assert row is not None
    assert {name: row[name] for name in stored} == stored


@pytest.mark.parametrize("values", [{"users_id": 99999999999999}, {"states_id": -5}, {"serial": ["a", "b"]}])
def test_refused_values_leave_nothing(bench: Bench, values: dict[str, Any]) -> None:
    outcome = bench.do("add", "Monitor", name="x", **values)
    assert outcome.failure is Failure.REFUSED
    assert "column" in outcome.message
    assert bench.rows("Monitor") == []


def test_wrong_date_is_left_out_with_a_remark(bench: Bench) -> None:
    outcome = bench.do("add", "Contract", name="c", begin_date="soon")
    assert outcome.ok
    assert outcome.message == "Item successfully added: c At least one field has an incorrect value: Start date"


def test_names_in_messages(bench: Bench) -> None:
    computer = bench.add("Computer")
    assert bench.do("add", "Computer").message == "Item successfully added: Computer - ID 2"
    cpu = bench.add("DeviceProcessor", designation="cpu")
    part = bench.do("add", "Item_DeviceProcessor", itemtype="Computer", items_id=computer, deviceprocessors_id=cpu)
    assert part.message == "Item successfully added: Processor item - ID 1"
    assert bench.do("add", "User", name="u", realname="R", firstname="F").message == "Item successfully added: R F"


def test_entity_of_a_new_row(bench: Bench) -> None:
    own, other = bench.add("Entity", name="own"), bench.add("Entity", name="other")
    actor = replace(bench.actor, entities=frozenset({own}), active_entity=own, sees_all=False)
    outcome = bench.do("add", "Computer", actor=actor, name="pc")
    row = bench.row("Computer", outcome.id or 0)
    assert row is not None
    assert row["entities_id"] == own
    for entity in (other, 0, 99999999):
        denied = bench.do("add", "Computer", actor=actor, name="pc", entities_id=entity)
        assert (denied.failure, denied.message) == (Failure.DENIED, DENIED)


def test_class_right_is_needed(bench: Bench) -> None:
    actor = replace(bench.actor, rights={**bench.actor.rights, "computer": 1})
    for item in ("Computer", "Log"):
        assert bench.do("add", item, actor=actor, name="pc").failure is Failure.DENIED


def test_children_live_where_their_parent_lives(bench: Bench) -> None:
    entity = bench.add("Entity", name="E")
    actor = replace(bench.actor, entities=frozenset({0, entity}))
    outcome = bench.do("add", "Computer", actor=actor, name="pc", entities_id=entity, is_recursive=1)
    disk = bench.do("add", "Item_Disk", actor=actor, itemtype="Computer", items_id=outcome.id, entities_id=0)
    row = bench.row("Item_Disk", disk.id or 0)
    assert row is not None
    assert row["entities_id"] == entity


@pytest.mark.parametrize(
    "values",
    [
        {"itemtype": "Computer", "name": "x"},
        {"itemtype": "Computer", "items_id": 999999, "name": "x"},
        {"itemtype": "NoSuchType", "items_id": 1},
        {"itemtype": ["Computer"], "items_id": 1},
        {"itemtype": "Computer", "items_id": "1; DROP"},
        {"items_id": -1},
    ],
)
def test_children_need_their_parent(bench: Bench, values: dict[str, Any]) -> None:
    bench.add("Computer", name="pc")
    assert bench.do("add", "Item_Disk", **values).failure in {Failure.DENIED, Failure.REFUSED}
    assert bench.rows("Item_Disk") == []


def test_children_need_the_right_on_their_parent(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc")
    reader = replace(bench.actor, rights={**bench.actor.rights, "computer": 1})
    assert bench.do("add", "Item_Disk", actor=reader, itemtype="Computer", items_id=computer).failure is Failure.DENIED
    monitor = bench.add("Monitor", name="m")
    both = {"computers_id": computer, "itemtype": "Monitor", "items_id": monitor}
    assert bench.do("add", "Computer_Item", actor=reader, **both).failure is Failure.DENIED
    assert bench.do("add", "Computer_Item", **both).ok


def test_authors_sign(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc")
    note = bench.row("Notepad", bench.add("Notepad", itemtype="Computer", items_id=computer, content="x"))
    assert note is not None
    assert (note["users_id"], note["users_id_lastupdater"]) == (2, 2)


def test_unique_keys(bench: Bench) -> None:
    bench.add("Location", name="one")
    again = bench.do("add", "Location", name="one")
    assert (again.failure, again.message) == (Failure.REFUSED, "Duplicate entry '0-0-one' for key 'unicity'")
    bench.add("Location", name="")
    assert bench.do("add", "Location", comment="no name").failure is Failure.REFUSED


def test_statements_of_an_addition(bench: Bench) -> None:
    """Unicity rules, the row, its history."""
    bench.add("Computer", name="warm")
    assert bench.count(lambda: bench.add("Computer", name="a", serial="s", locations_id=4)) <= 3
    many = [Command(Verb.ADD, "Computer", None, {"name": f"n{n}"}) for n in range(100)]
    assert bench.count(lambda: bench.writing.execute(bench.actor, many)) <= 102


def test_statements_of_additions_below_one_parent(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc")
    disks = [{"itemtype": "Computer", "items_id": computer, "name": f"d{n}"} for n in range(50)]
    many = [Command(Verb.ADD, "Item_Disk", None, values) for values in disks]
    assert bench.count(lambda: bench.writing.execute(bench.actor, many)) <= 53
