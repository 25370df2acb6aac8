"""History as the reference keeps it, row by row."""

from __future__ import annotations

from dataclasses import replace

from .conftest import Bench

CREATED = ("0", 20, 0, "", "")


def test_recorded_history_of_an_asset(bench: Bench) -> None:
    one, two = bench.add("Location", name="l1"), bench.add("Location", name="l2")
    printer = bench.add("Printer", name="x", serial="a")
    bench.do("update", "Printer", printer, serial="b", comment="x")
    bench.do("update", "Printer", printer, locations_id=one)
    bench.do("update", "Printer", printer, locations_id=two, is_recursive=1)
    bench.do("update", "Printer", printer, serial="b")
    bench.do("delete", "Printer", printer)
    assert bench.log("Printer", printer) == [
        CREATED,
        ("", 0, 5, "a", "b"),
        ("", 0, 16, "", "x"),
        ("", 0, 3, "&nbsp; (0)", f"l1 ({one})"),
        ("", 0, 3, f"l1 ({one})", f"l2 ({two})"),
        ("", 0, 86, "0", "1"),
        ("0", 13, 0, "", ""),
    ]
    assert {row["user_name"] for row in bench.rows("Log", itemtype="Printer")} == {"glpi (2)"}


def test_values_are_cut_and_emptied(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc", contact="c")
    bench.do("update", "Computer", computer, comment="é" * 400, contact=None)
    assert bench.log("Computer", computer)[1:] == [("", 0, 16, "", "é" * 180), ("", 0, 7, "c", None)]


def test_changes_come_in_the_order_they_were_sent(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc")
    bench.do("update", "Computer", computer, users_id=4, serial="s", name="n")
    assert [row[2] for row in bench.log("Computer", computer)[1:]] == [70, 5, 1]


def test_parents_hear_of_their_children(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc")
    disk = bench.add("Item_Disk", itemtype="Computer", items_id=computer, name="sda", totalsize=1)
    bench.do("update", "Item_Disk", disk, totalsize=2)
    bench.do("purge", "Item_Disk", disk)
    assert bench.log("Computer", computer) == [
        CREATED,
        ("Item_Disk", 17, 0, "", f"sda ({disk})"),
        ("Item_Disk#totalsize", 18, 0, "1", "2"),
        ("Item_Disk", 19, 0, f"sda ({disk})", ""),
    ]
    assert bench.log("Item_Disk", disk) == []


def test_both_sides_hear_of_a_relation(bench: Bench) -> None:
    computer, monitor = bench.add("Computer", name="pc"), bench.add("Monitor", name="m")
    relation = bench.add("Computer_Item", computers_id=computer, itemtype="Monitor", items_id=monitor)
    bench.do("purge", "Computer_Item", relation)
    assert bench.log("Computer", computer) == [
        CREATED,
        ("Monitor", 15, 0, "", f"m ({monitor})"),
        ("Monitor", 16, 0, f"m ({monitor})", ""),
    ]
    assert bench.log("Monitor", monitor) == [
        CREATED,
        ("Computer", 15, 0, "", f"pc ({computer})"),
        ("Computer", 16, 0, f"pc ({computer})", ""),
    ]


def test_relations_with_numbers_of_their_own(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc")
    on = {"itemtype": "Computer", "items_id": computer}
    cpu = bench.add("DeviceProcessor", designation="cpu")
    part = bench.add("Item_DeviceProcessor", **on, deviceprocessors_id=cpu)
    version = bench.add("SoftwareVersion", name="1.0", softwares_id=bench.add("Software", name="s"))
    installed = bench.add("Item_SoftwareVersion", **on, softwareversions_id=version)
    bench.do("purge", "Item_SoftwareVersion", installed)
    bench.do("purge", "Item_DeviceProcessor", part)
    assert bench.log("Computer", computer)[1:] == [
        ("DeviceProcessor", 1, 0, "", f"cpu ({cpu})"),
        ("SoftwareVersion", 4, 0, "", f"1.0 ({version})"),
        ("SoftwareVersion", 5, 0, f"1.0 ({version})", ""),
        ("DeviceProcessor", 3, 0, f"cpu ({cpu})", ""),
    ]


def test_secrets_stay_out(bench: Bench) -> None:
    user = bench.add("User", name="u", password="first")
    bench.do("update", "User", user, password="second", personal_token="t", realname="R")
    shown = [str(row) for row in bench.rows("Log", itemtype="User", items_id=user)]
    assert not any("second" in text or "'t'" in text for text in shown)
    assert bench.log("User", user)[-1][4] == "R"


def test_names_from_elsewhere_are_not_written_down(bench: Bench) -> None:
    own, other = bench.add("Entity", name="own"), bench.add("Entity", name="other")
    hidden = bench.add("Location", name="hidden", entities_id=other)
    spread = bench.add("Location", name="spread", is_recursive=1)
    local = replace(bench.actor, entities=frozenset({own}), ancestors=frozenset({0}), active_entity=own, sees_all=False)
    computer = bench.do("add", "Computer", actor=local, name="pc").id or 0
    for location in (hidden, spread):
        bench.do("update", "Computer", computer, actor=local, locations_id=location)
    nothing, name = f"&nbsp; ({hidden})", f"spread ({spread})"
    assert bench.log("Computer", computer)[1:] == [("", 0, 3, "&nbsp; (0)", nothing), ("", 0, 3, nothing, name)]


def test_types_without_history_keep_none(bench: Bench) -> None:
    computer = bench.add("Computer", name="pc")
    note = bench.add("Notepad", itemtype="Computer", items_id=computer, content="x")
    bench.do("update", "Notepad", note, content="y")
    assert bench.log("Notepad", note) == []
