"""What a caller may not see is not found, counted, shown or guessed at through a search."""

from __future__ import annotations

import pytest

from steward.engine.actor import Actor
from steward.engine.query import Denied
from steward.engine.search.criteria import Criterion

from .conftest import World

READ, READ_ALL, SEE_PUBLIC, SEE_PRIVATE = 1, 1024, 1, 8192
NEAR, FAR = 901, 902


def actor(**rights: int) -> Actor:
    """Somebody in one of two entities."""
    return Actor(50, "near", "near (50)", 8, rights=rights, entities=frozenset({NEAR}), ancestors=frozenset({0}))


@pytest.fixture(scope="module", autouse=True)
def entities(world: World) -> None:
    for id in (NEAR, FAR):
        world.add("Entity", id=id, name=f"entity {id}", completename=f"Root > entity {id}", entities_id=0, level=2)
    world.add("User", id=50, name="near")


def test_rows_of_other_entities(world: World) -> None:
    here = world.add("Computer", name="rows here", entities_id=NEAR)
    world.add("Computer", name="rows there", entities_id=FAR)
    above = world.add("Computer", name="rows above", entities_id=0, is_recursive=1)
    found = world.search("Computer", (1, "contains", "rows"), actor=actor(computer=READ))
    assert ([row[0] for row in found.rows], found.total) == ([here, above], 2)
    with pytest.raises(Denied):
        world.search("Computer", actor=actor(monitor=READ))


def test_names_of_linked_rows_in_other_entities(world: World) -> None:
    place = world.add("Location", name="vault", completename="vault", entities_id=FAR, level=1)
    id = world.add("Computer", name="linked", entities_id=NEAR, locations_id=place)
    who = actor(computer=READ)
    assert world.cells("Computer", 3, actor=who)[id] == [None]
    assert world.ids("Computer", (3, "contains", "vault"), actor=who) == []
    assert id in world.ids("Computer", (3, "notcontains", "vault"), actor=who)
    assert world.ids("Computer", (3, "contains", "vault")) == [id]


def test_a_type_that_is_closed(world: World) -> None:
    id = world.add("Computer", name="financed", entities_id=NEAR)
    world.add(
        "Infocom", itemtype="Computer", items_id=id, value="1234.5", order_number="secret order", entities_id=NEAR
    )
    without, with_right = actor(computer=READ), actor(computer=READ, infocom=READ)
    for who, expected in ((without, None), (with_right, "secret order")):
        assert world.cells("Computer", 26, actor=who)[id] == [expected]
        assert world.ids("Computer", (26, "contains", "secret"), actor=who) == ([id] if expected else [])
        assert world.ids("Computer", ("all", "contains", "secret order"), actor=who) == ([id] if expected else [])
    # Nor does the order of rows tell.
    assert world.ids("Computer", (1, "contains", "financed"), actor=without, sort=[(26, True)]) == [id]


def test_private_followups(world: World) -> None:
    ticket = world.add("Ticket", name="with notes", entities_id=NEAR, users_id_recipient=50)
    for text, private in (("open words", 0), ("hidden words", 1)):
        world.add("ITILFollowup", itemtype="Ticket", items_id=ticket, content=text, is_private=private, users_id=2)
    reader = actor(ticket=READ_ALL, followup=SEE_PUBLIC)
    trusted = actor(ticket=READ_ALL, followup=SEE_PUBLIC | SEE_PRIVATE)
    assert world.cells("Ticket", 25, 27, actor=reader)[ticket] == ["open words", 1]
    assert world.cells("Ticket", 25, 27, actor=trusted)[ticket] == [["hidden words", "open words"], 2]
    assert world.ids("Ticket", (25, "contains", "hidden"), actor=reader) == []
    assert world.ids("Ticket", (25, "contains", "hidden"), actor=trusted) == [ticket]
    assert world.ids("Ticket", (27, "contains", ">1"), actor=reader) == []


def test_meta_criteria_on_rows_out_of_sight(world: World) -> None:
    computer = world.add("Computer", name="with tickets", entities_id=NEAR)
    hidden = world.add("Ticket", name="their quarrel", entities_id=NEAR, users_id_recipient=2)
    world.add("Item_Ticket", itemtype="Computer", items_id=computer, tickets_id=hidden)
    quarrel = Criterion(1, "contains", "quarrel", meta="Ticket")
    own, all_tickets = actor(computer=READ, ticket=READ), actor(computer=READ, ticket=READ_ALL)
    assert world.ids("Computer", quarrel, actor=own) == []
    assert world.ids("Computer", quarrel, actor=all_tickets) == [computer]
    assert world.cells("Computer", 60, actor=all_tickets)[computer] == [1]
    assert world.cells("Computer", 60, actor=own)[computer] == [0]


def test_unions_hold_the_types_that_are_open(world: World) -> None:
    world.add("Monitor", name="united monitor", entities_id=NEAR)
    computer = world.add("Computer", name="united computer", entities_id=NEAR)
    found = world.search("AllAssets", (1, "contains", "united"), actor=actor(computer=READ))
    assert ([row[:2] for row in found.rows], found.total) == ([(computer, "Computer")], 1)
