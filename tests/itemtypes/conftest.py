"""The declared item types with their steps, over a fresh SQLite store, seen through the engine's commands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from steward.assemble import load_model
from steward.engine.actor import SYSTEM, Actor
from steward.engine.command import Command, Failure, Outcome, Verb
from steward.engine.store.open import open_store
from steward.engine.store.port import Store
from steward.engine.write.writing import Writing
from steward.vocabulary.settings import Settings

NOW = datetime(2026, 11, 25, 12, 0, 0)
PERMISSION = "You don't have permission to perform this action."


class Services:
    """Hashes one can read, tokens one can guess, and files that were "uploaded" by naming them."""

    def __init__(self) -> None:
        self.uploads: dict[str, Mapping[str, Any]] = {}

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
        return self.uploads.pop(temporary_name, None)

    def upload(self, name: str, mime: str = "text/plain") -> str:
        filepath = f"{name.rpartition('.')[2].upper()}/ab/{name}"
        self.uploads[name] = {"filename": name, "filepath": filepath, "mime": mime, "sha1sum": "a" * 40, "size": 3}
        return name


class Desk:
    """Somebody at work. `do` sends one command as the super-administrator, or as whoever is named."""

    def __init__(self, store: Store) -> None:
        self.store, self.now, self.services = store, NOW, Services()
        self.model = load_model()
        self.writing = Writing(self.model, store, lambda: self.now, self.services)
        self.admin = self.acting(2, 4)

    def acting(self, user: int, profile: int, **changes: Any) -> Actor:
        """A user with the rights of a profile, on the whole tree unless told otherwise."""
        rights = {row["name"]: row["rights"] for row in self.rows("ProfileRight", profiles_id=profile)}
        login = self.one("User", user)["name"]
        interface = self.one("Profile", profile)["interface"]
        made = Actor(
            user, login, f"{login} ({user})", profile, interface, rights, frozenset({0}), recursive=True, sees_all=True
        )
        return replace(made, **changes)

    def do(self, verb: str, item: str, id: int | None = None, *, by: Actor | None = None, **values: Any) -> Outcome:
        command = Command(Verb(verb), item, id, values, force=verb == "purge")
        (outcome,) = self.writing.execute(by or self.admin, [command])
        return outcome

    def add(self, item: str, *, by: Actor | None = None, **values: Any) -> int:
        outcome = self.do("add", item, by=by, **values)
        assert outcome.ok, (item, values, outcome)
        assert outcome.id is not None
        return outcome.id

    def update(self, item: str, id: int, *, by: Actor | None = None, **values: Any) -> str:
        outcome = self.do("update", item, id, by=by, **values)
        assert outcome.ok, (item, values, outcome)
        return outcome.message

    def purge(self, item: str, id: int) -> str:
        outcome = self.do("purge", item, id)
        assert outcome.ok, (item, id, outcome)
        return outcome.message

    def refusal(self, verb: str, item: str, id: int | None = None, *, by: Actor | None = None, **values: Any) -> str:
        outcome = self.do(verb, item, id, by=by, **values)
        assert outcome.failure is not None, (item, values, outcome)
        assert outcome.failure is not Failure.MISSING
        return outcome.message

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def one(self, item: str, id: int) -> dict[str, Any]:
        (found,) = self.rows(item, id=id)
        return found

    def rows(self, item: str, **where: Any) -> list[dict[str, Any]]:
        table = self.store.tables[self.model.items[item].table or ""]

        def build() -> sa.Select[Any]:
            return sa.select(table).where(*(table.c[n] == sa.bindparam(n) for n in where)).order_by(table.c.id)

        with self.store.read() as reader:
            found = reader.all(("test", item, tuple(where)), build, where)
        return [dict(zip(table.c.keys(), row, strict=True)) for row in found]

    def letters(self, channel: str) -> list[dict[str, Any]]:
        table = self.store.tables["steward_outbox"]
        with self.store.read() as reader:
            found = reader.all(("outbox",), lambda: sa.select(table), {})
        return [row for row in (dict(zip(table.c.keys(), r, strict=True)) for r in found) if row["channel"] == channel]


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its first rows, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("pristine")
    open_store(load_model(), Settings(data=folder)).close()
    return folder


@pytest.fixture
def desk(pristine: Path, tmp_path: Path) -> Iterator[Desk]:
    data = tmp_path / "data"
    shutil.copytree(pristine, data)
    store = open_store(load_model(), Settings(data=data))
    yield Desk(store)
    store.close()


__all__ = ["NOW", "PERMISSION", "SYSTEM", "Desk"]
