"""The SQLAlchemy dialects that write our statements: constants as literals, parameters by name, integers as wide as they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.mysql.base import MySQLCompiler
from sqlalchemy.dialects.mysql.pymysql import MySQLDialect_pymysql
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.compiler import SQLCompiler


class _ConstantsAsLiterals(SQLCompiler):
    """A value that the statement was built with is a constant of the model (values of a request come as parameters)."""

    def visit_bindparam(self, bindparam: sa.BindParameter[Any], *args: Any, **kw: Any) -> str:
        if bindparam.unique and not bindparam.expanding and _is_plain(bindparam):
            kw["literal_binds"] = True
        return str(super().visit_bindparam(bindparam, *args, **kw))  # type: ignore[no-untyped-call]


def _is_plain(bindparam: sa.BindParameter[Any]) -> bool:
    value = bindparam.value
    if isinstance(value, bool) or not isinstance(value, int | str):
        return False
    return isinstance(bindparam.type, sa.Integer if isinstance(value, int) else sa.String)


class _SqliteCompiler(_ConstantsAsLiterals, SQLiteCompiler):
    pass


class _PostgresqlCompiler(_ConstantsAsLiterals, PGCompiler_psycopg):
    def render_bind_cast(self, type_: Any, dbapi_type: Any, sqltext: str) -> str:
        # Comparing a small column with a large number is false, not an error.
        if isinstance(dbapi_type, sa.Integer):
            return f"{sqltext}::BIGINT"
        return str(super().render_bind_cast(type_, dbapi_type, sqltext))  # type: ignore[no-untyped-call]


class _MysqlCompiler(_ConstantsAsLiterals, MySQLCompiler):
    pass


def _sqlite() -> Dialect:
    made = SQLiteDialect_pysqlite(paramstyle="qmark")
    made.statement_compiler = _SqliteCompiler
    return made


def _postgresql() -> Dialect:
    made = PGDialect_psycopg(paramstyle="pyformat")  # type: ignore[no-untyped-call]
    made.statement_compiler = _PostgresqlCompiler
    made._backslash_escapes = False
    return made


def _mysql() -> Dialect:
    # Names rather than positions: SQLAlchemy may turn the order round (LIMIT offset, count).
    made = MySQLDialect_pymysql(paramstyle="pyformat")
    made.statement_compiler = _MysqlCompiler  # type: ignore[assignment]
    return made


MAKERS: dict[str, Callable[[], Dialect]] = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mysql}
