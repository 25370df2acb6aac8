"""Paths and levels are always what the parents say, whatever is added, renamed, moved and removed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.engine.command import Failure

from .conftest import Bench


def checked(bench: Bench, item: str) -> dict[int, dict[str, Any]]:
    """All rows of a tree, after comparing each with its parent."""
    rows = {row["id"]: row for row in bench.rows(item)}
    parent_column = bench.model.items[item].foreign_key
    for row in rows.values():
        parent = rows.get(row[parent_column]) if row[parent_column] or item == "Entity" else None
        if parent is row:
            parent = None
        path, level = (f"{parent['completename']} > ", parent["level"]) if parent else ("", 0)
        assert (row["completename"], row["level"]) == (path + row["name"], level + 1), row
    return rows


def test_recorded_moves(bench: Bench) -> None:
    a = bench.add("Location", name="A")
    b = bench.add("Location", name="B", locations_id=a)
    c = bench.add("Location", name="C", locations_id=b)
    z = bench.add("Location", name="Z")
    assert bench.do("update", "Location", b, locations_id=z).ok
    assert checked(bench, "Location")[c]["completename"] == "Z > B > C"
    assert bench.do("update", "Location", z, name="Y").ok
    assert checked(bench, "Location")[c]["completename"] == "Y > B > C"
    for below in (c, z, str(b)):
        refused = bench.do("update", "Location", z, locations_id=below)
        assert (refused.failure, refused.message) == (Failure.REFUSED, "")
    assert bench.do("update", "Location", c, name="D").ok
    assert checked(bench, "Location")[c]["completename"] == "Y > B > D"
    assert bench.do("delete", "Location", z).ok
    rows = checked(bench, "Location")
    assert rows[b]["locations_id"] == 0
    assert rows[c]["completename"] == "B > D"


def test_unknown_parents_make_roots(bench: Bench) -> None:
    orphan = bench.add("Location", name="x", locations_id=999999999)
    row = bench.row("Location", orphan)
    assert row is not None
    assert (row["completename"], row["level"], row["locations_id"]) == ("x", 1, 999999999)


def test_clients_do_not_set_what_follows_from_the_tree(bench: Bench) -> None:
    location = bench.add("Location", name="x", completename="y", level=9, sons_cache="[1]")
    bench.do("update", "Location", location, completename="z", level=3, comment="c")
    row = bench.row("Location", location)
    assert row is not None
    assert (row["completename"], row["level"], row["sons_cache"]) == ("x", 1, None)


def test_the_root_entity_stays(bench: Bench) -> None:
    entity = bench.add("Entity", name="E", entities_id=0)
    assert bench.do("update", "Entity", 0, entities_id=entity).failure is Failure.REFUSED
    assert bench.do("update", "Entity", 0, name="Top").ok
    assert checked(bench, "Entity")[entity]["completename"] == "Top > E"


def test_very_deep_trees_end_with_a_refusal(bench: Bench) -> None:
    parent, refused = 0, None
    for _ in range(300):
        outcome = bench.do("add", "Location", name="x" * 255, locations_id=parent)
        if not outcome.ok:
            refused = outcome
            break
        parent = outcome.id or 0
    assert refused is not None
    assert refused.failure is Failure.REFUSED


def test_paths_do_not_tell_names_from_elsewhere(bench: Bench) -> None:
    own, other = bench.add("Entity", name="own"), bench.add("Entity", name="other")
    hidden = bench.add("Location", name="hidden", entities_id=other)
    local = replace(bench.actor, entities=frozenset({own}), active_entity=own, sees_all=False)
    mine = bench.do("add", "Location", actor=local, name="mine")
    assert bench.do("add", "Location", actor=local, name="x", locations_id=hidden).failure is Failure.DENIED
    assert bench.do("update", "Location", mine.id, actor=local, locations_id=hidden).failure is Failure.DENIED


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "rename", "remove"]),
        st.integers(0, 10),
        st.integers(0, 10),
        st.sampled_from(["a", "b", "c", "d > e", "", "é", "%_"]),
    ),
    max_size=30,
)


@pytest.mark.parametrize("item", ["Location", "Group", "Entity"])
@given(changes=CHANGES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changes_keep_the_tree_right(bench: Bench, item: str, changes: list[tuple[str, int, int, str]]) -> None:
    parent_column = bench.model.items[item].foreign_key
    known = [0]
    for what, one, two, name in changes:
        row, parent = known[one % len(known)], known[two % len(known)]
        if what == "add":
            outcome = bench.do("add", item, **{"name": name, parent_column: parent})
            if outcome.ok and outcome.id is not None:
                known.append(outcome.id)
        elif what == "move":
            bench.do("update", item, row, **{parent_column: parent})
        elif what == "rename":
            bench.do("update", item, row, name=name)
        elif row and bench.do("purge", item, row).ok:
            known.remove(row)
        checked(bench, item)


def test_statements_of_a_move(bench: Bench) -> None:
    """However large the subtree."""
    top, other = bench.add("Location", name="top"), bench.add("Location", name="other")
    for n in range(60):
        bench.add("Location", name=f"n{n}", locations_id=top + 1 + n if n % 7 else top)
    bench.do("update", "Location", other, locations_id=0, name="warm")
    assert bench.count(lambda: bench.do("update", "Location", top, locations_id=other)) <= 9
    checked(bench, "Location")
