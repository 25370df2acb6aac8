"""Addresses of the stores that tests run on: each test gets its own file, schema or database."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pymysql
import pytest
import sqlalchemy as sa

DIALECTS = ("sqlite", "postgresql", "mysql")
POSTGRESQL = os.environ.get("STEWARD_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/test")
MARIADB = os.environ.get("STEWARD_TEST_MARIADB", "mariadb://root@127.0.0.1:3306")


@contextmanager
def fresh_address(dialect: str, folder: Path) -> Iterator[sa.URL]:
    """An empty place; gone afterwards. Skips the test, saying why, when the server does not answer."""
    if dialect == "sqlite":
        yield sa.URL.create("sqlite", database=str(folder / "steward.sqlite"))
        return
    silence = _silence(dialect)
    if silence:
        pytest.skip(f"no {dialect} answers: {silence}")
    name = f"steward_test_{uuid.uuid4().hex[:12]}"
    kind = "SCHEMA" if dialect == "postgresql" else "DATABASE"
    run(dialect, f"CREATE {kind} {name}")
    try:
        yield _address(dialect, name)
    finally:
        run(dialect, f"DROP {kind} {name}" + (" CASCADE" if dialect == "postgresql" else ""))


def _address(dialect: str, name: str) -> sa.URL:
    if dialect == "postgresql":
        return sa.make_url(POSTGRESQL).update_query_dict({"options": f"-csearch_path={name}"})
    return sa.make_url(MARIADB).set(database=name)


@cache
def _silence(dialect: str) -> str:
    try:
        run(dialect, "SELECT 1")
    except (psycopg.OperationalError, pymysql.Error) as error:
        return str(error).strip().splitlines()[0]
    return ""


def run(dialect: str, sql: str) -> None:
    if dialect == "postgresql":
        with psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3) as connection:
            connection.execute(sql)
        return
    url = sa.make_url(MARIADB)
    connection = pymysql.connect(
        host=url.host, port=url.port or 3306, user=url.username, password=url.password or "", connect_timeout=3
    )
    with connection, connection.cursor() as cursor:
        cursor.execute(sql)
