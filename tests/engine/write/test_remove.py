"""The trash, purges with all they take along, and what becomes of those that pointed at the purged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.engine.command import Failure
from steward.engine.write.cascade import condition
from steward.engine.write.plan import Plan

from .conftest import Bench


def test_trash_purge_and_missing(bench: Bench) -> None:
    monitor = bench.add("Monitor", name="m")
    for _ in range(2):
        outcome = bench.do("delete", "Monitor", monitor)
        assert (outcome.id, outcome.message, outcome.failure) == (monitor, "", None)
    row = bench.row("Monitor", monitor)
    assert row is not None
    assert row["is_deleted"] == 1
    assert bench.log("Monitor", monitor) == [("0", 20, 0, "", ""), ("0", 13, 0, "", "")]
    assert bench.do("restore", "Monitor", monitor).ok
    assert bench.log("Monitor", monitor)[-1] == ("0", 14, 0, "", "")
    assert bench.do("delete", "Monitor", monitor, force=True).ok
    assert bench.row("Monitor", monitor) is None
    assert bench.log("Monitor", monitor) == []
    assert bench.do("delete", "Monitor", monitor).failure is Failure.MISSING


def test_no_history_when_not_wanted(bench: Bench) -> None:
    monitor = bench.add("Monitor", name="m")
    bench.do("delete", "Monitor", monitor, history=False)
    assert bench.log("Monitor", monitor) == [("0", 20, 0, "", "")]


@pytest.mark.parametrize(
    ("item", "values"),
    [("Location", {"name": "l"}), ("Computer", {"is_template": 1, "template_name": "t"}), ("State", {"name": "s"})],
)
def test_types_and_rows_that_know_no_trash(bench: Bench, item: str, values: dict[str, Any]) -> None:
    id = bench.add(item, **values)
    assert bench.do("delete", item, id).ok
    assert bench.row(item, id) is None


def test_rows_whose_trash_is_only_a_lock(bench: Bench) -> None:
    computer, monitor = bench.add("Computer"), bench.add("Monitor")
    by_hand = bench.add("Computer_Item", computers_id=computer, itemtype="Monitor", items_id=monitor)
    found = bench.add("Computer_Item", computers_id=computer, itemtype="Monitor", items_id=monitor, is_dynamic=1)
    assert bench.do("delete", "Computer_Item", by_hand).ok
    assert bench.do("delete", "Computer_Item", found).ok
    assert [row["id"] for row in bench.rows("Computer_Item", is_deleted=1)] == [found]
    assert len(bench.rows("Computer_Item")) == 1
    assert bench.do("restore", "Computer_Item", found).ok
    name = f"&nbsp; ({monitor})"
    assert bench.log("Computer", computer)[-2:] == [("Monitor", 22, 0, name, ""), ("Monitor", 24, 0, "", name)]


def test_rights_to_delete_and_to_purge(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc")
    may_trash = replace(bench.actor, rights={**bench.actor.rights, "computer": 1 | 8})
    may_purge = replace(bench.actor, rights={**bench.actor.rights, "computer": 1 | 16})
    assert bench.do("delete", "Computer", computer, actor=may_purge).failure is Failure.DENIED
    assert bench.do("purge", "Computer", computer, actor=may_trash).failure is Failure.DENIED
    assert bench.do("delete", "Computer", computer, actor=may_trash).ok
    assert bench.do("purge", "Computer", computer, actor=may_purge).ok


def furnished(bench: Bench) -> tuple[int, dict[str, int]]:
    """A computer with everything on it, and what those rows are."""
    computer = bench.add("Computer", name="pc")
    on = {"itemtype": "Computer", "items_id": computer}
    software = bench.add("Software", name="s")
    parts = {
        "Item_Disk": bench.add("Item_Disk", **on, name="sda"),
        "Infocom": bench.add("Infocom", **on),
        "Notepad": bench.add("Notepad", **on, content="n"),
        "NetworkPort": bench.add("NetworkPort", **on, instantiation_type="NetworkPortEthernet"),
        "Contract_Item": bench.add("Contract_Item", **on, contracts_id=bench.add("Contract", name="c")),
        "Item_DeviceProcessor": bench.add(
            "Item_DeviceProcessor", **on, deviceprocessors_id=bench.add("DeviceProcessor", designation="cpu")
        ),
        "Item_SoftwareVersion": bench.add(
            "Item_SoftwareVersion",
            **on,
            softwareversions_id=bench.add("SoftwareVersion", name="1", softwares_id=software),
        ),
        "Computer_Item": bench.add(
            "Computer_Item", computers_id=computer, itemtype="Monitor", items_id=bench.add("Monitor", name="m")
        ),
    }
    name = {"itemtype": "NetworkPort", "items_id": parts["NetworkPort"], "name": "host"}
    parts["NetworkName"] = bench.add("NetworkName", **name)
    return computer, parts


def test_a_purge_takes_along_what_belongs_to_the_row(bench: Bench) -> None:
    computer, parts = furnished(bench)
    disk, part = parts["Item_Disk"], parts["Item_DeviceProcessor"]
    bench.add("Infocom", itemtype="Item_DeviceProcessor", items_id=part)
    assert bench.do("purge", "Computer", computer).ok
    for item in parts:
        assert bench.rows(item) == [], item
    assert bench.log("Computer", computer) == []
    assert bench.log("Item_Disk", disk) == []
    assert len(bench.rows("Monitor")) == 1
    assert dangling(bench, "Computer", computer) == []


def test_components_can_be_kept(bench: Bench) -> None:
    computer, parts = furnished(bench)
    assert bench.do("purge", "Computer", computer, keep_devices=1).ok
    row = bench.row("Item_DeviceProcessor", parts["Item_DeviceProcessor"])
    assert row is not None
    assert (row["items_id"], row["itemtype"]) == (0, None)
    assert bench.rows("Item_Disk") == []


def test_references_fall_to_nothing_or_to_the_replacement(bench: Bench) -> None:
    one, two = bench.add("State", name="one"), bench.add("State", name="two")
    computer, phone = bench.add("Computer", states_id=one), bench.add("Phone", states_id=one)
    assert bench.do("delete", "State", one, _replace_by=str(two)).ok
    for item, id in (("Computer", computer), ("Phone", phone)):
        row = bench.row(item, id)
        assert row is not None
        assert row["states_id"] == two
        assert bench.log(item, id)[-1] == ("", 0, 31, f"one ({one})", f"two ({two})")
    assert bench.do("delete", "State", two).ok
    row = bench.row("Computer", computer)
    assert row is not None
    assert row["states_id"] == 0
    assert bench.log("Computer", computer)[-1] == ("", 0, 31, f"two ({two})", "&nbsp; (0)")


@pytest.mark.parametrize("strange", ["x", [], {}, -1, 2**80, 1.5e300, True, None])
def test_strange_replacements(bench: Bench, strange: object) -> None:
    state = bench.add("State", name="one")
    computer = bench.add("Computer", states_id=state)
    assert bench.do("delete", "State", state, _replace_by=strange).ok
    row = bench.row("Computer", computer)
    assert row is not None
    assert row["states_id"] in {0, 1}


def test_purging_an_entity(bench: Bench) -> None:
    assert (bench.do("delete", "Entity", 0).failure, bench.do("delete", "Entity", 0).message) == (Failure.REFUSED, "")
    top = bench.add("Entity", name="top")
    below = bench.add("Entity", name="below", entities_id=top)
    computer = bench.add("Computer", entities_id=below)
    refused = bench.do("delete", "Entity", top)
    assert refused.message == "You cannot delete an entity which contains sub-entities."
    assert bench.do("delete", "Entity", below).ok
    row = bench.row("Computer", computer)
    assert row is not None
    assert row["entities_id"] == 0
    assert bench.do("delete", "Entity", top).ok


def test_rules_that_used_a_purged_value_are_switched_off(bench: Bench) -> None:
    location, other = bench.add("Location", name="l"), bench.add("Location", name="o")
    table = bench.store.tables["glpi_rules"].name
    rule = bench.store.write(lambda tx: tx.insert(table, {"name": "r", "is_active": 1, "sub_type": "RuleTicket"}))
    action = {"rules_id": rule, "action_type": "assign", "field": "locations_id"}
    bench.store.write(lambda tx: tx.insert("glpi_ruleactions", {**action, "value": str(location)}))
    bench.do("purge", "Location", location, _replace_by=other)
    assert [row["value"] for row in bench.rows("RuleAction", rules_id=rule)] == [str(other)]
    bench.do("purge", "Location", other)
    assert bench.rows("RuleAction", rules_id=rule) == []
    assert bench.rows("Rule", id=rule)[0]["is_active"] == 0


def dangling(bench: Bench, item: str, id: int) -> list[str]:
    """Tables that still point at a purged row although the model says that they do not outlive it or let go of it."""
    declared = bench.model.items[item]
    plans = {name: Plan(bench.model.items[name], bench.model) for name in bench.model.items}
    found = []
    with bench.store.read() as reader:
        for purge in bench.model.purges.get(item, ()):
            if any(str(value).startswith("like ") for value in purge.where.values()):
                continue
            table = bench.store.tables[purge.table]
            test = condition(purge, plans[purge.item] if purge.item else None)(table)
            key = ("dangling", purge.table, purge.match, str(purge.where))
            if reader.all(
                key, lambda table=table, test=test: sa.select(table.c.id).where(test), {"ids": [id], "texts": [str(id)]}
            ):
                found.append(purge.table)
        for reference in bench.model.references.get(declared.table or "", ()):
            if reference.by_class or reference.itemtype_column:
                continue
            table = bench.store.tables[reference.table]
            column = table.c[reference.column]
            if reader.all(
                ("held", reference.table, reference.column), lambda c=column, t=table: sa.select(t.c.id).where(c == id)
            ):
                found.append(reference.table)
    return found


HOLDERS = ("Computer", "Monitor", "Phone", "Location", "State", "User", "Group", "Supplier", "Contract", "Ticket")


@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_purges_leave_nothing_dangling(bench: Bench, data: st.DataObject) -> None:
    """Random webs of rows; whatever is purged, nothing that the model ties to it still points at it."""
    made: list[tuple[str, int]] = []
    for n in range(data.draw(st.integers(2, 12))):
        item = data.draw(st.sampled_from(HOLDERS))
        columns = [
            link.column
            for link in bench.model.items[item].links
            if link.target in {name for name, _ in made} and link.column != "entities_id"
        ]
        chosen = data.draw(st.lists(st.sampled_from(columns), max_size=4, unique=True)) if columns else []
        values = {
            c: data.draw(st.sampled_from([i for name, i in made if name == bench.model.items[item].link[c].target]))
            for c in chosen
        }
        outcome = bench.do("add", item, name=f"{n}-{len(bench.rows(item))}", content="x", **values)
        if outcome.ok and outcome.id:
            made.append((item, outcome.id))
            if item in {"Computer", "Monitor", "Phone"} and data.draw(st.booleans()):
                bench.do("add", "Infocom", itemtype=item, items_id=outcome.id)
                bench.do("add", "Item_Disk", itemtype=item, items_id=outcome.id)
    item, id = data.draw(st.sampled_from(made))
    outcome = bench.do("purge", item, id)
    assert outcome.ok, outcome
    assert dangling(bench, item, id) == []


def test_statements_of_a_purge(bench: Bench) -> None:
    """A bare row: itself three times, what belongs to it, what points at it, history, locks; never one a table."""
    computer = bench.add("Computer")
    bench.do("purge", "Computer", computer)
    computer = bench.add("Computer")
    assert bench.count(lambda: bench.do("purge", "Computer", computer)) <= 9
    loaded, _ = furnished(bench)
    disks = [bench.add("Item_Disk", itemtype="Computer", items_id=loaded, name=f"d{n}") for n in range(30)]
    assert bench.count(lambda: bench.do("purge", "Computer", loaded)) <= 60
    assert len(disks) == 30
