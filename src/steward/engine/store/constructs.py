"""The few SQL constructs that differ between the dialects, as SQLAlchemy elements with one rendering each."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Element = sa.ColumnElement[Any]
ESCAPE = "!"


# Tests are typed as integers on purpose: SQLAlchemy would render a Boolean as `test = 1` where a dialect has none, and no index
# is used then.
class _Test(FunctionElement[int]):
    type = sa.Integer()
    inherit_cache = True

    def parts(self) -> list[Element]:
        return list(self.clauses)


class InList(_Test):
    name = "in_list"


class Matches(_Test):
    name = "matches"


class Found(_Test):
    """See `candidates`. The bind has a name of its own: it is the same pattern as `matches` gets, but said otherwise."""

    name = "found"
    inherit_cache = False
    SUFFIX = "_as_trigrams"

    def __init__(self, id: Element, bind: str, table: str, column: str) -> None:
        super().__init__(id, sa.bindparam(bind + self.SUFFIX, type_=sa.Text()))
        self.table, self.column = table, column


class Nested(_Test):
    name = "nested"


class AsText(FunctionElement[str]):
    type = sa.Text()
    name = "as_text"
    inherit_cache = True


class RowsAsJson(FunctionElement[str]):
    type = sa.Text()
    name = "rows_as_json"
    inherit_cache = True


class Ordered(FunctionElement[Any]):
    name = "ordered"
    inherit_cache = False

    def __init__(self, column: Element, descending: bool, nullable: bool) -> None:
        super().__init__(column)
        self.descending, self.nullable = descending, nullable


class Unindexed(FunctionElement[Any]):
    name = "unindexed"
    inherit_cache = True


def unindexed(column: Element) -> Element:
    """The column, where SQLite must not choose an index for it: it takes any index for selective, even one on a flag."""
    made = Unindexed(column)
    made.type = column.type
    return made


class Caseless(FunctionElement[str]):
    name = "caseless"
    inherit_cache = True


def caseless(column: Element) -> Element:
    """A text to sort by, whatever its case. Columns are so by themselves; on SQLite what is calculated from them is not."""
    if isinstance(column, sa.Column) or not isinstance(column.type, sa.String):
        return column
    made = Caseless(column)
    made.type = column.type
    return made


def nested(test: Element) -> Element:
    """The test in parentheses that stay, where SQLAlchemy would make one chain of it: SQLite bounds how deep a chain may be."""
    return Nested(test)


def in_list(column: Element, bind: str) -> Element:
    """`column` is one of the values of the list parameter `bind`. An empty list is false; `~in_list(…)` is the opposite."""
    return InList(column, sa.bindparam(bind, type_=column.type))


def matches(column: Element, bind: str) -> Element:
    """`column` is LIKE the parameter, whatever the case and accents. `%` and `_` are wild, `!` escapes; numbers match as text."""
    text = column if isinstance(column.type, sa.String) else as_text(column)
    return Matches(text, sa.bindparam(bind, type_=sa.Text()))


def pattern(text: str) -> str:
    """The text with everything that is wild in `matches` escaped."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def as_text(column: Element) -> Element:
    """The value as it would be shown: decimals with their scale, moments as "YYYY-MM-DD HH:MM:SS"."""
    return AsText(column)


def rows_as_json(*columns: Element) -> Element:
    """Aggregate: a JSON array with one array of `columns` for each row, in no order; NULL or `[]` without rows.

    Decimals, dates and floats are text inside it.
    """
    return RowsAsJson(*(c if isinstance(c.type, sa.String | sa.Integer) else as_text(c) for c in columns))


def ordered(column: Element, descending: bool = False, nullable: bool | None = None) -> Element:
    """An ORDER BY key with NULLs first when ascending and last when descending. Say `nullable=True` behind an outer join."""
    if nullable is None:
        nullable = getattr(column, "nullable", True)
    return Ordered(column, descending, nullable)


@compiles(Caseless)
def _caseless(element: Caseless, compiler: SQLCompiler, **kw: Any) -> str:
    return _parts(element, compiler, **kw)[0]


@compiles(Caseless, "sqlite")
def _caseless_sqlite(element: Caseless, compiler: SQLCompiler, **kw: Any) -> str:
    return f"({_parts(element, compiler, **kw)[0]} COLLATE NOCASE)"


@compiles(Nested)
def _nested(element: Nested, compiler: SQLCompiler, **kw: Any) -> str:
    return f"({_parts(element, compiler, **kw)[0]})"


def _parts(element: FunctionElement[Any], compiler: SQLCompiler, **kw: Any) -> list[str]:
    return [compiler.process(c, **kw) for c in element.clauses]


@compiles(InList, "sqlite")
def _in_list_sqlite(element: InList, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = _parts(element, compiler, **kw)
    return f"({column} IN (SELECT value FROM json_each({values})))"  # noqa: S608  placeholders


@compiles(InList, "postgresql")
def _in_list_postgresql(element: InList, compiler: SQLCompiler, **kw: Any) -> str:
    column, bind = element.parts()
    cast = {sa.Integer: "BIGINT[]", sa.String: "TEXT[]"}.get(bind.type._type_affinity or sa.String, "TEXT[]")
    return f"({compiler.process(column, **kw)} = ANY ({_bare(bind, compiler, **kw)}::{cast}))"


@compiles(InList, "mysql")
@compiles(InList, "mariadb")
def _in_list_mysql(element: InList, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = _parts(element, compiler, **kw)
    return f"({column} IN {values})"  # the driver writes the list with its parentheses


def _bare(bind: Element, compiler: SQLCompiler, **kw: Any) -> str:
    """The bind without the cast that PostgreSQL's compiler puts behind it."""
    return compiler.process(bind, **{**kw, "skip_bind_expression": True}).split("::", 1)[0]


@compiles(Matches, "sqlite")
def _matches_sqlite(element: Matches, compiler: SQLCompiler, **kw: Any) -> str:
    # Native LIKE folds ASCII only; values with more than ASCII (longer in bytes than in characters) go through fold().
    column, bind = element.parts()
    native = f"{compiler.process(column, **kw)} LIKE {compiler.process(bind, **kw)} ESCAPE '{ESCAPE}'"
    text = [compiler.process(column, **kw) for _ in range(3)]
    folded = f"fold({text[2]}) LIKE {compiler.process(bind, **kw)} ESCAPE '{ESCAPE}'"
    return f"({native} OR (length({text[0]}) <> length(CAST({text[1]} AS BLOB)) AND {folded}))"


@compiles(Matches, "postgresql")
def _matches_postgresql(element: Matches, compiler: SQLCompiler, **kw: Any) -> str:
    column, bind = element.parts()
    asked = _bare(bind, compiler, **kw)
    texts = [compiler.process(column, **kw) for _ in range(4)]
    native = f"({texts[0]}) COLLATE \"C\" ILIKE {asked}::TEXT ESCAPE '{ESCAPE}'"
    folded = f"steward_fold({texts[1]}) COLLATE \"C\" LIKE {asked}::TEXT ESCAPE '{ESCAPE}'"
    return f"(CASE WHEN octet_length({texts[2]}) = char_length({texts[3]}) THEN {native} ELSE {folded} END)"


@compiles(Matches, "mysql")
@compiles(Matches, "mariadb")
def _matches_mysql(element: Matches, compiler: SQLCompiler, **kw: Any) -> str:
    column, asked = _parts(element, compiler, **kw)
    return f"({column} LIKE {asked} ESCAPE '{ESCAPE}')"


@compiles(Unindexed)
def _unindexed(element: Unindexed, compiler: SQLCompiler, **kw: Any) -> str:
    return _parts(element, compiler, **kw)[0]


@compiles(Unindexed, "sqlite")
def _unindexed_sqlite(element: Unindexed, compiler: SQLCompiler, **kw: Any) -> str:
    return f"+{_parts(element, compiler, **kw)[0]}"


@compiles(AsText, "sqlite")
def _as_text_sqlite(element: AsText, compiler: SQLCompiler, **kw: Any) -> str:
    (column,) = element.clauses
    text = compiler.process(column, **kw)
    if isinstance(column.type, sa.Numeric) and column.type.scale is not None:
        percent = "%%" if compiler.preparer._double_percents else "%"
        again = compiler.process(column, **kw)
        return f"(CASE WHEN {text} IS NOT NULL THEN printf('{percent}.{column.type.scale}f', {again}) END)"
    return f"CAST({text} AS TEXT)"


@compiles(AsText, "postgresql")
def _as_text_postgresql(element: AsText, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST({_parts(element, compiler, **kw)[0]} AS TEXT)"


@compiles(AsText, "mysql")
@compiles(AsText, "mariadb")
def _as_text_mysql(element: AsText, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST({_parts(element, compiler, **kw)[0]} AS CHAR)"


@compiles(RowsAsJson, "sqlite")
def _rows_sqlite(element: RowsAsJson, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_group_array(json_array({', '.join(_parts(element, compiler, **kw))}))"


@compiles(RowsAsJson, "postgresql")
def _rows_postgresql(element: RowsAsJson, compiler: SQLCompiler, **kw: Any) -> str:
    return f"CAST(json_agg(json_build_array({', '.join(_parts(element, compiler, **kw))})) AS TEXT)"


@compiles(RowsAsJson, "mysql")
@compiles(RowsAsJson, "mariadb")
def _rows_mysql(element: RowsAsJson, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_arrayagg(json_array({', '.join(_parts(element, compiler, **kw))}))"


@compiles(Ordered)
def _ordered(element: Ordered, compiler: SQLCompiler, **kw: Any) -> str:
    return _parts(element, compiler, **kw)[0] + (" DESC" if element.descending else "")


@compiles(Ordered, "postgresql")
def _ordered_postgresql(element: Ordered, compiler: SQLCompiler, **kw: Any) -> str:
    text = _ordered(element, compiler, **kw)
    if element.nullable:
        text += " NULLS LAST" if element.descending else " NULLS FIRST"
    return text
