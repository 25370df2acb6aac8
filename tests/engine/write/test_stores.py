"""One life of rows on every store that answers: what SQLite forgives, the others must not trip over."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from store.stores import DIALECTS, fresh_address

from steward.engine.command import Command, Failure, Verb
from steward.engine.store.open import open_store
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings

from .conftest import Bench
from .test_attacks import ODD
from .test_remove import dangling, furnished
from .test_trees import checked


@pytest.fixture(params=DIALECTS, scope="module")
def anywhere(request: pytest.FixtureRequest, model: Model, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder: Path = tmp_path_factory.mktemp(request.param)
    with fresh_address(request.param, folder) as url:
        store = open_store(model, Settings(database=url.render_as_string(hide_password=False)))
        try:
            yield Bench(model, store)
        finally:
            store.close()


def test_a_life(anywhere: Bench) -> None:
    bench = anywhere
    computer, parts = furnished(bench)
    location = bench.add("Location", name="life")
    assert bench.do("update", "Computer", computer, locations_id=location, comment="é", is_recursive=True).ok
    assert bench.log("Computer", computer)[-3:] == [
        ("", 0, 3, "&nbsp; (0)", f"life ({location})"),
        ("", 0, 16, "", "é"),
        ("", 0, 86, "0", "1"),
    ]
    copy = bench.add("Computer", id=computer)
    assert len(bench.rows("Item_Disk", itemtype="Computer", items_id=copy)) == 1
    assert bench.do("delete", "Location", location).ok
    assert bench.do("delete", "Computer", computer).ok
    assert bench.do("purge", "Computer", computer).ok
    assert dangling(bench, "Computer", computer) == []
    assert bench.row("Item_Disk", parts["Item_Disk"]) is None
    entity = bench.add("Entity", name="life")
    settler = bench.add("Phone", entities_id=entity)
    assert bench.do("purge", "Entity", entity).ok
    assert (bench.row("Phone", settler) or {})["entities_id"] == 0


def test_a_batch_with_failures(anywhere: Bench) -> None:
    bench = anywhere
    commands = [Command(Verb.ADD, "State", None, {"name": name}) for name in ("one", "one", "two")]
    commands += [Command(Verb.ADD, "State", None, {"name": "x", "states_id": value}) for value in ODD]
    outcomes = bench.writing.execute(bench.actor, commands)
    assert [outcome.failure for outcome in outcomes[:3]] == [None, Failure.REFUSED, None]
    assert outcomes[1].message == "Duplicate entry '0-one' for key 'unicity'"
    assert {row["id"] for row in bench.rows("State")} == {outcome.id for outcome in outcomes if outcome.ok}
    checked(bench, "State")


def test_first_versions_at_once(anywhere: Bench) -> None:
    """Nobody fails because another was the first to write a kind of row."""
    bench = anywhere

    def work(n: int) -> bool:
        return bench.do("add", "Group", name=f"g{n}").ok and bench.do("add", "Profile", name=f"p{n}").ok

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(work, range(12)))


def test_trees_under_many_hands(anywhere: Bench) -> None:
    """Renames, moves and additions at once: whatever wins, every path is what the parents say."""
    bench = anywhere
    top = [bench.add("TaskCategory", name=f"top{n}") for n in range(3)]
    below = [bench.add("TaskCategory", name=f"n{n}", taskcategories_id=top[n % 3]) for n in range(6)]

    def work(n: int) -> None:
        bench.do("update", "TaskCategory", top[n % 3], name=f"renamed{n}")
        bench.do("add", "TaskCategory", name=f"new{n}", taskcategories_id=below[n % 6])
        bench.do("update", "TaskCategory", below[n % 6], taskcategories_id=(top + below)[n * 7 % 9])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(24)))
    checked(bench, "TaskCategory")
