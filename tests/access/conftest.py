"""A small installation on SQLite with a clock that the test moves, and counters for what must not vary."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from steward.access import Access, Services, Session
from steward.assemble import load_model
from steward.engine.engine import Engine
from steward.engine.schema.tables import all_tables
from steward.engine.store.layout import Layout
from steward.engine.store.open import FILE, open_store
from steward.engine.store.port import Store
from steward.engine.store.sqlite import SqliteStore
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings

CHEAP = {"argon2_time": 1, "argon2_memory": 8}
HOME = "127.0.0.1"


@dataclass
class Clock:
    now: datetime = datetime(2026, 3, 2, 9, 0, 0)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class CountingServices(Services):
    """Real services that count password checks."""

    settings: Settings
    checks: int = 0
    hashes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(None, self.settings)

    def verify_password(self, clear: str, hashed: str) -> bool:
        self.checks += 1
        self.hashes.append(hashed)
        return super().verify_password(clear, hashed)


@dataclass
class Place:
    """One running installation and what tests do to it."""

    model: Model
    store: Store
    settings: Settings
    clock: Clock
    services: CountingServices
    engine: Engine
    access: Access

    def bump(self, role: str) -> None:
        """What the engine does when it writes a row of a type with this role."""
        versions = self.store.tables["steward_versions"]

        def work(tx: Any) -> None:
            change = sa.update(versions).where(versions.c.name == sa.bindparam("role"))
            touched = tx.run("test.bump", lambda: change.values(value=versions.c.value + 1), {"role": role})
            if not touched:
                tx.insert("steward_versions", {"name": role, "value": 1})

        self.store.write(work)

    def insert(self, role: str, **values: Any) -> int:
        table = self.model.role(role).table or ""
        id = self.store.write(lambda tx: tx.insert(table, values))
        self.bump(role)
        return id

    def update(self, role: str, id: int, **values: Any) -> None:
        table = self.model.role(role).table or ""
        self.store.write(lambda tx: tx.update(table, id, values))
        self.bump(role)

    def delete(self, role: str, id: int) -> None:
        table = self.store.tables[self.model.role(role).table or ""]
        delete = sa.delete(table).where(table.c.id == sa.bindparam("id"))
        self.store.write(lambda tx: tx.run(("test.delete", role), lambda: delete, {"id": id}))
        self.bump(role)

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        t = self.store.tables[table]
        with self.store.read() as reader:
            return reader.all(("test.rows", table, columns), lambda: sa.select(*(t.c[c] for c in columns)))

    def row(self, table: str, id: int, *columns: str) -> tuple[Any, ...]:
        return next(row[1:] for row in self.rows(table, "id", *columns) if row[0] == id)

    def configure(self, **values: str) -> None:
        ids = {
            name: id for id, context, name in self.rows("glpi_configs", "id", "context", "name") if context == "core"
        }
        for name, value in values.items():
            self.update("config", ids[name], value=value)

    def entity(self, name: str, parent: int) -> int:
        above = self.row("glpi_entities", parent, "completename", "level")
        id = 1 + max(row[0] for row in self.rows("glpi_entities", "id"))
        values = {"id": id, "name": name, "entities_id": parent, "completename": f"{above[0]} > {name}"}
        return self.insert("entity", **values, level=above[1] + 1)

    def user(self, name: str, *assignments: tuple[int, int, bool], password: str = "secret", **values: Any) -> int:
        """`assignments`: (profile, entity, recursive)."""
        hashed = self.services.hash_password(password)
        id = self.insert("user", name=name, **{"authtype": 1, "password": hashed, **values})
        for profile, entity, recursive in assignments:
            self.assign(id, profile, entity, recursive)
        return id

    def assign(self, user: int, profile: int, entity: int, recursive: bool) -> int:
        values = {"users_id": user, "profiles_id": profile, "entities_id": entity, "is_recursive": int(recursive)}
        return self.insert("profile_user", **values)

    def enter(self, token: str) -> Session:
        return self.access.enter(HOME, "", token)[1]

    def again(self, **settings: Any) -> Place:
        """The same store seen by another worker: nothing remembered."""
        return _place(self.model, self.store, replace(self.settings, **settings), self.clock)


def _place(model: Model, store: Store, settings: Settings, clock: Clock) -> Place:
    services = CountingServices(settings)
    engine = Engine(model, store, clock, services)
    return Place(model, store, settings, clock, services, engine, Access(engine, settings, clock))


@pytest.fixture(scope="session")
def model() -> Model:
    return load_model()


@pytest.fixture(scope="session")
def fresh(model: Model, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Layout]:
    """A store with the first rows, made once and copied for each test."""
    data = tmp_path_factory.mktemp("fresh")
    open_store(model, Settings(data=data, demo=True, **CHEAP)).close()
    return data / FILE, Layout(all_tables(model))


@pytest.fixture
def place(model: Model, fresh: tuple[Path, Layout], tmp_path: Path) -> Iterator[Place]:
    original, layout = fresh
    shutil.copy(original, tmp_path / FILE)
    settings = Settings(data=tmp_path, demo=True, session_idle=3600, **CHEAP)
    # Comparing the schema again would take most of the time of a test.
    store = SqliteStore(tmp_path / FILE, layout)
    yield _place(model, store, settings, Clock())
    store.close()
