"""A writing engine over a fresh SQLite store, as the super-administrator sees it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from steward.engine.actor import Actor
from steward.engine.command import Command, Outcome, Verb
from steward.engine.schema.tables import all_tables
from steward.engine.store.count import statements
from steward.engine.store.layout import Layout
from steward.engine.store.open import FILE, open_store
from steward.engine.store.port import Store
from steward.engine.store.sqlite import open_sqlite
from steward.engine.write.writing import Writing
from steward.itemtypes import model as item_types
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings
from steward.vocabulary.steps import Step

_NO_STEPS: dict[str, Any] = {
    f"{when}_{verb}": () for when in ("on", "after") for verb in ("add", "update", "delete", "purge")
}
NOW = datetime(2026, 11, 25, 12, 0, 0)


class NoServices:
    """Steps under test ask for nothing outside."""

    def hash_password(self, clear: str) -> str:
        return f"hash:{clear}"

    def verify_password(self, clear: str, hashed: str) -> bool:
        return hashed == f"hash:{clear}"

    def digest_token(self, clear: str) -> str:
        return f"digest:{clear}"

    def random_token(self, length: int = 40) -> str:
        return "t" * length

    def seal(self, clear: str) -> str:
        return f"sealed:1:{clear}"

    def unseal(self, sealed: str) -> str:
        return sealed.removeprefix("sealed:1:")

    def take_upload(self, temporary_name: str) -> Mapping[str, Any] | None:
        return None


class Bench:
    """What a test needs to write and to look at what came of it."""

    def __init__(self, model: Model, store: Store) -> None:
        self.model, self.store = model, store
        self.now = NOW
        self.writing = Writing(model, store, lambda: self.now, NoServices())
        self.actor = self.acting(4)

    def acting(self, profile: int, **changes: Any) -> Actor:
        """The first account with a profile's rights, on the whole tree unless told otherwise."""
        rights = {row["name"]: row["rights"] for row in self.rows("ProfileRight", profiles_id=profile)}
        actor = Actor(
            2, "glpi", "glpi (2)", profile, rights=rights, entities=frozenset({0}), recursive=True, sees_all=True
        )
        return replace(actor, **changes)

    def do(self, verb: str, item: str, id: int | None = None, *, actor: Actor | None = None, **values: Any) -> Outcome:
        force, history = values.pop("force", False), values.pop("history", True)
        command = Command(Verb(verb), item, id, values, force=force, history=history)
        (outcome,) = self.writing.execute(actor or self.actor, [command])
        return outcome

    def add(self, item: str, **values: Any) -> int:
        outcome = self.do("add", item, **values)
        assert outcome.ok, (item, values, outcome)
        assert outcome.id is not None
        return outcome.id

    def row(self, item: str, id: int) -> dict[str, Any] | None:
        found = self.rows(item, id=id)
        return found[0] if found else None

    def rows(self, item: str, **where: Any) -> list[dict[str, Any]]:
        table = self.store.tables[self.model.items[item].table or ""]

        def build() -> sa.Select[Any]:
            tests = [table.c[name] == sa.bindparam(name) for name in where]
            return sa.select(table).where(*tests).order_by(table.c.id)

        with self.store.read() as reader:
            found = reader.all(("test", item, tuple(where)), build, where)
        return [dict(zip(table.c.keys(), row, strict=True)) for row in found]

    def log(self, item: str, id: int) -> list[tuple[Any, ...]]:
        columns = ("itemtype_link", "linked_action", "id_search_option", "old_value", "new_value")
        return [tuple(row[c] for c in columns) for row in self.rows("Log", itemtype=item, items_id=id)]

    def count(self, work: Callable[[], Any]) -> int:
        statements.reset()
        work()
        return statements.value()


@pytest.fixture(scope="session")
def model() -> Model:
    """All item types as they are declared, without their steps: what is tested here is what all types share."""
    declared = item_types()
    return replace(declared, items={name: replace(item, **_NO_STEPS) for name, item in declared.items.items()})


@pytest.fixture(scope="session")
def pristine(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its first rows, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("pristine")
    open_store(model, Settings(data=folder)).close()
    return folder


@cache
def layout() -> Layout:
    """SQLAlchemy's tables take longer to make than a test to run; they are the same for all of them."""
    return Layout(all_tables(item_types()))


@pytest.fixture
def bench(model: Model, pristine: Path, tmp_path: Path) -> Iterator[Bench]:
    made = bench_with(model, pristine, tmp_path)
    yield made
    made.store.close()


def bench_with(model: Model, pristine: Path, folder: Path) -> Bench:
    data = folder / "data"
    shutil.copytree(pristine, data)
    url = sa.URL.create("sqlite", database=str(data / FILE))
    return Bench(model, open_sqlite(url, layout()))


def with_steps(model: Model, item: str, **steps: tuple[Step, ...]) -> Model:
    return replace(model, items={**model.items, item: replace(model.items[item], **steps)})
