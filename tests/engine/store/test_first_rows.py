"""A new store has the rows of a fresh installation, and exactly the accounts that may log in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import argon2
import pytest
import sqlalchemy as sa

from engine.store.sample import row
from engine.store.stores import DIALECTS, fresh_address
from facts_model import FACTS
from steward.engine.store.check import check
from steward.engine.store.open import OpenStore, open_store
from steward.engine.store.port import Transaction, Unavailable
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings

WIDTH = re.compile(r"\b((?:tiny|small|big)?int)\(\d+\)")


@pytest.fixture(scope="module", params=DIALECTS)
def installed(
    request: pytest.FixtureRequest, model: Model, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenStore]:
    """A fresh installation on each store; the tests leave its rows alone."""
    folder = tmp_path_factory.mktemp("installed")
    with fresh_address(request.param, folder) as url:
        settings = Settings(data=folder, database=url.render_as_string(hide_password=False))
        with closing(open_store(model, settings)) as store:
            yield store


def rows(store: OpenStore, table: str) -> list[dict[str, Any]]:
    columns = store.tables[table].c
    with store.read() as reader:
        found = reader.all(("rows", table), lambda: sa.select(*columns).order_by(columns.id))
    return [dict(zip(columns.keys(), line, strict=True)) for line in found]


def passwords(store: OpenStore) -> dict[str, str | None]:
    return {user["name"]: user["password"] for user in rows(store, "glpi_users")}


def test_rows_are_those_of_a_fresh_installation(model: Model, installed: OpenStore) -> None:
    facts = json.loads((FACTS / "defaults.json").read_text())["rows"]
    for table, expected in facts.items():
        found = rows(installed, table)
        assert len(found) == len(expected), table
        for have, want in zip(found, expected, strict=True):
            stated = {k: v for k, v in want.items() if v != "{install_time}"}
            assert {k: have[k] for k in stated} == stated, (table, want["id"])
    assert [table for table in set(model.tables) - set(facts) if rows(installed, table)] == []


def test_nothing_is_wrong_with_a_fresh_installation(model: Model, installed: OpenStore) -> None:
    assert check(installed, model) == []


def test_new_rows_come_after_the_first_ones(installed: OpenStore) -> None:
    class Undo(Exception):
        pass

    def work(transaction: Transaction) -> None:
        assert transaction.insert("glpi_users", {"name": "new"}) >= 7
        assert transaction.insert("glpi_entities", {"name": "below", "entities_id": 0}) >= 1
        raise Undo

    with pytest.raises(Undo):
        installed.write(work)


def test_mariadb_has_the_columns_of_the_reference(installed: OpenStore) -> None:
    if installed.dialect != "mysql":
        pytest.skip("the reference runs on MariaDB")
    statement = """SELECT table_name, column_name, column_type, is_nullable = 'YES' FROM information_schema.columns
        WHERE table_schema = database() AND table_name LIKE 'glpi!_%' ESCAPE '!' ORDER BY table_name, ordinal_position"""
    with installed.read() as reader:
        found = reader.all("catalogue", lambda: sa.text(statement))
    facts = json.loads((FACTS / "tables.json").read_text())
    expected = [
        (table, c["name"], c["type"].replace("timestamp", "datetime"), int(c["nullable"]))
        for table in facts
        for c in facts[table]["columns"]
    ]
    # MariaDB shows widths of integers that mean nothing; MySQL 8 does not.
    assert [(*row[:2], WIDTH.sub(r"\1", row[2]), row[3]) for row in sorted(found, key=lambda r: r[0])] == [
        (*row[:2], WIDTH.sub(r"\1", row[2]), row[3]) for row in sorted(expected, key=lambda r: r[0])
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "new" / "data", timezone="Europe/Berlin")


def test_only_the_first_account_can_log_in(model: Model, folder: Settings) -> None:
    with closing(open_store(model, folder)) as store:
        first = store.first_password
        found = passwords(store)
        assert row(store, "glpi_configs", 176)["value"] == row(store, "glpi_configs", 177)["value"] == "0"
    assert first and len(first) >= 12 and argon2.PasswordHasher().verify(found.pop("glpi") or "", first)
    assert set(found.values()) == {None} and len(found) == 4
    with closing(open_store(model, folder)) as store:
        assert store.first_password is None and store.migrated == []
        assert len(passwords(store)) == 5


def test_each_installation_has_its_own_password(model: Model, tmp_path: Path) -> None:
    made = set()
    for name in "ab":
        with closing(open_store(model, Settings(data=tmp_path / name))) as store:
            made.add(store.first_password)
    assert len(made) == 2


def test_demo_has_the_classic_accounts(model: Model, tmp_path: Path) -> None:
    with closing(open_store(model, Settings(data=tmp_path, demo=True))) as store:
        assert store.first_password is None
        found = passwords(store)
        assert row(store, "glpi_configs", 176)["value"] == row(store, "glpi_configs", 177)["value"] == "1"
    verify = argon2.PasswordHasher().verify
    classic = {"glpi": "glpi", "post-only": "postonly", "tech": "tech", "normal": "normal"}
    assert all(verify(found[name] or "", password) for name, password in classic.items())
    assert found["glpi-system"] is None


def test_a_changed_row_stays_changed(model: Model, folder: Settings) -> None:
    with closing(open_store(model, folder)) as store:
        store.write(lambda t: t.update("glpi_configs", 176, {"value": "1"}))
    with closing(open_store(model, folder)) as store:
        assert row(store, "glpi_configs", 176)["value"] == "1"


def test_another_kind_of_database_is_refused(model: Model, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no store for 'oracle'"):
        open_store(model, Settings(data=tmp_path, database="oracle://localhost/x"))
