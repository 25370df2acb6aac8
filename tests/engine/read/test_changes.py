"""On which rows a caller may do what: entities, parents, sides, tickets and their timeline."""

from __future__ import annotations

import sqlalchemy as sa

from engine.read.conftest import World
from steward.engine.actor import SYSTEM, Actor
from steward.engine.rights import Rights, form_of, params

ME, OTHER = 3, 5


def may(world: World, actor: Actor, kind: str, id: int, verb: str = "update") -> bool:
    """Asked in both ways of writing the predicate, which have to agree."""
    rights, item = Rights(world.model, world.store.tables), world.model.items[kind]
    answers = set()
    for point in (True, False):

        def build(point: bool = point) -> sa.Select[tuple[int]]:
            r = world.store.tables[item.table or ""].alias("r")
            allowed = rights.writable(item, verb, form_of(actor), r, point)
            return sa.select(r.c.id).where(r.c.id == sa.bindparam("id"), allowed)

        with world.store.read() as reader:
            key = ("may", kind, verb, form_of(actor), point)
            answers.add(reader.one(key, build, {"id": id, **params(actor)}) is not None)
    assert len(answers) == 1
    return answers.pop()


def test_rows_handed_down_from_above_are_read_only(world: World) -> None:
    one = world.entity()
    mine = world.add("Computer", name="c", entities_id=one)
    handed = world.add("Computer", name="c", entities_id=0, is_recursive=1)
    actor = world.actor(one, above=(0,), profile=3)
    assert world.sees(actor, "Computer", handed)
    assert [
        may(world, actor, "Computer", id, verb) for id in (mine, handed) for verb in ("update", "delete", "purge")
    ] == [
        *(True, True, True),
        *(False, False, False),
    ]
    reader = world.actor(one, profile=2)
    assert not may(world, reader, "Computer", mine)
    assert may(world, SYSTEM, "Computer", handed, "purge")


def test_children_change_with_the_right_to_change_their_parent(world: World) -> None:
    one, two = world.entity(), world.entity()
    here, there = (world.add("Computer", name="c", entities_id=e) for e in (one, two))
    disks = [world.add("Item_Disk", itemtype="Computer", items_id=i, name="d", entities_id=one) for i in (here, there)]
    actor = world.actor(one, rights={"computer": 1 | 2})
    assert [may(world, actor, "Item_Disk", d, verb) for d in disks for verb in ("update", "purge")] == [
        *(True, True),
        *(False, False),
    ]
    assert not may(world, world.actor(one, rights={"computer": 1}), "Item_Disk", disks[0])


def test_relations_change_with_one_side_and_sight_of_the_other(world: World) -> None:
    one, two = world.entity(), world.entity()
    computer = world.add("Computer", name="c", entities_id=one)
    near, far = (world.add("Contract", name="k", entities_id=e) for e in (one, two))
    links = [world.add("Contract_Item", contracts_id=c, itemtype="Computer", items_id=computer) for c in (near, far)]
    both = {"computer": 1 | 2, "contract": 1}
    assert [may(world, world.actor(one, rights=both), "Contract_Item", id, "purge") for id in links] == [True, False]
    assert not may(world, world.actor(one, rights={"computer": 1, "contract": 1}), "Contract_Item", links[0], "purge")
    assert not may(world, world.actor(one, rights={"computer": 1 | 2}), "Contract_Item", links[0], "purge")


def request(world: World, entity: int, user: int = ME, **values: int | str) -> int:
    id = world.add("Ticket", name="t", content="c", entities_id=entity, **values)
    world.add("Ticket_User", tickets_id=id, users_id=user, type=1)
    return id


def test_a_requester_changes_an_untouched_open_request_of_his_own(world: World) -> None:
    entity = world.entity()
    fresh, solved, answered, tasked, foreign = (
        request(world, entity, user, status=status) for user, status in ((ME, 1), (ME, 5), (ME, 1), (ME, 1), (OTHER, 1))
    )
    world.add("ITILFollowup", itemtype="Ticket", items_id=answered, content="c", users_id=OTHER)
    world.add(
        "ITILFollowup", itemtype="Problem", items_id=fresh, content="of a problem with that number", users_id=OTHER
    )
    world.add("TicketTask", tickets_id=tasked, content="c", users_id=OTHER)
    asker = world.actor(entity, profile=1, user=ME)
    rows = (fresh, solved, answered, tasked, foreign)
    assert [may(world, asker, "Ticket", id) for id in rows] == [True, False, False, False, False]


def test_a_technician_changes_what_is_his_or_everything(world: World) -> None:
    entity = world.entity()
    assigned, other = request(world, entity, OTHER, status=2), request(world, entity, OTHER, status=2)
    world.add("Ticket_User", tickets_id=assigned, users_id=ME, type=2)
    owner = world.actor(entity, user=ME, rights={"ticket": 1 | 1024 | 32768})
    assert [may(world, owner, "Ticket", id) for id in (assigned, other)] == [True, False]
    assert may(world, world.actor(entity, user=ME, profile=6), "Ticket", other)
    assert not may(world, world.actor(world.entity(), user=ME, profile=6), "Ticket", other)


def test_a_requester_deletes_a_request_that_nobody_changed(world: World) -> None:
    entity, now, later = world.entity(), "2026-01-01 10:00:00", "2026-01-01 11:00:00"
    same, changed = (request(world, entity, date=now, date_mod=then) for then in (now, later))
    asker = world.actor(entity, profile=1, user=ME)
    assert [may(world, asker, "Ticket", id, "delete") for id in (same, changed)] == [True, False]
    assert not may(world, asker, "Ticket", same, "purge")
    assert may(world, world.actor(entity, profile=4), "Ticket", changed, "purge")


def test_followups_and_tasks_of_oneself_and_of_others(world: World) -> None:
    entity = world.entity()
    ticket = request(world, entity)
    mine, other = (
        world.add("ITILFollowup", itemtype="Ticket", items_id=ticket, content="c", users_id=u) for u in (ME, OTHER)
    )
    own_only = world.actor(entity, user=ME, rights={"ticket": 1, "followup": 1 | 2})
    assert [may(world, own_only, "ITILFollowup", id) for id in (mine, other)] == [True, False]
    assert may(world, world.actor(entity, profile=4), "ITILFollowup", other)
    task = world.add("TicketTask", tickets_id=ticket, content="c", users_id=OTHER)
    assert may(world, world.actor(entity, profile=4), "TicketTask", task, "purge")
    assert not may(world, world.actor(entity, user=ME, profile=1), "TicketTask", task)


def test_shared_things_are_changed_by_their_owner(world: World) -> None:
    mine, other = (world.add("Reminder", name="r", users_id=u) for u in (ME, OTHER))
    world.add("Reminder_User", reminders_id=other, users_id=ME)
    private = world.actor(user=ME, rights={"reminder_public": 1 | 128})
    assert [world.sees(private, "Reminder", id) for id in (mine, other)] == [True, True]
    assert [may(world, private, "Reminder", id) for id in (mine, other)] == [True, False]
