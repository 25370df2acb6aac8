"""Transactions: all or nothing, parts of them, and writers side by side."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import pytest
import sqlalchemy as sa

from engine.store.sample import TABLES, count, insert, row
from engine.store.stores import run
from steward.engine.store.open import OpenStore, open_tables
from steward.engine.store.port import Duplicate, Transaction, Unavailable


class Change(Exception):
    """Of mind."""


def test_an_exception_undoes_all(store: OpenStore) -> None:
    def work(transaction: Transaction) -> None:
        transaction.insert("things", {"name": "a"})
        raise Change

    with pytest.raises(Change):
        store.write(work)
    assert count(store) == 0


def test_nested_undoes_only_its_part(store: OpenStore) -> None:
    def work(transaction: Transaction) -> int:
        transaction.insert("things", {"name": "kept"})
        with suppress(Change), transaction.nested():
            transaction.insert("things", {"name": "undone"})
            with transaction.nested():
                transaction.insert("things", {"name": "undone with it"})
            raise Change
        with transaction.nested():
            with suppress(Change), transaction.nested():
                raise Change
            return transaction.insert("things", {"name": "kept too"})

    store.write(work)
    assert count(store) == 2


def test_a_transaction_goes_on_after_a_refusal_in_a_nested_part(store: OpenStore) -> None:
    def work(transaction: Transaction) -> list[str]:
        outcomes = []
        for name in ("a", "b", "A", "c"):
            try:
                with transaction.nested():
                    transaction.insert("places", {"name": name, "kind": ""})
                outcomes.append("ok")
            except Duplicate:
                outcomes.append("duplicate")
        return outcomes

    assert store.write(work) == ["ok", "ok", "duplicate", "ok"]
    assert count(store, "places") == 3


def test_a_transaction_sees_its_own_writes(store: OpenStore) -> None:
    things = store.tables["things"].c

    def work(transaction: Transaction) -> object:
        id = transaction.insert("things", {"name": "mine"})
        return transaction.one("own", lambda: sa.select(things.name).where(things.id == sa.bindparam("id")), {"id": id})

    assert store.write(work) == ("mine",)


def test_others_see_a_transaction_when_it_is_done(store: OpenStore) -> None:
    seen: list[int] = []

    def work(transaction: Transaction) -> None:
        transaction.insert("things", {"name": "mine"})
        seen.append(count(store))

    store.write(work)
    assert [*seen, count(store)] == [0, 1]


def test_writers_side_by_side(store: OpenStore) -> None:
    """Each sees its own success or failure; failures undo nothing of their neighbours."""

    def writer(number: int) -> list[int]:
        ids = []
        for turn in range(20):
            with suppress(Change):
                ids.append(store.write(lambda t, turn=turn: _write(t, number, turn)))
        return ids

    with ThreadPoolExecutor(8) as threads:
        found = [id for ids in threads.map(writer, range(8)) for id in ids]
    assert len(found) == len(set(found)) == count(store) == 8 * 15
    names = {row(store, "things", id)["name"] for id in found[:15]}
    assert len(names) == 15


def _write(transaction: Transaction, number: int, turn: int) -> int:
    id = transaction.insert("things", {"name": f"{number}-{turn}"})
    if turn % 4 == 3:
        raise Change
    return id


def test_counting_up_side_by_side_loses_nothing(store: OpenStore) -> None:
    things = store.tables["things"]
    id = insert(store, "things", number=0)
    up = lambda: sa.update(things).where(things.c.id == sa.bindparam("one")).values(number=things.c.number + 1)  # noqa: E731
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: store.write(lambda t: t.run("count up", up, {"one": id})), range(100)))
    assert row(store, "things", id)["number"] == 100


def test_opposite_orders_do_not_end_in_a_deadlock(store: OpenStore) -> None:
    """Where the database picks a victim, its work is run again."""
    ids = [insert(store, "things", number=0) for _ in range(2)]
    meet = threading.Barrier(2)

    def writer(order: list[int]) -> None:
        def work(transaction: Transaction) -> None:
            transaction.update("things", order[0], {"name": str(order)})
            # Only the first time, and only where both can be in their transactions at once.
            with suppress(threading.BrokenBarrierError):
                meet.wait(0.2)
            transaction.update("things", order[1], {"name": str(order)})

        store.write(work)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(writer, (ids, ids[::-1])))
    assert row(store, "things", ids[0])["name"] == row(store, "things", ids[1])["name"]


KILL = {
    "postgresql": "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid = %s",
    "mysql": "KILL CONNECTION %s",
}
WHO = {"postgresql": "SELECT pg_backend_pid()", "mysql": "SELECT connection_id()"}


@pytest.mark.parametrize("writing", [False, True], ids=["reading", "writing"])
def test_lost_connections_are_told_once_and_replaced(address: sa.URL, writing: bool) -> None:
    dialect = address.get_backend_name().replace("mariadb", "mysql")
    if dialect == "sqlite":
        pytest.skip("an embedded store has no connection to lose")
    with closing(open_tables(address, TABLES)) as store:
        with store.read() as one, store.read() as two, store.read() as three:
            numbers = [reader.one("who", lambda: sa.text(WHO[dialect])) for reader in (one, two, three)]
        for number in numbers:
            assert number
            run(dialect, KILL[dialect] % number[0])
        with pytest.raises(Unavailable):
            insert(store, "things") if writing else count(store)
        assert [insert(store, "things") for _ in range(5)] == [1, 2, 3, 4, 5]
        assert count(store) == 5


def test_a_closed_store_says_so(address: sa.URL) -> None:
    store = open_tables(address, TABLES)
    insert(store, "things")
    store.close()
    store.close()
    with pytest.raises(Unavailable):
        insert(store, "things")
    with pytest.raises(Unavailable):
        count(store)
