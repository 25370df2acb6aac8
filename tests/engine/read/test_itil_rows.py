"""Whose tickets, followups and tasks a caller sees, by profile and part in them."""

from __future__ import annotations

import pytest

from engine.read.conftest import World
from steward.engine.actor import Actor

ME, OTHER, GROUP = 3, 5, 77
REQUESTER, ASSIGNED, OBSERVER = 1, 2, 3
READ, READALL, READGROUP, READASSIGN, ASSIGN, OWN = 1, 1024, 2048, 4096, 8192, 32768


def ticket(world: World, entity: int, **more: int | str) -> int:
    return world.add("Ticket", name="t", content="c", entities_id=entity, status=2, **more)


def with_user(world: World, entity: int, user: int, kind: int) -> int:
    id = ticket(world, entity)
    world.add("Ticket_User", tickets_id=id, users_id=user, type=kind)
    return id


def with_group(world: World, entity: int, group: int, kind: int) -> int:
    id = ticket(world, entity)
    world.add("Group_Ticket", tickets_id=id, groups_id=group, type=kind)
    return id


@pytest.mark.parametrize(
    ("bits", "expected"),
    [
        (READ, {"asked", "observed", "wrote", "validates"}),
        (READ | READGROUP, {"asked", "observed", "wrote", "group asked", "validates"}),
        (READGROUP, {"group asked", "validates"}),
        (OWN, {"assigned", "validates"}),
        (READASSIGN, {"assigned", "group assigned", "validates"}),
        (READASSIGN | ASSIGN, {"assigned", "group assigned", "new", "validates"}),
        (
            READALL,
            set("asked observed assigned wrote new validates foreign".split()) | {"group asked", "group assigned"},
        ),
    ],
)
def test_parts_in_a_ticket_by_right(world: World, bits: int, expected: set[str]) -> None:
    entity, elsewhere = world.entity(), world.entity()
    rows = {
        "asked": with_user(world, entity, ME, REQUESTER),
        "observed": with_user(world, entity, ME, OBSERVER),
        "assigned": with_user(world, entity, ME, ASSIGNED),
        "wrote": ticket(world, entity, users_id_recipient=ME),
        "group asked": with_group(world, entity, GROUP, REQUESTER),
        "group assigned": with_group(world, entity, GROUP, ASSIGNED),
        "new": world.add("Ticket", name="t", content="c", entities_id=entity, status=1),
        "validates": ticket(world, entity),
        "foreign": with_user(world, entity, OTHER, REQUESTER),
        "out of reach": with_user(world, elsewhere, ME, REQUESTER),
    }
    world.add("TicketValidation", tickets_id=rows["validates"], users_id_validate=ME, entities_id=entity)
    rights = {"ticket": bits, "ticketvalidation": 4096}
    actor = world.actor(entity, user=ME, groups=(GROUP,), rights=rights)
    assert {name for name, id in rows.items() if world.sees(actor, "Ticket", id)} == expected
    page = world.list(actor, "Ticket")
    assert {row["id"] for row in page.rows} == {rows[name] for name in expected}
    assert page.total == len(expected)


def test_a_ticket_with_several_parts_counts_once(world: World) -> None:
    entity = world.entity()
    id = with_user(world, entity, ME, REQUESTER)
    world.add("Ticket_User", tickets_id=id, users_id=ME, type=OBSERVER)
    actor = world.actor(entity, profile=1, user=ME)
    assert (world.ids(actor, "Ticket"), world.list(actor, "Ticket", limit=1).total) == ([id], 1)


def test_problems_and_changes_without_readall(world: World) -> None:
    entity = world.entity()
    actor = world.actor(entity, user=ME, groups=(GROUP,), rights={"problem": READ, "change": READ})
    for kind, user, group in (("Problem", "Problem_User", "Group_Problem"), ("Change", "Change_User", "Change_Group")):
        ids = [world.add(kind, name="x", content="c", entities_id=entity) for _ in range(3)]
        key = world.model.items[kind].foreign_key
        world.add(user, **{key: ids[0], "users_id": ME, "type": ASSIGNED})
        world.add(group, **{key: ids[1], "groups_id": GROUP, "type": OBSERVER})
        assert [world.sees(actor, kind, id) for id in ids] == [True, True, False]
        assert world.ids(actor, kind) == ids[:2]


def followups(world: World, parent: int) -> dict[str, int]:
    about = {"itemtype": "Ticket", "items_id": parent, "content": "c"}
    return {
        "public": world.add("ITILFollowup", **about, users_id=OTHER, is_private=0),
        "private": world.add("ITILFollowup", **about, users_id=OTHER, is_private=1),
        "own private": world.add("ITILFollowup", **about, users_id=ME, is_private=1),
    }


def seen(world: World, actor: Actor, kind: str, rows: dict[str, int]) -> set[str]:
    alone = {name for name, id in rows.items() if world.sees(actor, kind, id)}
    assert set(world.ids(actor, kind)) & set(rows.values()) == {rows[name] for name in alone}
    return alone


def test_private_followups(world: World) -> None:
    entity = world.entity()
    rows = followups(world, with_user(world, entity, ME, REQUESTER))
    asker = {"user": ME, "profile": 1}
    assert seen(world, world.actor(entity, **asker), "ITILFollowup", rows) == {"public", "own private"}
    assert seen(world, world.actor(entity, profile=4), "ITILFollowup", rows) == set(rows)
    blind = world.actor(entity, user=ME, rights={"ticket": READ, "followup": 2})
    assert not any(world.sees(blind, "ITILFollowup", id) for id in rows.values())


def test_followups_of_a_hidden_ticket_are_hidden(world: World) -> None:
    entity, elsewhere = world.entity(), world.entity()
    rows = followups(world, with_user(world, entity, OTHER, REQUESTER))
    assert seen(world, world.actor(entity, profile=1, user=ME), "ITILFollowup", rows) == set()
    assert seen(world, world.actor(elsewhere, profile=4, user=ME), "ITILFollowup", rows) == set()


def test_tasks_private_own_and_assigned(world: World) -> None:
    entity = world.entity()
    about = {"tickets_id": with_user(world, entity, ME, REQUESTER), "content": "c"}
    rows = {
        "public": world.add("TicketTask", **about, users_id=OTHER, is_private=0),
        "private": world.add("TicketTask", **about, users_id=OTHER, is_private=1),
        "private, mine to do": world.add("TicketTask", **about, users_id=OTHER, users_id_tech=ME, is_private=1),
    }
    asker = world.actor(entity, profile=1, user=ME)
    assert seen(world, asker, "TicketTask", rows) == {"public", "private, mine to do"}
    assert seen(world, world.actor(entity, profile=6, user=4), "TicketTask", rows) == set(rows)


@pytest.mark.parametrize("kind", ["Ticket_User", "ITILSolution", "Item_Ticket"])
def test_what_hangs_on_a_foreign_ticket_is_hidden_from_a_requester(world: World, kind: str) -> None:
    entity = world.entity()
    mine, foreign = with_user(world, entity, ME, REQUESTER), with_user(world, entity, OTHER, REQUESTER)
    computer = world.add("Computer", name="c", entities_id=entity)
    values = {
        "Ticket_User": lambda t: {"tickets_id": t, "users_id": 9, "type": OBSERVER},
        "ITILSolution": lambda t: {"itemtype": "Ticket", "items_id": t, "content": "s"},
        "Item_Ticket": lambda t: {"tickets_id": t, "itemtype": "Computer", "items_id": computer},
    }[kind]
    near, far = world.add(kind, **values(mine)), world.add(kind, **values(foreign))
    asker = world.actor(entity, profile=1, user=ME)
    assert not world.sees(asker, kind, far)
    # The asset itself is closed to a requester, so its link to the ticket is too.
    assert world.sees(asker, kind, near) is (kind != "Item_Ticket")
    assert set(world.ids(asker, kind)) & {near, far} == ({near} if kind != "Item_Ticket" else set())


def test_projects_are_seen_by_their_manager_and_team(world: World) -> None:
    entity = world.entity()
    rows = {
        "managed": world.add("Project", name="p", entities_id=entity, users_id=ME),
        "group": world.add("Project", name="p", entities_id=entity, groups_id=GROUP),
        "team": world.add("Project", name="p", entities_id=entity),
        "foreign": world.add("Project", name="p", entities_id=entity),
    }
    world.add("ProjectTeam", projects_id=rows["team"], itemtype="User", items_id=ME)
    actor = world.actor(entity, user=ME, groups=(GROUP,), rights={"project": READ, "projecttask": READ})
    assert seen(world, actor, "Project", rows) == {"managed", "group", "team"}
    tasks = {name: world.add("ProjectTask", name="t", projects_id=id, entities_id=entity) for name, id in rows.items()}
    tasks["in the task's team"] = world.add("ProjectTask", name="t", projects_id=rows["foreign"], entities_id=entity)
    world.add("ProjectTaskTeam", projecttasks_id=tasks["in the task's team"], itemtype="User", items_id=ME)
    assert {name for name, id in tasks.items() if world.sees(actor, "ProjectTask", id)} == set(tasks) - {"foreign"}
    # As recorded: lists of project tasks hold what one is in the team of, for administrators too.
    assert set(world.ids(actor, "ProjectTask")) & set(tasks.values()) == {tasks["in the task's team"]}
    assert world.ids(world.actor(profile=4), "ProjectTask", under=("Project", rows["team"])) == []
