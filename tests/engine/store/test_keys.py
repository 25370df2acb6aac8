"""Ids and unique keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from engine.store.sample import count, insert, row
from steward.engine.store.open import OpenStore
from steward.engine.store.port import Duplicate, Transaction


def refused(store: OpenStore, work: Callable[[Transaction], object]) -> Duplicate:
    with pytest.raises(Duplicate) as caught:
        store.write(work)
    return caught.value


def test_insert_returns_ids_in_order(store: OpenStore) -> None:
    assert [insert(store, "things", name=n) for n in "abc"] == [1, 2, 3]


def test_given_ids_are_kept_and_counted_on_from(store: OpenStore) -> None:
    assert insert(store, "things", id=40) == 40
    assert insert(store, "things") == 41
    assert insert(store, "things", id=7) == 7
    assert insert(store, "things") == 42
    store.write(lambda transaction: transaction.insert_many("things", [{"id": 100}, {"id": 90}]))
    assert insert(store, "things") == 101


def test_zero_is_an_id(store: OpenStore) -> None:
    assert insert(store, "places", id=0, name="root") == 0
    assert insert(store, "places", name="next") == 1
    assert row(store, "places", 0)["name"] == "root"


def test_ids_do_not_come_back(store: OpenStore) -> None:
    places = store.tables["places"]
    last = insert(store, "places", name="last")
    store.write(
        lambda t: t.run("delete", lambda: sa.delete(places).where(places.c.id == sa.bindparam("gone")), {"gone": last})
    )
    assert insert(store, "places", name="new") == last + 1


@pytest.mark.parametrize("again", ["Lab-1", "lab-1", "LAB-1"])
def test_unique_texts_ignore_case(store: OpenStore, again: str) -> None:
    insert(store, "places", parent=3, name="Lab-1")
    error = refused(store, lambda t: t.insert("places", {"parent": 3, "name": again, "kind": ""}))
    assert (error.key, error.entry) == ("unicity", f"3-{again}")
    assert count(store, "places") == 1


def test_a_default_is_part_of_the_entry(store: OpenStore) -> None:
    insert(store, "places", name="Hall")
    assert refused(store, lambda t: t.insert("places", {"name": "Hall", "kind": ""})).entry == "0-Hall"


def test_commas_in_an_entry(store: OpenStore) -> None:
    insert(store, "places", name="a, b")
    assert refused(store, lambda t: t.insert("places", {"name": "a, b", "kind": ""})).entry == "0-a, b"


def test_an_update_can_collide_too(store: OpenStore) -> None:
    insert(store, "places", parent=5, name="one")
    two = insert(store, "places", parent=5, name="two")
    error = refused(store, lambda t: t.update("places", two, {"name": "One"}))
    assert (error.key, error.entry) == ("unicity", "5-One")


def test_a_taken_id(store: OpenStore) -> None:
    insert(store, "things", id=9)
    assert refused(store, lambda t: t.insert("things", {"id": 9})).key == "PRIMARY"


def test_rows_in_bulk_can_collide(store: OpenStore) -> None:
    rows = [{"name": n, "kind": ""} for n in ("a", "b", "A")]
    assert refused(store, lambda t: t.insert_many("places", rows)).key == "unicity"
    assert count(store, "places") == 0


def test_null_is_equal_to_nothing(store: OpenStore) -> None:
    insert(store, "places")
    insert(store, "places")
    assert count(store, "places") == 2
