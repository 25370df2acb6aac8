"""How many statements a search takes, and that equal shapes share theirs."""

from __future__ import annotations

import pytest

from steward.engine.search.criteria import BadSearch, Criterion

from .conftest import World


@pytest.fixture(scope="module")
def rows(world: World) -> int:
    place = world.add("Location", name="here", completename="here", level=1)
    for number in range(60):
        id = world.add("Computer", name=f"pc {number}", locations_id=place if number % 2 else 0, users_id=2)
        world.add("Item_Disk", itemtype="Computer", items_id=id, name=f"disk {number}")
    return place


def every_column(world: World) -> tuple[int, ...]:
    return tuple(o.number for o in world.model.items["Computer"].option.values() if not o.nodisplay)


def test_three_statements_at_most(world: World, rows: int) -> None:
    asked = [(1, "contains", "pc"), (3, "under", str(rows)), (156, "contains", "disk"), (119, "contains", "<5")]
    assert world.counted("Computer", *asked, display=every_column(world), limit=5, sort=[(3, True)]) == 3
    statements = world.page("Computer", limit=5)
    assert (len(statements.rows), statements.total) == (5, 60)


def test_two_where_the_page_shows_the_end(world: World, rows: int) -> None:
    assert world.counted("Computer", (1, "contains", "pc"), limit=100) == 2
    assert world.counted("Computer", (1, "contains", "no such")) == 1
    assert world.counted("Computer", (1, "contains", "pc"), offset=5, count=False) == 2


def test_preferred_columns_cost_nothing(world: World, rows: int) -> None:
    assert world.counted("Computer", display=None, limit=100) == 2
    shown = [column.option.number for column in world.search("Computer", display=None).columns]
    assert shown == [1, 31, 23, 5, 4, 40, 45, 3, 19, 17]


def test_a_union_takes_as_many(world: World, rows: int) -> None:
    assert world.counted("AllAssets", (1, "contains", "pc"), limit=5, sort=[(1, False)]) == 3


def test_many_trees_are_walked_beforehand(world: World, rows: int) -> None:
    few = [Criterion(3, "under", str(rows), "OR") for _ in range(8)]
    many = [Criterion(3, "under", str(rows), "OR") for _ in range(50)]
    assert world.counted("Computer", *few, limit=100) == 2
    assert world.counted("Computer", *many, limit=100) == 3
    assert world.ids("Computer", *few) == world.ids("Computer", *many)
    assert world.ids("AllAssets", few[0]) == world.ids("Computer", few[0])


def test_values_do_not_make_new_statements(world: World, rows: int) -> None:
    texts = world.store._texts if hasattr(world.store, "_texts") else None
    world.search("Computer", (1, "contains", "a"), (3, "equals", "1"))
    before = None if texts is None else len(texts)
    world.search("Computer", (1, "contains", "b"), (3, "equals", "2"))
    assert before is None or len(texts) == before


@pytest.mark.parametrize("joins", ["AND", "OR"])
@pytest.mark.parametrize("negated", [False, True])
def test_a_thousand_criteria(world: World, rows: int, joins: str, negated: bool) -> None:
    asked = [Criterion(field, "contains", "zz", joins, negated) for field in (1, 5, 3, 156) for _ in range(250)]  # type: ignore[arg-type]
    assert len(world.ids("Computer", *asked)) == (60 if negated else 0)


def test_sums_and_counts(world: World) -> None:
    ticket = world.add("Ticket", name="costly")
    for seconds, price in ((3600, "60"), (1800, "10")):
        world.add("TicketCost", tickets_id=ticket, actiontime=seconds, cost_time=price, cost_fixed="12.5")
    assert world.cells("Ticket", 42, 43, 48, 49) == {
        ticket: ["65.000000000000", "25.00000000", "90.000000000000", ["1800", "3600"]]
    }
    assert world.ids("Ticket", (42, "contains", "65")) == [ticket]
    assert world.ids("Ticket", (42, "contains", ">65")) == []
    assert world.ids("Ticket", (48, "contains", ">=90")) == [ticket]
    assert world.ids("Ticket", (27, "contains", "0")) == [ticket]


def test_names_that_are_nearly_right(world: World) -> None:
    with pytest.raises(BadSearch, match="did you mean states_id"):
        world.search("Computer", ("state_id", "equals", "1"))
    with pytest.raises(BadSearch, match=r"did you mean computer\.state\.completename"):
        world.search("Computer", ("Computer.States.completename", "contains", "x"))


def test_names_and_numbers_are_the_same(world: World, rows: int) -> None:
    numbered = world.ids("Computer", (3, "equals", str(rows)), sort=[(3, True)])
    assert numbered == world.ids("Computer", ("locations_id", "equals", str(rows)), sort=[("locations_id", True)])
    assert numbered == world.ids("Computer", ("Computer.Location.completename", "equals", str(rows)))
    assert len(numbered) == 30


def test_view_and_all(world: World, rows: int) -> None:
    assert len(world.ids("Computer", ("view", "contains", "pc 1"), display=(1,))) == 11
    assert len(world.ids("Computer", ("view", "notcontains", "pc 1"), display=(1,))) == 49
    assert len(world.ids("Computer", ("all", "contains", "disk 59"))) == 1
    assert len(world.ids("Computer", ("all", "notcontains", "disk 59"))) == 59
