"""A world to read in: one opened store for a module, in which each test makes rows of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa

from engine.store.stores import fresh_address
from steward.assemble import load_model
from steward.engine.actor import Actor
from steward.engine.query import Denied, Missing, Page, Query
from steward.engine.search.reading import Reading
from steward.engine.store.count import statements
from steward.engine.store.open import open_store
from steward.engine.store.port import Store, Transaction
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings


class World:
    """Rows go in past all rights; actors are made by hand."""

    def __init__(self, model: Model, store: Store, profiles: Mapping[int, Mapping[str, int]]) -> None:
        self.model, self.store, self.profiles = model, store, profiles
        self.reading = Reading(model, store)
        self.numbers = count(100)

    def __repr__(self) -> str:
        return "a world"  # hypothesis prints it with every example

    def add(self, item: str, **values: Any) -> int:
        table = self.model.items[item].table
        assert table is not None
        return self.store.write(lambda tx: tx.insert(table, values))

    def run(self, work: Callable[[Transaction], Any]) -> Any:
        return self.store.write(work)

    def entity(self, parent: int = 0, name: str = "") -> int:
        # The entities' table has no automatic number.
        id = next(self.numbers)
        name = name or f"entity {id}"
        completename = f"Root entity > {name}"
        return self.add("Entity", id=id, name=name, completename=completename, entities_id=parent, level=2)

    def actor(self, *entities: int, profile: int = 4, user: int = 2, above: tuple[int, ...] = (), **more: Any) -> Actor:
        """Without entities: one that sees the whole tree."""
        more.setdefault("interface", "helpdesk" if profile == 1 else "central")
        more.setdefault("rights", self.profiles[profile])
        reach = {"entities": frozenset(entities or (0,)), "ancestors": frozenset(above), "sees_all": not entities}
        return Actor(user, f"user{user}", f"user{user} ({user})", profile, **reach, **more)

    def ids(self, actor: Actor, item: str, **query: Any) -> list[int]:
        return [row["id"] for row in self.list(actor, item, **query).rows]

    def list(self, actor: Actor, item: str, *, names: bool = False, **query: Any) -> Page:
        query.setdefault("limit", 1_000)
        return self.reading.list(actor, Query(item, **query), names=names)

    def sees(self, actor: Actor, item: str, id: int) -> bool:
        """Whether a single read succeeds."""
        try:
            self.reading.get(actor, item, id)
        except Denied:
            return False
        return True

    def outcome(self, actor: Actor, item: str, id: int) -> str:
        try:
            return "found" if self.reading.get(actor, item, id)["id"] == id else "wrong"
        except (Denied, Missing) as error:
            return type(error).__name__

    def counted(self, read: Callable[[], Any]) -> int:
        """How many statements a read takes."""
        statements.reset()
        read()
        return statements.value()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """On SQLite, or where STEWARD_TEST_DIALECT says; creating all tables takes the servers too long for each run."""
    model, folder = load_model(), tmp_path_factory.mktemp("read")
    with fresh_address(os.environ.get("STEWARD_TEST_DIALECT", "sqlite"), folder) as url:
        address = url.render_as_string(hide_password=False)
        store = open_store(model, Settings(data=folder, database=address, demo=True))
        yield World(model, store, _profiles(model, store))
        store.close()


def _profiles(model: Model, store: Store) -> Mapping[int, Mapping[str, int]]:
    """The rights of the profiles that an installation starts with."""
    table = store.tables[model.role("right").table or ""]
    found: dict[int, dict[str, int]] = {}
    with store.read() as reader:
        for profile, right, bits in reader.all(
            "profiles", lambda: sa.select(table.c.profiles_id, table.c.name, table.c.rights)
        ):
            found.setdefault(profile, {})[right] = bits or 0
    return found
