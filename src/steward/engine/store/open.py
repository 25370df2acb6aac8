"""Open a store by its address: create or migrate its tables, fill a new one with the first rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol

import psycopg
import pymysql
import sqlalchemy as sa

from steward.engine.schema.tables import all_tables
from steward.engine.store.first import load_first_rows
from steward.engine.store.layout import Layout
from steward.engine.store.mysql import open_mysql
from steward.engine.store.port import Store, Unavailable
from steward.engine.store.postgres import open_postgres
from steward.engine.store.sqlite import open_sqlite
from steward.vocabulary.item import Model, Table
from steward.vocabulary.settings import Settings

FILE: Final = "steward.sqlite"


class OpenStore(Store, Protocol):
    """A store that was just opened. `first_password` is set once: when this opening made the first account."""

    first_password: str | None
    migrated: list[str]
    layout: Layout


Opener = Callable[[sa.URL, Layout], OpenStore]
_OPENERS: Final[dict[str, Opener]] = {
    "sqlite": open_sqlite,
    "postgresql": open_postgres,
    "mysql": open_mysql,
    "mariadb": open_mysql,
}


def open_store(model: Model, settings: Settings) -> OpenStore:
    """Safe to call from several processes at once: one creates or migrates, the others wait."""
    store = open_tables(address(settings), all_tables(model))
    try:
        store.first_password = load_first_rows(store, settings)
    except BaseException:
        store.close()
        raise
    return store


def open_tables(url: sa.URL, tables: Mapping[str, Table]) -> OpenStore:
    """A store with these tables and no rows of its own."""
    opener = _OPENERS.get(url.get_backend_name())
    if opener is None:
        raise Unavailable(f"there is no store for {url.get_backend_name()!r}; use sqlite, postgresql, mariadb or mysql")
    try:
        return opener(url, Layout(tables))
    except (psycopg.OperationalError, pymysql.err.OperationalError, sqlite3.OperationalError) as error:
        reason = str(error.args[-1] if error.args else error).strip().splitlines()[0]
        raise Unavailable(f"the store does not open: {reason}") from error


def address(settings: Settings) -> sa.URL:
    """Where the rows are: the setting, or a SQLite file in the data folder."""
    if settings.database:
        try:
            return sa.make_url(settings.database)
        except sa.exc.ArgumentError:
            raise Unavailable("the database's address is not of the form postgresql://user@host/name") from None
    return sa.URL.create("sqlite", database=str(Path(settings.data) / FILE))
