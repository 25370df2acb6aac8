"""A new store has the rows of a fresh installation, and exactly the accounts that may log in."""

from __future__ import annotations

import json
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
from steward.engine.store.open import OpenStore, open_store
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings


@pytest.fixture(params=DIALECTS)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    with fresh_address(request.param, tmp_path) as url:
        yield Settings(data=tmp_path, database=url.render_as_string(hide_password=False))


def rows(store: OpenStore, table: str) -> list[dict[str, Any]]:
    columns = store.tables[table].c
    with store.read() as reader:
        found = reader.all(("rows", table), lambda: sa.select(*columns).order_by(columns.id))
    return [dict(zip(columns.keys(), line, strict=True)) for line in found]


def passwords(store: OpenStore) -> dict[str, str | None]:
    return {user["name"]: user["password"] for user in rows(store, "glpi_users")}


def test_rows_are_those_of_a_fresh_installation(model: Model, settings: Settings) -> None:
    facts = json.loads((FACTS / "defaults.json").read_text())["rows"]
    with closing(open_store(model, settings)) as store:
        for table, expected in facts.items():
            found = rows(store, table)
            assert len(found) == len(expected), table
            for have, want in zip(found, expected, strict=True):
                stated = {k: v for k, v in want.items() if v != "{install_time}" and k != "password"}
                assert {k: have[k] for k in stated} == stated, (table, want["id"])
        for table in set(model.tables) - set(facts):
            assert rows(store, table) == [] if "id" in store.tables[table].c else True, table
        # New rows come after the first ones.
        assert store.write(lambda t: t.insert("glpi_users", {"name": "new"})) == 7
        assert store.write(lambda t: t.insert("glpi_entities", {"name": "below", "entities_id": 0})) == 1


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
    with pytest.raises(ValueError, match="no store for 'oracle'"):
        open_store(model, Settings(data=tmp_path, database="oracle://localhost/x"))
