"""A store follows the model: what is missing is added, what is there stays, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine.store.sample import PLACES, TABLES, insert, row
from steward.engine.store.migrate import ForeignTables, NewerStore
from steward.engine.store.open import open_tables
from steward.engine.store.port import Duplicate
from steward.vocabulary.columns import NOW, Column, Kind
from steward.vocabulary.item import Table

GROWN = replace(
    PLACES,
    columns=(
        *PLACES.columns,
        Column("height", Kind.DECIMAL, 20, 4, default="1.5000"),
        Column("label", Kind.VARCHAR, 20),
        Column("seen", Kind.MOMENT, default=NOW),
        Column("comment", Kind.TEXT, nullable=True, default=None),
        Column("serial", Kind.VARCHAR, 50, nullable=True, default=None),
    ),
    unique={**PLACES.unique, "serial": ("serial",)},
    indexes={**PLACES.indexes, "height": ("height",)},
)


def migrated(address: sa.URL, tables: Mapping[str, Table]) -> list[str]:
    with closing(open_tables(address, tables)) as store:
        return store.migrated


def test_opening_again_changes_nothing(address: sa.URL) -> None:
    assert migrated(address, TABLES)
    assert migrated(address, TABLES) == []


def test_columns_and_indexes_are_added(address: sa.URL) -> None:
    with closing(open_tables(address, TABLES)) as store:
        id = insert(store, "places", name="Hall")
    changed = {**TABLES, "places": GROWN}
    with closing(open_tables(address, changed)) as store:
        assert len(store.migrated) >= 7
        found = row(store, "places", id)
        assert (found["name"], found["height"], found["label"], found["comment"]) == ("Hall", "1.5000", "", None)
        insert(store, "places", name="a", label="l", serial="S1")
        with pytest.raises(Duplicate) as caught:
            insert(store, "places", name="b", label="l", serial="s1")
        assert (caught.value.key, caught.value.entry) == ("serial", "s1")
    assert migrated(address, changed) == []


def test_tables_are_added(address: sa.URL) -> None:
    migrated(address, TABLES)
    with closing(open_tables(address, {**TABLES, "rooms": replace(PLACES, name="rooms")})) as store:
        insert(store, "places", name="Hall")
        assert insert(store, "rooms", name="Hall", kind="") == 1


def test_a_smaller_model_takes_nothing_away(address: sa.URL) -> None:
    migrated(address, {**TABLES, "places": GROWN})
    migrated(address, TABLES)
    with closing(open_tables(address, {**TABLES, "places": GROWN})) as store:
        assert insert(store, "places", label="still here") == 1


def test_foreign_tables_are_left_alone(address: sa.URL) -> None:
    with closing(open_tables(address, TABLES)) as store:
        store.write(lambda t: t.run("forget", lambda: sa.text("DROP TABLE steward_versions")))
    with pytest.raises(ForeignTables):
        migrated(address, TABLES)


def test_a_newer_store_is_left_alone(address: sa.URL) -> None:
    with closing(open_tables(address, TABLES)) as store:
        store.write(lambda t: t.run("future", lambda: sa.text("UPDATE steward_versions SET value = 999")))
    with pytest.raises(NewerStore):
        migrated(address, TABLES)


def open_and_insert(database: str) -> int:
    with closing(open_tables(sa.URL.create("sqlite", database=database), TABLES)) as store:
        return insert(store, "things", name="first")


def test_several_processes_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    database = str(tmp_path / "store.sqlite")
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        ids = list(processes.map(open_and_insert, [database] * 4))
    assert sorted(ids) == [1, 2, 3, 4]
