"""A batch is one transaction; each command in it stands or falls alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.engine.command import Command, Failure, Verb

from .conftest import Bench


def test_failures_leave_no_trace(bench: Bench) -> None:
    commands = [
        Command(Verb.ADD, "Location", None, {"name": "a"}),
        Command(Verb.ADD, "Location", None, {"name": "a"}),
        Command(Verb.UPDATE, "Location", 99, {"name": "b"}),
        Command(Verb.DELETE, "Location", 1),
        Command(Verb.ADD, "Location", None, {"name": "c", "locations_id": -1}),
        Command(Verb.ADD, "Location", None, {"name": "d"}),
    ]
    outcomes = bench.writing.execute(bench.actor, commands)
    assert [o.failure for o in outcomes] == [None, Failure.REFUSED, Failure.MISSING, None, Failure.REFUSED, None]
    assert [row["name"] for row in bench.rows("Location")] == ["d"]
    assert [row["items_id"] for row in bench.rows("Log", itemtype="Location")] == [outcomes[-1].id]


def test_a_failed_purge_keeps_the_history_of_earlier_commands(bench: Bench) -> None:
    top = bench.add("Entity", name="top")
    bench.add("Entity", name="below", entities_id=top)
    commands = [
        Command(Verb.UPDATE, "Entity", top, {"comment": "x"}),
        Command(Verb.DELETE, "Entity", top),
    ]
    outcomes = bench.writing.execute(bench.actor, commands)
    assert [o.ok for o in outcomes] == [True, False]
    assert outcomes[1].message == "You cannot delete an entity which contains sub-entities."
    assert [row[1] for row in bench.log("Entity", top)] == [20, 0]


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.booleans()), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_histories_tell_what_is_there(bench: Bench, wishes: list[tuple[str, bool]]) -> None:
    """Whatever mixture of good and bad: rows, outcomes and history agree."""
    for row in bench.rows("Location"):
        bench.do("purge", "Location", row["id"])
    commands = [
        Command(Verb.ADD, "Location", None, {"name": name, "locations_id": 0 if good else -1}) for name, good in wishes
    ]
    outcomes = bench.writing.execute(bench.actor, commands)
    ids = {outcome.id for outcome in outcomes if outcome.ok}
    assert {row["id"] for row in bench.rows("Location")} == ids
    assert {row["items_id"] for row in bench.rows("Log", itemtype="Location")} == ids
    assert len(ids) == len({name for name, good in wishes if good})


def test_parallel_writers(bench: Bench) -> None:
    """Every writer's rows and history arrive; no update is lost between them."""
    shared = bench.add("Computer", name="shared")

    def write(n: int) -> int:
        made = [Command(Verb.ADD, "Computer", None, {"name": f"{n}-{m}"}) for m in range(5)]
        outcomes = bench.writing.execute(
            bench.actor, [*made, Command(Verb.UPDATE, "Computer", shared, {"serial": str(n)})]
        )
        return sum(outcome.ok for outcome in outcomes)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(write, range(40))) == 240
    assert len(bench.rows("Computer")) == 201
    changes = [row for row in bench.log("Computer", shared) if row[2] == 5]
    assert len(changes) == 40
    assert all(earlier[4] == later[3] for earlier, later in pairwise(changes))


def test_other_processes_are_told(bench: Bench) -> None:
    """Only what sessions depend on is versioned."""

    def versions() -> dict[str, int]:
        table = bench.store.tables["steward_versions"]
        with bench.store.read() as reader:
            return dict(reader.all("versions", lambda: sa.select(table.c.name, table.c.value)))

    before = versions()
    bench.add("Computer", name="pc")
    assert versions() == before
    bench.add("Entity", name="e")
    bench.do("update", "User", 2, realname="x")
    after = versions()
    assert {name for name in after if after[name] != before.get(name)} == {"entity", "user"}
