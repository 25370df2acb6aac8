"""Arithmetic of dates in SQL, where the dialects differ."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Element = sa.ColumnElement[Any]


class AddMonths(FunctionElement[Any]):
    type = sa.Date()
    name = "add_months"
    inherit_cache = True


def add_months(day: Element, months: Element) -> Element:
    """A date so many months later; the last of the month where the day does not exist there. NULL if the date is."""
    return AddMonths(day, months)


def _parts(element: AddMonths, compiler: SQLCompiler, **kw: Any) -> list[str]:
    return [compiler.process(c, **kw) for c in element.clauses]


@compiles(AddMonths, "sqlite")
def _add_months_sqlite(element: AddMonths, compiler: SQLCompiler, **kw: Any) -> str:
    # "31 January + 1 month" overflows into March there: the smaller of that and the end of the month after is meant.
    (day, months) = element.clauses
    texts = [compiler.process(day, **kw) for _ in range(2)]
    counts = [compiler.process(months, **kw) for _ in range(2)]
    shift = [f"printf('{_percent(compiler)}d months', {count})" for count in counts]
    plain = f"date({texts[0]}, {shift[0]})"
    end = f"date({texts[1]}, 'start of month', {shift[1]}, '+1 month', '-1 day')"
    return f"min({plain}, {end})"


def _percent(compiler: SQLCompiler) -> str:
    return "%%" if compiler.preparer._double_percents else "%"


@compiles(AddMonths, "postgresql")
def _add_months_postgresql(element: AddMonths, compiler: SQLCompiler, **kw: Any) -> str:
    day, months = _parts(element, compiler, **kw)
    return f"CAST(({day}) + make_interval(months => CAST({months} AS INTEGER)) AS DATE)"


@compiles(AddMonths, "mysql")
@compiles(AddMonths, "mariadb")
def _add_months_mysql(element: AddMonths, compiler: SQLCompiler, **kw: Any) -> str:
    day, months = _parts(element, compiler, **kw)
    return f"CAST(DATE_ADD({day}, INTERVAL ({months}) MONTH) AS DATE)"
