"""Which rows a caller sees: entities, recursion, parents, both sides of relations; alone and in lists alike."""

from __future__ import annotations

import pytest

from engine.read.conftest import World
from steward.engine.actor import SYSTEM
from steward.engine.query import Denied, Missing, Query


def test_entities_and_recursion(world: World) -> None:
    one, two = world.entity(), world.entity()
    below = world.entity(one)
    mine = world.add("Computer", name="mine", entities_id=one)
    other = world.add("Computer", name="other", entities_id=two)
    inner = world.add("Computer", name="inner", entities_id=below)
    above = world.add("Computer", name="above", entities_id=0)
    handed = world.add("Computer", name="handed", entities_id=0, is_recursive=1)
    actor = world.actor(one, above=(0,), profile=3)
    rows = {mine: True, other: False, inner: False, above: False, handed: True}
    assert {id: world.sees(actor, "Computer", id) for id in rows} == rows
    assert set(world.ids(actor, "Computer")) & set(rows) == {mine, handed}
    assert set(world.ids(world.actor(), "Computer")) >= set(rows)


def test_a_missing_row_is_told_before_a_missing_right(world: World) -> None:
    nobody = world.actor(rights={})
    id = world.add("Computer", name="x", entities_id=0)
    assert world.outcome(nobody, "Computer", 999_999) == "Missing"
    assert world.outcome(nobody, "Computer", id) == "Denied"
    with pytest.raises(Denied):
        world.list(nobody, "Computer")


@pytest.mark.parametrize("id", [-1, 2**32, 2**80])
def test_impossible_ids_are_missing(world: World, id: int) -> None:
    assert world.outcome(world.actor(), "Computer", id) == "Missing"


def test_children_follow_their_parent_whatever_its_type(world: World) -> None:
    one, two = world.entity(), world.entity()
    actor = world.actor(one, profile=3)
    seen, hidden = [], []
    for kind in ("Computer", "Printer"):
        for entity, found in ((one, seen), (two, hidden)):
            parent = world.add(kind, name="p", entities_id=entity)
            found.append(world.add("Item_Disk", itemtype=kind, items_id=parent, name="d", entities_id=one))
    assert [world.sees(actor, "Item_Disk", id) for id in (*seen, *hidden)] == [True, True, False, False]
    assert set(world.ids(actor, "Item_Disk")) & {*seen, *hidden} == set(seen)


def test_children_of_children(world: World) -> None:
    one, two = world.entity(), world.entity()
    actor = world.actor(one, profile=3)
    ids = []
    for entity in (one, two):
        computer = world.add("Computer", name="c", entities_id=entity)
        port = world.add("NetworkPort", itemtype="Computer", items_id=computer, name="eth0", entities_id=entity)
        name = world.add("NetworkName", itemtype="NetworkPort", items_id=port, name="host", entities_id=entity)
        ids.append(world.add("IPAddress", itemtype="NetworkName", items_id=name, name="10.0.0.1", entities_id=entity))
    assert [world.sees(actor, "IPAddress", id) for id in ids] == [True, False]
    assert set(world.ids(actor, "IPAddress")) & set(ids) == {ids[0]}


def test_a_child_of_a_type_that_has_no_such_children_is_denied(world: World) -> None:
    one = world.entity()
    place = world.add("Location", name="l", completename="l", entities_id=one)
    id = world.add("Item_Disk", itemtype="Location", items_id=place, name="d", entities_id=one)
    assert not world.sees(world.actor(one, profile=3), "Item_Disk", id)


def test_relations_need_both_sides(world: World) -> None:
    one, two = world.entity(), world.entity()
    actor = world.actor(one, profile=3)
    here, there = (world.add("Computer", name="c", entities_id=e) for e in (one, two))
    near, far = (world.add("Contract", name="k", entities_id=e) for e in (one, two))
    links = {
        (contract, computer): world.add("Contract_Item", contracts_id=contract, itemtype="Computer", items_id=computer)
        for contract in (near, far)
        for computer in (here, there)
    }
    assert {pair for pair, id in links.items() if world.sees(actor, "Contract_Item", id)} == {(near, here)}
    assert set(world.ids(actor, "Contract_Item")) & set(links.values()) == {links[near, here]}


def test_profile_assignments_keep_to_their_entity(world: World) -> None:
    one, two = world.entity(), world.entity()
    user = world.add("User", name="u")
    mine, other = (world.add("Profile_User", users_id=user, profiles_id=1, entities_id=e) for e in (one, two))
    actor = world.actor(one, profile=3)
    assert world.sees(actor, "Profile_User", mine)
    assert not world.sees(actor, "Profile_User", other)
    assert world.ids(actor, "Profile_User", under=("User", user)) == [mine]


def test_users_are_seen_through_their_profiles(world: World) -> None:
    one, two = world.entity(), world.entity()
    here, there, nowhere = (world.add("User", name=f"person{i}-{one}") for i in range(3))
    world.add("Profile_User", users_id=here, profiles_id=1, entities_id=one)
    world.add("Profile_User", users_id=here, profiles_id=2, entities_id=one)
    world.add("Profile_User", users_id=there, profiles_id=1, entities_id=two)
    actor = world.actor(one, profile=3)
    assert [world.sees(actor, "User", id) for id in (here, there, nowhere)] == [True, False, False]
    assert world.list(actor, "User").total == len(world.ids(actor, "User"))
    assert {here, there, nowhere} <= set(world.ids(world.actor(), "User"))


def test_only_active_entities_are_listed(world: World) -> None:
    one = world.entity()
    actor = world.actor(one, above=(0,), profile=3)
    assert world.ids(actor, "Entity") == [one]
    assert world.outcome(actor, "Entity", 0) == "Denied"
    assert world.outcome(world.actor(0, profile=3), "Entity", 0) == "found"


def test_history_is_read_with_its_item(world: World) -> None:
    one, two = world.entity(), world.entity()
    here, there = (world.add("Computer", name="c", entities_id=e) for e in (one, two))
    log = {"itemtype_link": "", "linked_action": 20, "user_name": "glpi (2)", "old_value": "", "new_value": ""}
    mine, other = (world.add("Log", itemtype="Computer", items_id=id, **log) for id in (here, there))
    actor = world.actor(one, profile=3)
    assert world.sees(actor, "Log", mine) and not world.sees(actor, "Log", other)
    assert world.ids(actor, "Log", under=("Computer", here)) == [mine]
    with pytest.raises(Denied):
        world.ids(actor, "Log", under=("Computer", there))
    disk = world.add("Item_Disk", itemtype="Computer", items_id=here, name="d", entities_id=one)
    part = world.add("Log", itemtype="Item_Disk", items_id=disk, **log)
    assert world.ids(actor, "Log", under=("Item_Disk", disk)) == [part]


def test_notes_need_the_note_right_of_what_they_are_about(world: World) -> None:
    computer = world.add("Computer", name="c", entities_id=0)
    note = world.add("Notepad", itemtype="Computer", items_id=computer, content="secret")
    reader = world.actor(rights={"computer": 1 | 32})
    assert world.sees(reader, "Notepad", note)
    assert not world.sees(world.actor(rights={"computer": 1}), "Notepad", note)
    assert world.ids(world.actor(rights={"computer": 1}), "Notepad") == []


def test_the_system_reads_everything(world: World) -> None:
    two = world.entity()
    id = world.add("Ticket", name="t", content="c", entities_id=two)
    assert world.sees(SYSTEM, "Ticket", id)
    assert world.reading.get(SYSTEM, "User", 2)["id"] == 2


def test_a_type_without_a_table_has_no_rows(world: World) -> None:
    bare = next(i.name for i in world.model.items.values() if i.table is None and i.right == "config")
    with pytest.raises(Missing):
        world.reading.get(world.actor(), bare, 1)
    assert world.reading.list(SYSTEM, Query(bare)).rows == []
