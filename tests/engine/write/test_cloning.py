"""New rows that start as a copy of another."""

from __future__ import annotations

from dataclasses import replace

from .conftest import Bench


def test_a_template_is_instantiated(bench: Bench) -> None:
    template = bench.add("Computer", name="<pc ####>", is_template=1, template_name="t", serial="s", comment="c")
    on = {"itemtype": "Computer", "items_id": template}
    bench.add("Infocom", **on, warranty_duration=24)
    bench.add("Item_Disk", **on, name="sda")
    cpu = bench.add("DeviceProcessor", designation="cpu")
    part = bench.add("Item_DeviceProcessor", **on, deviceprocessors_id=cpu, frequency=3000)
    bench.add("Infocom", itemtype="Item_DeviceProcessor", items_id=part, order_number="7")
    for key in ("id", "_oldID"):
        copy = bench.add("Computer", **{key: str(template), "serial": "own"})
        row = bench.row("Computer", copy)
        assert row is not None
        assert (row["name"], row["serial"], row["comment"]) == ("<pc ####>", "own", "c")
        assert (row["is_template"], row["template_name"]) == (0, None)
        assert [r["warranty_duration"] for r in bench.rows("Infocom", itemtype="Computer", items_id=copy)] == [24]
        assert [r["name"] for r in bench.rows("Item_Disk", itemtype="Computer", items_id=copy)] == ["sda"]
        parts = bench.rows("Item_DeviceProcessor", itemtype="Computer", items_id=copy)
        assert [(r["frequency"], r["deviceprocessors_id"]) for r in parts] == [(3000, cpu)]


def test_only_what_may_be_seen_is_copied(bench: Bench) -> None:
    entity = bench.add("Entity", name="E")
    hidden = bench.add("Computer", name="hidden", comment="secret")
    local = replace(bench.actor, entities=frozenset({entity}), active_entity=entity, sees_all=False)
    outcome = bench.do("add", "Computer", actor=local, id=hidden)
    row = bench.row("Computer", outcome.id or 0)
    assert row is not None
    assert (row["name"], row["comment"]) == (None, None)


def test_secrets_are_not_copied(bench: Bench) -> None:
    copy = bench.row("User", bench.add("User", name="copy", id=2))
    assert copy is not None
    assert copy["password"] is None
    assert len(bench.rows("Profile_User", users_id=copy["id"])) == 1


def test_nothing_to_copy(bench: Bench) -> None:
    for strange in (999999, "x", [], {}, -1, 2**70, None):
        assert bench.do("add", "Computer", name="pc", id=strange).ok
    disk = bench.add("Item_Disk", itemtype="Computer", items_id=1, name="sda")
    assert bench.do("add", "Item_Disk", id=disk, name="x").failure is not None
