"""The first rows of a new store: the package's data, and the passwords of the first accounts."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final
from zoneinfo import ZoneInfo

import argon2
import sqlalchemy as sa

from steward.engine.schema.own import VERSIONS
from steward.engine.store.port import Store, Transaction
from steward.vocabulary.settings import Settings

_DATA: Final = "steward.defaults"
_MARK: Final = "defaults"


def load_first_rows(store: Store, settings: Settings) -> str | None:
    """Fill a store that was not filled before, all or nothing. Returns the password of the first account if one was made."""
    versions = store.tables[VERSIONS]
    with store.read() as reader:
        if reader.one("first rows", lambda: sa.select(versions.c.value).where(versions.c.name == _MARK)):
            return None
    accounts = json.loads((files(_DATA) / "accounts.json").read_text("utf-8"))
    password = None if settings.demo else secrets.token_urlsafe(12)
    passwords = accounts["demo"]["passwords"] if settings.demo else [{**accounts["first"], "password": password}]
    hashes = [(entry, _hasher(settings).hash(entry["password"])) for entry in passwords]
    now = datetime.now(UTC).astimezone(ZoneInfo(settings.timezone)).strftime("%Y-%m-%d %H:%M:%S")

    def work(transaction: Transaction) -> bool:
        if transaction.one("first rows", lambda: sa.select(versions.c.value).where(versions.c.name == _MARK)):
            return False
        for table, rows in default_rows(now):
            transaction.insert_many(table, rows)
        for entry, hashed in hashes:
            transaction.update(entry["table"], entry["id"], {entry["column"]: hashed})
        for entry in accounts["demo"]["values"] if settings.demo else ():
            transaction.update(entry["table"], entry["id"], {entry["column"]: entry["value"]})
        transaction.insert(VERSIONS, {"name": _MARK, "value": 1})
        return True

    return password if store.write(work) else None


def default_rows(now: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Table by table."""
    for file in sorted((files(_DATA) / "rows").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".json"):
            yield file.name.removesuffix(".json"), _rows(file, now)


def _rows(file: Traversable, now: str) -> list[dict[str, Any]]:
    data = json.loads(file.read_text("utf-8"))
    return [
        {name: now if value == "{now}" else value for name, value in zip(data["columns"], row, strict=True)}
        for row in data["rows"]
    ]


def _hasher(settings: Settings) -> argon2.PasswordHasher:
    return argon2.PasswordHasher(
        time_cost=settings.argon2_time, memory_cost=settings.argon2_memory, parallelism=settings.argon2_lanes
    )
